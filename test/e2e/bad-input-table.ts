import { sumsProject } from "./sums-project.ts";

export interface BadInput {
  readonly name: string;
  /** Cells that are edited or added, and files that are written, before the command. */
  readonly cells?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  /** The command line; `run iris.ipynb All --json` where it is left out. */
  readonly words?: readonly string[];
  /** Standard error to the letter, without "error " and the end of the line; a pattern where Node has a say in it. */
  readonly says: string | RegExp;
}

const run = (...words: string[]) => ["run", "iris.ipynb", ...words];
const { cells } = sumsProject;
const edited = (cell: keyof typeof cells, from: string, to: string) => {
  if (!cells[cell].includes(from)) throw new Error(`"${from}" is not in ${cell}`);
  return { [cell]: cells[cell].replace(from, to) };
};

/** What is refused before anything runs, with exit status 2. */
export const badInputTable: readonly BadInput[] = [
  {
    name: "a chain of requirements without an end",
    cells: edited(
      "other",
      "class Other extends Task {",
      `class Down extends Task.with({ n: z.int() }) { requires(): Task { return new Down({ n: this.n - 1 }); } }
class Other extends Task {
  requires() { return new Down({ n: 2 }); }`,
    ),
    says: "`All` requires a chain of more than 200,000 tasks: All → Other → Down(n=2) → …. Expected an end of it: let `requires()` return nothing where the first task is reached.",
  },
  {
    name: "a requires() without return",
    cells: edited("all", "return [new Shown(), new Other()];", "[new Shown(), new Other()];"),
    says: "`All.requires()` has no `return`, so it gives nothing. Expected what the task requires: write `return` before it, or take the method out.",
  },
  {
    name: "an output() without return",
    cells: edited(
      "other",
      `{ return text("outputs/other.txt"); }`,
      `{
    /* the return value */ text("outputs/other.txt"); // return it
  }`,
    ),
    says: "`Other.output()` has no `return`, so it gives nothing. Expected the task's targets: write `return` before it, or take the method out.",
  },
  {
    name: "a cycle",
    cells: edited("other", "output()", "requires() { return new All(); }\n  output()"),
    says: "`All` requires itself: All → Other → All. Take one of these requirements out.",
  },
  {
    name: "a task that requires itself",
    cells: edited("other", "output()", "requires(): Task { return new Other(); }\n  output()"),
    says: "`Other` requires itself: Other → Other. Take one of these requirements out.",
  },
  {
    name: "an unknown task",
    words: run("Al"),
    says: "`Al` is not defined. Did you mean `All`? The tasks are `Numbers`, `Total`, `Shown`, `Other`, `All`.",
  },
  {
    name: "a task in small letters",
    words: run("total"),
    says: "`total` is not defined. Did you mean `Total`? The tasks are `Numbers`, `Total`, `Shown`, `Other`, `All`.",
  },
  {
    name: "a task that is called like none",
    words: run("B"),
    says: "`B` is not defined. The tasks are `Numbers`, `Total`, `Shown`, `Other`, `All`.",
  },
  {
    name: "a class that is no task",
    cells: { more: "class Plain {}" },
    words: run("Plain"),
    says: "`Plain` is defined, but is no task: it must be a class that extends Task, ExternalTask or WrapperTask. The tasks are `Numbers`, `Total`, `Shown`, `Other`, `All`.",
  },
  {
    name: "an unknown parameter",
    words: run("Total", "--seed", "7"),
    says: "`--seed` is no parameter of `Total`: it has `--factor`, `--labels`.",
  },
  {
    name: "a bad value of a parameter",
    words: run("Total", "--factor", "0"),
    says: "`Total`: parameter `factor` is 0: expected number to be >=1, for example `--factor 1`",
  },
  {
    name: "a parameter of the wrong type",
    words: run("Total", "--factor", "two"),
    says: '`Total`: parameter `factor` is "two": expected number, for example `--factor 2`',
  },
  {
    name: "a parameter that is not JSON",
    words: run("Total", "--labels", "[a"),
    says: "`Total`: parameter `labels`: `[a` is not JSON. Expected a list such as '[1, 2]' in single quotes.",
  },
  {
    name: "a list of the wrong things",
    words: run("Total", "--labels", "[1]"),
    says: "`Total`: parameter `labels.0` is 1: expected string, for example `--labels '[\"1\"]'`",
  },
  {
    name: "a parameter without a value",
    words: run("Total", "--factor"),
    says: "`--factor` needs a value: integer.",
  },
  {
    name: "a word that is no flag",
    words: run("Total", "factor=2"),
    says: "`factor=2` was not expected. Parameters of `Total` are written as `--name value`.",
  },
  {
    name: "a file that is not there",
    words: ["run", "none.ipynb", "All"],
    says: "`none.ipynb` is not there. Expected a notebook (.ipynb) or a module (.ts).",
  },
  {
    name: "a folder",
    words: ["run", "data", "All"],
    says: "`data` is a folder. Expected a notebook (.ipynb) or a module (.ts).",
  },
  {
    name: "a folder that is called like a notebook",
    files: { "folder.ipynb/a": "" },
    words: ["run", "folder.ipynb", "All"],
    says: "`folder.ipynb` is a folder. Expected a notebook (.ipynb) or a module (.ts).",
  },
  {
    name: "a notebook that is not JSON",
    files: { "bad.ipynb": "{ cells" },
    words: ["run", "bad.ipynb", "All"],
    says: /^error `bad.ipynb` is no notebook: its text is not JSON \(.+\). Open it in Jupyter and save it again.\n$/,
  },
  {
    name: "JSON that is no notebook",
    files: { "bad.ipynb": `{"a":1}` },
    words: ["run", "bad.ipynb", "All"],
    says: "`bad.ipynb` is no notebook: it holds JSON, but no list of `cells`. Expected the format of Jupyter 4 or newer.",
  },
  {
    name: "cells that are no cells",
    files: { "bad.ipynb": `{"cells":[1,null]}` },
    words: ["run", "bad.ipynb", "All"],
    says: "`All` is not defined. No cell defines a task.",
  },
  {
    name: "an empty notebook",
    files: { "bad.ipynb": `{"cells":[]}` },
    words: ["run", "bad.ipynb", "All"],
    says: "`All` is not defined. No cell defines a task.",
  },
  {
    name: "a file that is no code",
    files: { "data/x.bin": "\u0000\u0001" },
    words: ["run", "data/x.bin", "All"],
    says: "`data/x.bin` holds no tasks: expected a notebook (.ipynb) or a module (.ts). Name the file that defines them.",
  },
  {
    name: "a task of a cell with a syntax error",
    cells: edited("other", "text(", "text(("),
    says: /^warning: `iris\.ipynb`, cell 4, line 3: .+\nerror `Other` is defined in no cell that can be read, but named in cell 4, which has a syntax error in line 3: Expected `,` or `\)` but found `;`\. Correct the line and try again\.\n$/,
  },
  {
    name: "a missing external file",
    cells: edited("data", "data/numbers.csv", "data/none.csv"),
    says: "`Numbers` needs `data/none.csv`, which is not there. Nothing was run. Put the file there, or correct its path.",
  },
  {
    name: "a missing external file with a name like another's",
    cells: edited("data", "data/numbers.csv", "data/nunbers.csv"),
    says: "`Numbers` needs `data/nunbers.csv`, which is not there (did you mean `data/numbers.csv`?). Nothing was run. Put the file there, or correct its path.",
  },
  {
    name: "two tasks that write one file",
    cells: edited("other", "outputs/other.txt", "./outputs/shown.txt"),
    says: "`./outputs/shown.txt` is written by two tasks: `Shown` and `Other`. Give each its own path; `csv(this)` names one after the task.",
  },
  {
    name: "a task that writes into an external task's file",
    cells: edited("other", "outputs/other.txt", "data/numbers.csv"),
    says: "`data/numbers.csv` comes from elsewhere as `Numbers`, and `Other` writes it. Require `Other` in its place, or give one of them another path.",
  },
  {
    name: "a requirement that is no task",
    cells: edited("all", "new Other()", "7"),
    says: "`All.requires()` returned a value of type number at `1`. Expected a task, or tasks in an array or a record.",
  },
  {
    name: "a class instead of a task",
    cells: edited("all", "new Other()", "Other"),
    says: "`All.requires()` returned the class `Other` itself (is `new` missing?) at `1`. Expected a task, or tasks in an array or a record.",
  },
  {
    name: "a requires() that throws",
    cells: edited("all", "return [", `throw new TypeError("no plan"); return [`),
    says: "`All.requires()` threw (cell 5, line 3): TypeError: no plan",
  },
  {
    name: "an output() that throws",
    cells: edited("other", "return text", `throw new Error("no place"); return text`),
    says: "`Other.output()` threw (cell 4, line 3): no place",
  },
  {
    name: "an output that is no target",
    cells: edited("other", `text("outputs/other.txt")`, `"outputs/other.txt"`),
    says: '`Other.output()` returned a value of type string. Expected a target, such as `text("outputs/other.txt")`, or targets in an array or a record.',
  },
  {
    name: "a parameter that is no schema",
    cells: edited("other", "extends Task", "extends Task.with({ seed: 5 })"),
    says: "`Task.seed` is not a zod schema. Expected one such as z.number().default(1).",
  },
  {
    name: "a reserved name of a parameter",
    cells: edited("other", "extends Task", "extends Task.with({ run: z.int() })"),
    says: "`Task.run`: every task has a `run` of its own. Give the parameter another name.",
  },
  {
    name: "a constructor that throws",
    cells: edited("all", "new Other()", `new Total({ factor: -1 })`),
    says: "`All.requires()` threw (cell 5, line 3): `Total`: parameter `factor` is -1: expected number to be >=1, for example `factor: 1`",
  },
  {
    name: "a name that no cell declares",
    cells: edited("all", "new Other()", "new Missing()"),
    says: "`All.requires()` threw (cell 5, line 3): ReferenceError: Missing is not defined. Nothing declares it now: run the cell that does, or correct the name.",
  },
  {
    name: "a module that is not installed",
    cells: {
      imports: `${cells.imports}\nimport { x } from "not-there-1";`,
      ...edited("other", `"other"`, "x"),
    },
    says: "`not-there-1` cannot be imported: It is not installed. Run `npm install not-there-1` in the project.",
  },
  {
    name: "a local module that is not there",
    cells: {
      imports: `${cells.imports}\nimport { x } from "./none.ts";`,
      ...edited("other", `"other"`, "x"),
    },
    says: "`./none.ts` cannot be imported: No such file from `<folder>`. Check the path.",
  },
  {
    name: "a local module with a syntax error",
    files: { "bad.ts": "export const x = ;" },
    cells: {
      imports: `${cells.imports}\nimport { x } from "./bad.ts";`,
      ...edited("other", `"other"`, "x"),
    },
    says: "`bad.ts`, line 1: Unexpected token. Correct the line and try again.",
  },
  {
    name: "an import of a name that a module does not have",
    files: { "good.ts": "export const y = 1;" },
    cells: {
      imports: `${cells.imports}\nimport { x } from "./good.ts";`,
      ...edited("other", `"other"`, "String(x)"),
    },
    says: "`x` (cell 1, line 4) is not exported by `./good.ts`, which exports `y`. Correct the name.",
  },
  {
    name: "a task that is defined twice",
    cells: { more: cells.other },
    says: "`Other` is defined twice: cell 4 and cell 6. Rename one, or delete one of them.",
  },
  {
    name: "a value that a cell awaits",
    cells: {
      more: "const later = await Promise.resolve(1);",
      ...edited("other", `"other"`, "String(later)"),
    },
    says: "`later` (cell 6) cannot be rebuilt from declarations: its value is awaited in the cell. `Other` reads it. Make it a parameter or the output of a task, or compute it inside `run()`.",
  },
  {
    name: "no worker",
    words: run("All", "--workers", "0"),
    says: "`--workers 0`: expected a whole number of at least 1, such as `--workers 2`.",
  },
  {
    name: "workers that are no number",
    words: run("All", "--workers", "many"),
    says: "`--workers many`: expected a whole number of at least 1, such as `--workers 2`.",
  },
  {
    name: "an unknown format",
    words: ["dag", "iris.ipynb", "All", "--format", "nope"],
    says: "`--format nope` is not known. Expected one of text, svg, html, mermaid, dot, json.",
  },
  {
    name: "an unknown command",
    words: ["rum", "iris.ipynb", "All"],
    says: "unknown command 'rum'\n(Did you mean run?)\n(cauce --help lists the commands, cauce tasks FILE the tasks of a file)",
  },
  {
    name: "a command without its task",
    words: ["run", "iris.ipynb"],
    says: "missing required argument 'task'\n(cauce --help lists the commands, cauce tasks FILE the tasks of a file)",
  },
  {
    name: "a command without anything",
    words: ["run"],
    says: "missing required argument 'file'\n(cauce --help lists the commands, cauce tasks FILE the tasks of a file)",
  },
  {
    name: "an unknown option of a command without parameters",
    words: ["tasks", "iris.ipynb", "--nope"],
    says: "unknown option '--nope'\n(cauce --help lists the commands, cauce tasks FILE the tasks of a file)",
  },
  {
    name: "export of a module",
    files: { "good.ts": "export const y = 1;" },
    words: ["export", "good.ts"],
    says: "`good.ts` is no notebook. Expected a file that ends in .ipynb.",
  },
  {
    name: "a notebook to execute that is not there",
    words: ["execute", "nope"],
    says: "`nope` is not there. Expected a notebook (.ipynb).",
  },
  {
    name: "a module to execute",
    files: { "good.ts": "export const y = 1;" },
    words: ["execute", "good.ts"],
    says: "`good.ts` is no notebook. Expected a file that ends in .ipynb.",
  },
  {
    name: "clean of a whole family with parameters",
    words: ["clean", "iris.ipynb", "Total", "--all", "--factor", "3"],
    says: "`--all` takes every recorded task of `Total`, whatever its parameters, and `--factor` needs a single one. Leave one of them out.",
  },
  {
    name: "export of a notebook without tasks",
    files: { "bad.ipynb": `{"cells":[]}` },
    words: ["export", "bad.ipynb"],
    says: "`bad.ipynb` defines no task: no class in it extends Task, ExternalTask or WrapperTask.",
  },
  {
    name: "why for an unknown task",
    words: ["why", "iris.ipynb", "Al"],
    says: "`Al` is not defined. Did you mean `All`? The tasks are `Numbers`, `Total`, `Shown`, `Other`, `All`.",
  },
  {
    name: "a constant that cannot be computed",
    cells: { more: `const setting = JSON.parse("{");`, ...edited("other", `"other"`, "setting") },
    says: /^error The code that the task reaches threw \(cell 6, line 1\): SyntaxError: .+\n$/,
  },
  {
    name: "a local module that throws",
    files: { "bad.ts": "export const x: string = (undefined as never)[0];" },
    cells: {
      imports: `${cells.imports}\nimport { x } from "./bad.ts";`,
      ...edited("other", `"other"`, "x"),
    },
    says: "`./bad.ts`, while it was imported, threw (bad.ts, line 1): TypeError: Cannot read properties of undefined (reading '0')",
  },
  {
    name: "an output in a list that is no target",
    cells: edited("other", `text("outputs/other.txt")`, `[text("outputs/other.txt"), 3]`),
    says: "`Other.output()` returned a value of type number at `1`. Expected a target, or targets in an array or a record.",
  },
  {
    name: "outputs that are one file",
    cells: edited(
      "other",
      `text("outputs/other.txt")`,
      `[text("outputs/other.txt"), text("outputs/other.txt")]`,
    ),
    says: '`outputs/other.txt` is named twice among the outputs of `Other`. Give each its own name, such as `csv(this, "train")`.',
  },
  {
    name: "a class of another module that is no task",
    files: { "more.ts": "export class Far {}\n" },
    cells: { imports: `${cells.imports}\nimport { Far } from "./more.ts";` },
    words: ["run", "iris.ipynb", "Far"],
    says: "`Far` is imported from `./more.ts`, which declares no task of that name. The tasks are `Numbers`, `Total`, `Shown`, `Other`, `All`.",
  },
  {
    name: "a drawing in a folder that is not there",
    words: ["dag", "iris.ipynb", "All", "--output", "none/dag.svg"],
    says: "`none/dag.svg` cannot be written: its folder is not there. Name a file in a folder that is there and may be written.",
  },
  {
    name: "an export over a folder",
    words: ["export", "iris.ipynb", "-o", "data"],
    says: "`data` cannot be written: it is a folder. Name a file in a folder that is there and may be written.",
  },
];
