import { readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ReasonKind } from "../../src/core/reason.ts";
import type { SortOfEdit } from "./other-tools.ts";

/** A notebook and its folder while they are edited. */
export interface Draft {
  cells: Record<string, string>;
  readonly folder: string;
}

type Step = (draft: Draft) => void;

export interface EditRow {
  readonly name: string;
  /** Under which the documents of other tools are asked what they do. */
  readonly sort: SortOfEdit;
  readonly steps: readonly Step[];
  /** The tasks that must run again, and no other. */
  readonly runs: readonly string[];
  /** Of some tasks that run, the kinds of their reasons. */
  readonly why?: Readonly<Record<string, readonly ReasonKind[]>>;
  /** Nothing runs, and this is why. */
  readonly refusal?: RegExp;
  /** A process that has loaded what changed has to be started anew before it runs these; it says so. */
  readonly restart?: RegExp;
}

const knn = "TrainModel(model={kind:knn,k:3})";
const centroid = "TrainModel(model={kind:centroid})";
const trained = [knn, centroid];
const afterSplit = [...trained, "Compare", "IrisPipeline"];
const code = ["code-changed"] as const;
const requirement = ["requirement-changed"] as const;

/** What must run again after an edit of the pipeline in `iris-project.ts`. */
export const editTable: readonly EditRow[] = [
  {
    name: "a comment",
    sort: "comments and layout",
    steps: [replace("split", "// The file is sorted by species.", "// Shuffled, with a seed.")],
    runs: [],
  },
  {
    name: "a type annotation",
    sort: "types alone",
    steps: [replace("split", "const flowers = shuffle", "const flowers: Flower[] = shuffle")],
    runs: [],
  },
  {
    name: "an interface",
    sort: "types alone",
    steps: [replace("data", "species: string }", "species: string; colour?: string }")],
    runs: [],
  },
  {
    name: "layout, quotes and semicolons",
    sort: "comments and layout",
    steps: [
      replace("split", `csv(this, "train"), test`, `csv(\n    this,\n    'train',\n  ), test`),
      replace("split", "this.seed);", "this.seed)"),
    ],
    runs: [],
  },
  {
    name: "a renamed local variable",
    sort: "a task's own code",
    steps: [
      replace("train", "const right =", "const hits ="),
      replace("train", "right /", "hits /"),
    ],
    runs: trained,
    why: { [knn]: code },
  },
  {
    name: "a helper that one task uses",
    sort: "code that a task reaches",
    steps: [replace("random", "splice(state %", "splice((state + 1) %")],
    runs: ["TrainTestSplit", ...afterSplit],
    why: { TrainTestSplit: code, [knn]: requirement },
  },
  {
    name: "a helper's helper",
    sort: "code that a task reaches",
    steps: [replace("random", "(seed * multiplier)", "(seed * multiplier + 1)")],
    runs: ["TrainTestSplit", ...afterSplit],
    why: { TrainTestSplit: code },
  },
  {
    name: "a constant",
    sort: "code that a task reaches",
    steps: [replace("random", "16807", "48271")],
    runs: ["TrainTestSplit", ...afterSplit],
    why: { TrainTestSplit: code },
  },
  {
    name: "a constant that two tasks reach, without an effect",
    sort: "the same bytes again",
    steps: [replace("reports", "digits = 3", "digits = 4")],
    runs: ["Compare", "Histogram"],
    why: { Compare: code, Histogram: code },
  },
  {
    name: "a class's method",
    sort: "code that a task reaches",
    steps: [replace("models", "this.k, near.length", "this.k + 1, near.length")],
    runs: afterSplit,
    why: { [centroid]: code },
  },
  {
    name: "a base class",
    sort: "code that a task reaches",
    steps: [
      replace("reports", "Number(value.toFixed(digits))", "Number(value.toFixed(digits + 1))"),
    ],
    runs: ["Compare", "Histogram"],
    why: { Compare: code, Histogram: code },
  },
  {
    name: "a parameter's default",
    sort: "a parameter",
    steps: [replace("split", "default(7)", "default(8)")],
    runs: ["TrainTestSplit", ...afterSplit],
    why: { TrainTestSplit: ["code-changed", "parameter-changed"] },
  },
  {
    name: "a hyperparameter of one model",
    sort: "a parameter",
    steps: [replace("models", '{ kind: "knn", k: 3 }', '{ kind: "knn", k: 1 }')],
    runs: ["TrainModel(model={kind:knn,k:1})", "Compare", "IrisPipeline"],
    why: { "TrainModel(model={kind:knn,k:1})": ["parameter-changed"] },
  },
  {
    name: "an import of a package that nothing uses",
    sort: "a package",
    steps: [replace("models", "import {", `import { shout } from "tiny-text";\nimport {`)],
    runs: [],
  },
  {
    name: "an import of a package that a task uses now",
    sort: "a package",
    steps: [
      replace("reports", "import {", `import { shout } from "tiny-text";\nimport {`),
      replace("reports", "= heading(this.round(", "= shout(heading(this.round("),
      replace("reports", "* width));", "* width)));"),
    ],
    runs: ["Histogram", "IrisPipeline"],
    why: { Histogram: code },
  },
  {
    name: "another name of a package that is imported",
    sort: "a package",
    steps: [replace("models", "import { mean }", "import { mean, most }")],
    runs: [],
  },
  {
    name: "an unrelated cell",
    sort: "code that no task reaches",
    steps: [replace("plot", `"blue"`, `"black", "white"`)],
    runs: [],
  },
  {
    name: "a helper that nothing uses",
    sort: "code that no task reaches",
    steps: [append("random", "const unused = (value: number) => value + multiplier;")],
    runs: [],
  },
  {
    name: "the order of the cells",
    sort: "comments and layout",
    steps: [
      order("imports", "data", "plot", "split", "random", "models", "train", "reports", "pipeline"),
    ],
    runs: [],
  },
  {
    name: "code that moved to another cell",
    sort: "comments and layout",
    steps: [move("models", "random", "const distance", "class Neighbours")],
    runs: [],
  },
  {
    name: "a deleted output",
    sort: "an output",
    steps: [removeFile("outputs/Histogram/output.json")],
    runs: ["Histogram"],
    why: { Histogram: ["output-missing"] },
  },
  {
    name: "a deleted folder of outputs",
    sort: "an output",
    steps: [removeFile("outputs")],
    runs: ["TrainTestSplit", ...trained, "Compare", "Histogram"],
    why: { TrainTestSplit: ["output-missing", "output-missing"] },
  },
  {
    name: "an output that was edited by hand",
    sort: "an output",
    steps: [editFile("outputs/Histogram/output.json", "from", "at")],
    runs: ["Histogram"],
    why: { Histogram: ["output-changed"] },
  },
  {
    name: "an input file",
    sort: "an input file",
    steps: [editFile("data/iris.csv", "1.41,0.25,setosa", "1.41,0.25,virginica")],
    runs: ["TrainTestSplit", ...afterSplit, "Histogram"],
    why: { TrainTestSplit: requirement, Histogram: requirement },
  },
  {
    name: "an input file, without an effect on what is predicted",
    sort: "the same bytes again",
    steps: [editFile("data/iris.csv", "1.20,0.20,setosa", "1.21,0.20,setosa")],
    runs: ["TrainTestSplit", ...trained, "Histogram"],
    why: { TrainTestSplit: requirement, [knn]: requirement, Histogram: requirement },
  },
  {
    name: "an input file that one task reads",
    sort: "an input file",
    steps: [editFile("data/bins.json", "1.5", "0.5")],
    runs: ["Histogram", "IrisPipeline"],
    why: { Histogram: requirement },
  },
  {
    name: "white space in an input file",
    sort: "an input file",
    steps: [editFile("data/bins.json", `{"width": 1.5}`, `{ "width" : 1.5 }`)],
    runs: ["Histogram"],
    why: { Histogram: requirement },
  },
  {
    name: "an input file's time stamp",
    sort: "an input file",
    steps: [touch("data/iris.csv")],
    runs: [],
  },
  {
    name: "an output's time stamp",
    sort: "an output",
    steps: [touch("outputs/Histogram/output.json")],
    runs: [],
  },
  {
    name: "a new task",
    sort: "what a task requires",
    steps: [
      addBefore(
        "pipeline",
        "extra",
        `class Count extends Report {\n  requires() { return new IrisData(); }\n  output() { return json<number>(this); }\n  async run() { await this.output().write((await this.input().readRows()).length); }\n}`,
      ),
      replace("pipeline", "new Histogram()]", "new Histogram(), new Count()]"),
    ],
    runs: ["Count", "IrisPipeline"],
    why: { Count: ["never-run"], IrisPipeline: requirement },
  },
  {
    name: "a removed task",
    sort: "what a task requires",
    steps: [replace("pipeline", ", new Histogram()]", "]"), cut("reports", "class Histogram")],
    runs: ["IrisPipeline"],
    why: { IrisPipeline: requirement },
  },
  {
    name: "a renamed task",
    sort: "what a task requires",
    steps: [
      replace("reports", "class Histogram", "class PetalHistogram"),
      replace("pipeline", "new Histogram()", "new PetalHistogram()"),
    ],
    runs: ["IrisPipeline", "PetalHistogram"],
    why: { PetalHistogram: ["never-run"] },
  },
  {
    name: "a variable that another cell reassigns",
    sort: "hidden state",
    steps: [
      replace("reports", "const digits", "let digits"),
      addBefore("pipeline", "again", "digits = 2;"),
    ],
    runs: [],
    refusal: /`digits`, which `\w+` reads, is declared in cell \d+ and reassigned in cell \d+/,
  },
  {
    name: "a local module",
    sort: "a module of the project",
    steps: [editFile("src/unit.ts", "cm", "centimetres")],
    runs: ["Histogram", "IrisPipeline"],
    why: { Histogram: code },
  },
  {
    name: "a function of a local module that no task reaches",
    sort: "a module of the project",
    steps: [editFile("src/labels.ts", "text.length > 0", "text.length > 1")],
    runs: [],
  },
  {
    name: "a function that a function of a local module calls",
    sort: "a module of the project",
    steps: [editFile("src/labels.ts", "text.trim()", "text.trim().normalize()")],
    runs: ["Histogram"],
    why: { Histogram: code },
  },
  {
    name: "a comment and a type of a local module",
    sort: "a module of the project",
    steps: [
      editFile("src/labels.ts", "The name of a bin.", "What a bin is called."),
      editFile("src/labels.ts", "from: number", "from: number | string"),
    ],
    runs: [],
  },
  {
    name: "an imported JSON file",
    sort: "a module of the project",
    steps: [editFile("words.json", `: "model"`, `: "kind"`)],
    runs: ["Compare", "IrisPipeline"],
    why: { Compare: code },
  },
  {
    name: "white space in an imported JSON file",
    sort: "a module of the project",
    steps: [editFile("words.json", `{"model": "model"}`, `{\n  "model": "model"\n}`)],
    runs: [],
  },
  {
    name: "a package's version",
    sort: "a package",
    steps: [editFile("node_modules/tiny-stats/package.json", "1.0.0", "1.0.1")],
    runs: trained,
    why: { [knn]: code },
    restart: /`tiny-stats` is 1.0.1 now, but this process has loaded 1.0.0. Restart the kernel/,
  },
  {
    name: "the version of a package that nothing uses",
    sort: "a package",
    steps: [editFile("node_modules/tiny-text/package.json", "2.0.0", "3.0.0")],
    runs: [],
  },
  {
    name: "other requirements",
    sort: "what a task requires",
    steps: [
      replace("train", "return new TrainTestSplit();", "return new TrainTestSplit({ seed: 9 });"),
    ],
    runs: ["TrainTestSplit(seed=9)", ...afterSplit],
    why: { [knn]: ["requirement-changed", "requirement-changed"] },
  },
  {
    name: "code that says the same requirements otherwise",
    sort: "what a task requires",
    steps: [
      replace(
        "train",
        "return new TrainTestSplit();",
        "const split = new TrainTestSplit({ seed: 7 }); return split;",
      ),
    ],
    runs: [],
  },
  {
    name: "code that leaves an output's bytes the same",
    sort: "the same bytes again",
    steps: [replace("split", "Math.round(", "Math.floor(")],
    runs: ["TrainTestSplit"],
    why: { TrainTestSplit: code },
  },
  {
    name: "an output's file",
    sort: "a task's own code",
    steps: [
      replace(
        "reports",
        "output() { return csv(this); }",
        `output() { return csv(this, "accuracies"); }`,
      ),
    ],
    runs: ["Compare"],
    why: { Compare: code },
  },
  {
    name: "another function of a package under the same name",
    sort: "a package",
    steps: [replace("models", "import { mean }", "import { most as mean }")],
    runs: afterSplit,
    why: { [centroid]: code },
  },
  {
    name: "an import for its effect alone",
    sort: "a package",
    steps: [replace("models", "import {", `import "tiny-text";\nimport {`)],
    runs: ["TrainTestSplit", ...trained, "Compare", "Histogram", "IrisPipeline"],
    why: { TrainTestSplit: code },
  },
  {
    name: "a type that is imported",
    sort: "types alone",
    steps: [replace("models", "import {", `import type * as text from "tiny-text";\nimport {`)],
    runs: [],
  },
  {
    name: "an assertion and a satisfies",
    sort: "types alone",
    steps: [
      replace(
        "split",
        "Math.round(flowers.length",
        "Math.round((flowers satisfies Flower[]).length",
      ),
      replace("random", "shuffled.push(", "shuffled!.push("),
    ],
    runs: [],
  },
  {
    name: "an overload of a helper",
    sort: "types alone",
    steps: [
      replace(
        "random",
        "function nextSeed",
        "function nextSeed(seed: number): number;\nfunction nextSeed",
      ),
    ],
    runs: [],
  },
  {
    name: "a number that is written otherwise",
    sort: "comments and layout",
    steps: [replace("random", "16807", "16_807")],
    runs: [],
  },
  {
    name: "an export and a let",
    sort: "comments and layout",
    steps: [
      replace("random", "const multiplier", "export const multiplier"),
      replace("reports", "const digits", "let digits"),
    ],
    runs: [],
  },
  {
    name: "a function that became an arrow function",
    sort: "the same bytes again",
    steps: [
      replace(
        "random",
        "function nextSeed(seed: number): number {\n  return (seed * multiplier) % 2147483647;\n}",
        "const nextSeed = (seed: number): number => (seed * multiplier) % 2147483647;",
      ),
    ],
    runs: ["TrainTestSplit"],
    why: { TrainTestSplit: code },
  },
  {
    name: "a method that nothing calls",
    sort: "the same bytes again",
    steps: [
      replace(
        "models",
        "predict(flower",
        "size() { return this.flowers.length; }\n  predict(flower",
      ),
    ],
    runs: trained,
    why: { [knn]: code },
  },
  {
    name: "a parameter that is not significant",
    sort: "a parameter",
    steps: [
      replace(
        "split",
        "seed: z.int()",
        'note: z.string().default("").meta({ significant: false }),\n  seed: z.int()',
      ),
    ],
    runs: ["TrainTestSplit"],
    why: { TrainTestSplit: code },
  },
  {
    name: "a parameter's description",
    sort: "a parameter",
    steps: [replace("split", "default(7)", `default(7).describe("of the shuffle")`)],
    runs: ["TrainTestSplit"],
    why: { TrainTestSplit: code },
  },
  {
    name: "the order in which a wrapper requires",
    sort: "what a task requires",
    steps: [
      replace(
        "pipeline",
        "[...trained, new Compare({ models: this.models }), new Histogram()]",
        "[new Histogram(), ...trained, new Compare({ models: this.models })]",
      ),
    ],
    runs: [],
  },
  {
    name: "the order of what a task requires",
    sort: "what a task requires",
    steps: [
      replace(
        "reports",
        "this.models.map((model) => new TrainModel({ model }));",
        "[...this.models].reverse().map((model) => new TrainModel({ model }));",
      ),
    ],
    runs: ["Compare"],
    why: { Compare: ["requirement-changed", "requirement-changed"] },
  },
  {
    name: "a deleted cell that no task reads",
    sort: "code that no task reaches",
    steps: [removeCell("plot")],
    runs: [],
  },
  {
    name: "a file beside the outputs",
    sort: "an output",
    steps: [writeFile("outputs/Histogram/notes.txt", "seen")],
    runs: [],
  },
  {
    name: "an output that was written again as it was",
    sort: "an output",
    steps: [rewriteFile("outputs/Histogram/output.json")],
    runs: [],
  },
  {
    name: "an input file that is gone",
    sort: "an input file",
    steps: [removeFile("data/bins.json")],
    runs: [],
    refusal: /`data\/bins\.json`/,
  },
  {
    name: "a watched file",
    sort: "what the class says",
    steps: [editFile("settings/bins.json", "1", "2")],
    runs: ["Histogram"],
    why: { Histogram: code },
  },
  {
    name: "a watched file's time stamp",
    sort: "what the class says",
    steps: [touch("settings/bins.json")],
    runs: [],
  },
  {
    name: "a staleness of always",
    sort: "what the class says",
    steps: [says("always")],
    runs: ["Histogram"],
    why: { Histogram: ["forced"] },
  },
  {
    name: "a staleness of exists, with other code",
    sort: "what the class says",
    steps: [says("exists"), replace("reports", "?? 0) + 1", "?? 0) + 2")],
    runs: [],
  },
  {
    name: "a name that two cells declare",
    sort: "hidden state",
    steps: [addBefore("pipeline", "again", "const digits = 4;")],
    runs: [],
    refusal: /`digits` is defined twice: cell \d+ and cell \d+/,
  },
  {
    name: "a value that another cell changes in place",
    sort: "hidden state",
    steps: [inList, addBefore("pipeline", "again", "factors.push(3);")],
    runs: [],
    refusal:
      /`factors`, which `\w+` reads, is declared in cell \d+ and changed in place in cell \d+/,
  },
  {
    name: "a value that another cell changes in place through an alias",
    sort: "hidden state",
    steps: [inList, addBefore("pipeline", "again", "const same = factors;\nsame.push(3);")],
    runs: [],
    refusal: /`factors`, which `\w+` reads, .* changed in place, through `same`, in cell \d+/,
  },
  {
    name: "a value that another cell hands to a function which changes it",
    sort: "hidden state",
    steps: [
      inList,
      addBefore(
        "pipeline",
        "again",
        "function grow(list: number[]): void {\n  list.push(3);\n}\ngrow(factors);",
      ),
    ],
    runs: [],
    refusal: /`factors`, which `\w+` reads, .* changed in place, through `grow`, in cell \d+/,
  },
];

