/** What another tool does after one sort of edit, as its documents say; "not documented" where they do not. */
interface OtherTools {
  readonly luigi: string;
  readonly targets: string;
  readonly hamilton: string;
  readonly marimo: string;
}

export const documents = {
  luigi: {
    name: "Luigi",
    page: "https://luigi.readthedocs.io/en/stable/tasks.html",
    also: "https://luigi.readthedocs.io/en/stable/api/luigi.task.html",
  },
  targets: {
    name: "R targets",
    page: "https://docs.ropensci.org/targets/reference/tar_cue.html",
    also: "https://books.ropensci.org/targets/packages.html",
  },
  hamilton: {
    name: "Hamilton",
    page: "https://hamilton.apache.org/concepts/caching/",
    also: "",
  },
  marimo: {
    name: "marimo",
    page: "https://docs.marimo.io/guides/reactivity/",
    also: "https://docs.marimo.io/api/caching/",
  },
} as const satisfies Record<keyof OtherTools, { name: string; page: string; also: string }>;

const silent = "not documented";
const existence = "runs nothing: a task is complete when its outputs exist";

/** By the sort of an edit. */
export const otherTools = {
  "comments and layout": {
    luigi: existence,
    targets: "runs nothing: a function's text is compared without comments and white space",
    hamilton: "runs nothing: comments and docstrings are left out of a node's version",
    marimo: "runs the cell that was edited and all that refer to what it defines",
  },
  "types alone": {
    luigi: existence,
    targets: "R has no types",
    hamilton: silent,
    marimo: "runs the cell that was edited and all that refer to what it defines",
  },
  "a task's own code": {
    luigi: existence,
    targets: "runs the target: the hash of its command counts",
    hamilton: "runs the node: the hash of its source counts",
    marimo: "runs the cell and all that refer to what it defines",
  },
  "code that a task reaches": {
    luigi: existence,
    targets: "runs the target: hashes of functions hold those of the functions that they call",
    hamilton: "runs nothing, and gives the old result: nested function calls are not versioned",
    marimo: "runs the cells that refer to it; a cache counts closed-over variables by value",
  },
  "code that no task reaches": {
    luigi: existence,
    targets: "runs nothing: only what a target depends on counts",
    hamilton: "runs nothing: only the node and its dependencies count",
    marimo: "runs that cell and those that refer to it; a cache in the same cell is lost",
  },
  "a package": {
    luigi: existence,
    targets: "runs nothing, unless the package is named under `imports`",
    hamilton: "runs nothing, and may give the old result",
    marimo: "keeps cached results, unless `pin_modules` is set",
  },
  "a module of the project": {
    luigi: existence,
    targets: "runs what reaches the functions that it puts into the global environment",
    hamilton: "runs nothing where a utility function was edited, and gives the old result",
    marimo: "keeps cached results: the source of imported modules does not count",
  },
  "a parameter": {
    luigi: "runs the task under its other id",
    targets: "runs the target: its command is another",
    hamilton: "runs the node: the data version of its dependency is another",
    marimo: "runs what refers to it; a cache counts arguments by value",
  },
  "an input file": {
    luigi: existence,
    targets: "runs what reads it, where a target tracks the file",
    hamilton: "runs nothing, unless the node that reads it is set to recompute",
    marimo: "runs nothing, unless the file is watched",
  },
  "an output": {
    luigi: "runs a task whose output is gone; an edited one stays",
    targets: "runs the target: its file is gone or changed",
    hamilton: "runs the node where its stored result is deleted; an edited one: not documented",
    marimo: silent,
  },
  "what a task requires": {
    luigi: "runs what is new; a task whose outputs exist is not run for it",
    targets: "runs the target: the hashes of what it depends on count",
    hamilton: "runs the node: the data versions of its dependencies count",
    marimo: "runs the cells that refer to what changed",
  },
  "the same bytes again": {
    luigi: existence,
    targets: "runs the target, and nothing after it: what it gave has the same hash",
    hamilton: "runs the node, and nothing after it: the data version is the same",
    marimo: "runs all that refer to what it defines",
  },
  "hidden state": {
    luigi: silent,
    targets: silent,
    hamilton: silent,
    marimo: "refuses a name that two cells define; does not track changes of a value in place",
  },
  "what the class says": {
    luigi: "`complete()` can be overridden",
    targets: '`tar_cue(mode = "always")` and `"never"`, and targets that track files',
    hamilton: "a node's caching behaviour: default, recompute, disable, ignore",
    marimo: "`mo.watch.file`",
  },
} as const satisfies Record<string, OtherTools>;

export type SortOfEdit = keyof typeof otherTools;
