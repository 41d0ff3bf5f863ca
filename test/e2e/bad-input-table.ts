import { sumsProject } from "./sums-project.ts";

export interface BadInput {
  readonly name: string;
  /** Cells that are edited or added, and files that are written, before the command. */
  readonly cells?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  /** The command line; `run iris.ipynb All --json` where it is left out. */
  readonly words?: readonly string[];
  /** Standard error to the letter, without "error " and the end of the line. */
  readonly says: string;
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
    name: "a cycle",
    cells: edited("other", "output()", "requires() { return new All(); }\n  output()"),
    says: "",
  },
  {
    name: "a task that requires itself",
    cells: edited("other", "output()", "requires(): Task { return new Other(); }\n  output()"),
    says: "",
  },
  { name: "an unknown task", words: run("Al"), says: "" },
  {
    name: "a class that is no task",
    cells: { more: "class Plain {}" },
    words: run("Plain"),
    says: "",
  },
  { name: "an unknown parameter", words: run("Total", "--seed", "7"), says: "" },
  { name: "a bad value of a parameter", words: run("Total", "--factor", "0"), says: "" },
  { name: "a parameter of the wrong type", words: run("Total", "--factor", "two"), says: "" },
  { name: "a parameter that is not JSON", words: run("Total", "--labels", "[a"), says: "" },
  { name: "a list of the wrong things", words: run("Total", "--labels", "[1]"), says: "" },
  { name: "a parameter without a value", words: run("Total", "--factor"), says: "" },
  { name: "a word that is no flag", words: run("Total", "factor=2"), says: "" },
  { name: "a file that is not there", words: ["run", "none.ipynb", "All"], says: "" },
  { name: "a folder", words: ["run", "data", "All"], says: "" },
  {
    name: "a folder that is called like a notebook",
    files: { "folder.ipynb/a": "" },
    words: ["run", "folder.ipynb", "All"],
    says: "",
  },
  {
    name: "a notebook that is not JSON",
    files: { "bad.ipynb": "{ cells" },
    words: ["run", "bad.ipynb", "All"],
    says: "",
  },
  {
    name: "JSON that is no notebook",
    files: { "bad.ipynb": `{"a":1}` },
    words: ["run", "bad.ipynb", "All"],
    says: "",
  },
  {
    name: "cells that are no cells",
    files: { "bad.ipynb": `{"cells":[1,null]}` },
    words: ["run", "bad.ipynb", "All"],
    says: "",
  },
  {
    name: "an empty notebook",
    files: { "bad.ipynb": `{"cells":[]}` },
    words: ["run", "bad.ipynb", "All"],
    says: "",
  },
  {
    name: "a file that is no code",
    files: { "data/x.bin": "\u0000\u0001" },
    words: ["run", "data/x.bin", "All"],
    says: "",
  },
  { name: "a cell with a syntax error", cells: edited("other", "text(", "text(("), says: "" },
  {
    name: "a missing external file",
    cells: edited("data", "data/numbers.csv", "data/none.csv"),
    says: "",
  },
  {
    name: "two tasks that write one file",
    cells: edited("other", "outputs/other.txt", "./outputs/shown.txt"),
    says: "",
  },
  {
    name: "a task that writes into an external task's file",
    cells: edited("other", "outputs/other.txt", "data/numbers.csv"),
    says: "",
  },
  { name: "a requirement that is no task", cells: edited("all", "new Other()", "7"), says: "" },
  { name: "a class instead of a task", cells: edited("all", "new Other()", "Other"), says: "" },
  {
    name: "a requires() that throws",
    cells: edited("all", "return [", `throw new TypeError("no plan"); return [`),
    says: "",
  },
  {
    name: "an output() that throws",
    cells: edited("other", "return text", `throw new Error("no place"); return text`),
    says: "",
  },
  {
    name: "an output that is no target",
    cells: edited("other", `text("outputs/other.txt")`, `"outputs/other.txt"`),
    says: "",
  },
  {
    name: "a parameter that is no schema",
    cells: edited("other", "extends Task", "extends Task.with({ seed: 5 })"),
    says: "",
  },
  {
    name: "a reserved name of a parameter",
    cells: edited("other", "extends Task", "extends Task.with({ run: z.int() })"),
    says: "",
  },
  {
    name: "a constructor that throws",
    cells: edited("all", "new Other()", `new Total({ factor: -1 })`),
    says: "",
  },
  {
    name: "a name that no cell declares",
    cells: edited("all", "new Other()", "new Missing()"),
    says: "",
  },
  {
    name: "a module that is not installed",
    cells: {
      imports: `${cells.imports}\nimport { x } from "not-there-1";`,
      ...edited("other", `"other"`, "x"),
    },
    says: "",
  },
  {
    name: "a local module that is not there",
    cells: {
      imports: `${cells.imports}\nimport { x } from "./none.ts";`,
      ...edited("other", `"other"`, "x"),
    },
    says: "",
  },
  {
    name: "a local module with a syntax error",
    files: { "bad.ts": "export const x = ;" },
    cells: {
      imports: `${cells.imports}\nimport { x } from "./bad.ts";`,
      ...edited("other", `"other"`, "x"),
    },
    says: "",
  },
  {
    name: "an import of a name that a module does not have",
    files: { "good.ts": "export const y = 1;" },
    cells: {
      imports: `${cells.imports}\nimport { x } from "./good.ts";`,
      ...edited("other", `"other"`, "String(x)"),
    },
    says: "",
  },
  { name: "a task that is defined twice", cells: { more: cells.other }, says: "" },
  {
    name: "a value that a cell awaits",
    cells: {
      more: "const later = await Promise.resolve(1);",
      ...edited("other", `"other"`, "String(later)"),
    },
    says: "",
  },
  { name: "no worker", words: run("All", "--workers", "0"), says: "" },
  { name: "workers that are no number", words: run("All", "--workers", "many"), says: "" },
  { name: "an unknown format", words: ["dag", "iris.ipynb", "All", "--format", "nope"], says: "" },
  { name: "an unknown command", words: ["rum", "iris.ipynb", "All"], says: "" },
  { name: "a command without its task", words: ["run", "iris.ipynb"], says: "" },
  { name: "a command without anything", words: ["run"], says: "" },
  {
    name: "an unknown option of a command without parameters",
    words: ["tasks", "iris.ipynb", "--nope"],
    says: "",
  },
  {
    name: "export of a module",
    files: { "good.ts": "export const y = 1;" },
    words: ["export", "good.ts"],
    says: "",
  },
  {
    name: "export of a notebook without tasks",
    files: { "bad.ipynb": `{"cells":[]}` },
    words: ["export", "bad.ipynb"],
    says: "",
  },
  { name: "why for an unknown task", words: ["why", "iris.ipynb", "Al"], says: "" },
];