/** The multiplier out of a list, which can be changed in place. */
function inList(draft: Draft): void {
  replace(
    "random",
    "const multiplier = 16807;",
    "const factors = [16807];\nconst multiplier = factors[0] ?? 1;",
  )(draft);
}

function says(staleness: "always" | "exists"): Step {
  const start = "class Histogram extends Report {";
  return replace("reports", start, `${start}\n  static readonly staleness = "${staleness}";`);
}

function removeCell(id: string): Step {
  return (draft) => {
    const { [id]: _, ...rest } = draft.cells;
    draft.cells = rest;
  };
}

function writeFile(file: string, text: string): Step {
  return ({ folder }) => writeFileSync(path.join(folder, file), text);
}

function rewriteFile(file: string): Step {
  return ({ folder }) => {
    const target = path.join(folder, file);
    const text = readFileSync(target);
    rmSync(target);
    writeFileSync(target, text);
  };
}

function replace(cell: string, from: string, to: string): Step {
  return (draft) => {
    draft.cells = { ...draft.cells, [cell]: replaceOnce(draft.cells[cell] ?? "", from, to) };
  };
}

function addBefore(next: string, cell: string, source: string): Step {
  return (draft) => {
    const cells = Object.entries(draft.cells);
    cells.splice(
      cells.findIndex(([id]) => id === next),
      0,
      [cell, source],
    );
    draft.cells = Object.fromEntries(cells);
  };
}

function append(cell: string, source: string): Step {
  return (draft) => {
    draft.cells = { ...draft.cells, [cell]: `${draft.cells[cell]}\n${source}` };
  };
}

/** Everything from `start` to the end. */
function cut(cell: string, start: string): Step {
  return (draft) => {
    const source = draft.cells[cell] ?? "";
    replace(cell, source.slice(found(source, start)), "")(draft);
  };
}

function move(from: string, to: string, start: string, end: string): Step {
  return (draft) => {
    const source = draft.cells[from] ?? "";
    const moved = source.slice(found(source, start), found(source, end));
    replace(from, moved, "")(draft);
    append(to, moved)(draft);
  };
}

function order(...ids: string[]): Step {
  return (draft) => {
    draft.cells = Object.fromEntries(ids.map((id) => [id, draft.cells[id] ?? ""]));
  };
}

function editFile(file: string, from: string, to: string): Step {
  return ({ folder }) => {
    const target = path.join(folder, file);
    writeFileSync(target, replaceOnce(readFileSync(target, "utf8"), from, to));
  };
}

function removeFile(file: string): Step {
  return ({ folder }) => rmSync(path.join(folder, file), { recursive: true });
}

function touch(file: string): Step {
  return ({ folder }) => {
    const now = new Date();
    utimesSync(path.join(folder, file), now, now);
  };
}

function replaceOnce(text: string, from: string, to: string): string {
  const at = found(text, from);
  return text.slice(0, at) + to + text.slice(at + from.length);
}

function found(text: string, part: string): number {
  const at = text.indexOf(part);
  if (at < 0) throw new Error(`"${part}" is not in:\n${text}`);
  return at;
}
