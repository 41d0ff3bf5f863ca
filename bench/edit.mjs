import { readFileSync } from "node:fs";
import path from "node:path";
import { RandomForestClassifier } from "ml-random-forest";
import { describeGoals, ratio } from "./rig/goals.mjs";
import { withIrisProject } from "./rig/iris-project.mjs";
import { kernelsIn, measureKernel } from "./rig/kernels.mjs";
import { describeProfile } from "./rig/profile.mjs";
import { measureTable, median } from "./rig/table.mjs";

const rounds = 5;
const [comment, helper, hyperparameter] = ["an edited comment", "a helper", "one model's k"];

/**
 * A notebook's cells and its edits: each is made in the cell that holds `from`, whose new text is
 * run, then what follows. `remove` is what a person must delete by hand for the tool to notice.
 * @typedef {object} Edit
 * @property {string} name
 * @property {string} from
 * @property {string} to
 * @property {number} trained how many models that must train anew
 * @property {string} [remove]
 */

/** How long after an edit the Iris pipeline is fresh again, in the notebook. */
export async function edit() {
  return withIrisProject(async (folder) => {
    const kernels = kernelsIn(folder, folder);
    const [cauce, , , ipykernel] = kernels;
    if (cauce === undefined || ipykernel === undefined) throw new Error("no kernel");
    const notebooks = [
      { ...ours(folder), kernel: cauce },
      { ...luigi(folder), kernel: ipykernel },
      { ...plain(folder), kernel: ipykernel },
    ];
    /** @type {Record<string, number>[][]} */
    const runs = notebooks.map(() => []);
    for (let round = 0; round < rounds; round++)
      for (const [at, notebook] of notebooks.entries())
        if (notebook.kernel.argv !== undefined)
          runs[at]?.push(await measureNotebook(notebook, folder));
    /** @param {string} name */
    const valuesOf = (name) =>
      runs.map((run) => {
        const values = run.map((figures) => figures[name]).filter((ms) => ms !== undefined);
        return values.length === 0 ? undefined : median(values);
      });
    const profile = await describeProfile((flags) => {
      const [node = "", ...words] = cauce.argv ?? [];
      const kernel = { ...cauce, argv: [node, ...flags, ...words] };
      return measureNotebook({ ...ours(folder), kernel, isProfiled: true }, folder);
    });
    const names = [comment, helper, hyperparameter, everything];
    const lines = names.map((name) => ({ name, values: valuesOf(name) }));
    return [
      `The Iris notebook: from running the edited cell until the pipeline is fresh again, median of ${rounds} interleaved runs, milliseconds; in brackets, how many times ours. Luigi sees no edit: by its row for a comment and a helper it is told, by deleting the outputs of the models, what an expert would delete (nothing for a comment). Plain cells run all that follows the edit.`,
      measureTable(
        "milliseconds",
        notebooks.map(({ name }) => name),
        lines,
      ),
      describeGoals(
        names.slice(0, 3).flatMap((name) => {
          const [mine, viaLuigi, inPlainCells] = valuesOf(name);
          const [all] = valuesOf(everything);
          return [
            {
              goal: `${name}: at least 5× faster than all again`,
              found: ratio(all, mine),
              least: 5,
            },
            { goal: `${name}: faster than Luigi`, found: ratio(viaLuigi, mine), least: 1 },
            {
              goal: `${name}: faster than plain cells`,
              found: ratio(inPlainCells, mine),
              least: 1,
            },
          ];
        }),
      ),
      `A helper's row is all models trained anew, which is nearly all that there is to run again: the forest of 100 trees alone takes ${measureForest(folder).toFixed(0)} ms in ml-random-forest, in a process that has grown some before, and no edit of a helper can take less. The whole notebook from the kernel's start to the last edit, without the threads of the tasks. ${profile}`,
    ].join("\n\n");
  });
}

const everything = "all again";

/** The largest model alone, as its task trains it. @param {string} folder */
function measureForest(folder) {
  const [, ...lines] = readFileSync(path.join(folder, "data/iris.csv"), "utf8").trim().split("\n");
  const flowers = lines.map((line) => line.split(",")).filter((_, at) => at % 10 < 7);
  const species = [...new Set(flowers.map((cells) => cells[4]))];
  const lengths = flowers.map((cells) => cells.slice(0, 4).map(Number));
  const labels = flowers.map((cells) => species.indexOf(cells[4]));
  const options = { nEstimators: 100, maxFeatures: 0.8, seed: 42, noOOB: true };
  const times = Array.from({ length: rounds }, () => {
    const from = performance.now();
    new RandomForestClassifier(options).train(lengths, labels);
    return performance.now() - from;
  });
  return Math.min(...times);
}

/** @param {string} folder */
function ours(folder) {
  const { cells } = JSON.parse(readFileSync(path.join(folder, "notebooks/iris.ipynb"), "utf8"));
  const code = cells
    .filter((/** @type {{ cell_type: string }} */ cell) => cell.cell_type === "code")
    .map((/** @type {{ source: string | string[] }} */ cell) => [cell.source].flat().join(""));
  const run = "(await run(new IrisPipeline({ models }))).ran.join();";
  return {
    name: "Cauce",
    setup: [...code, run],
    run: [run],
    all: ["(await run(new IrisPipeline({ models }), { force: true })).ran.join();"],
    edits: [
      { name: comment, from: "/** Accuracy over all", to: "/** Rightness over all", trained: 0 },
      {
        name: helper,
        from: "share(right.length, actual.length)",
        to: "share(right.length, Math.max(1, actual.length))",
        trained: 4,
      },
      { name: hyperparameter, from: "k: 5 }", to: "k: 7 }", trained: 1 },
    ],
  };
}

/** @param {string} folder */
function luigi(folder) {
  const remove =
    "import shutil, glob\nfor made in glob.glob('outputs/TrainModel*'): shutil.rmtree(made)";
  const setup = pythonCells(folder, "tasks.py");
  return {
    name: "Luigi on ipykernel",
    setup,
    run: setup.slice(-1),
    all: ["import shutil\nshutil.rmtree('outputs')", ...setup.slice(-1)],
    edits: [
      { name: comment, from: "def score(", to: "# Of each species.\ndef score(", trained: 0 },
      {
        name: helper,
        from: '"metric": "accuracy"',
        to: '"metric": "Accuracy"',
        trained: 4,
        remove,
      },
      { name: hyperparameter, from: '"k": 5', to: '"k": 7', trained: 1 },
    ],
  };
}

/** @param {string} folder */
function plain(folder) {
  const setup = pythonCells(folder, "plain.py");
  return {
    name: "plain cells on ipykernel",
    setup,
    run: setup.slice(-1),
    all: setup.slice(1),
    edits: [
      { name: comment, from: "def score(", to: "# Of each species.\ndef score(", trained: 4 },
      { name: helper, from: '"metric": "accuracy"', to: '"metric": "Accuracy"', trained: 4 },
      { name: hyperparameter, from: "n_neighbors=5", to: "n_neighbors=7", trained: 4 },
    ],
  };
}

/** @param {string} folder @param {string} file */
function pythonCells(folder, file) {
  const text = readFileSync(path.join(folder, file), "utf8");
  return text.split(/^# %% .*\n/m).filter((cell) => cell !== "");
}

/**
 * @param {{ setup: string[], run: string[], all: string[], edits: Edit[], kernel: import("./rig/kernels.mjs").BenchKernel, isProfiled?: boolean }} notebook
 * @param {string} folder
 */
async function measureNotebook({ setup, run, all, edits, kernel, isProfiled = false }, folder) {
  // As JupyterLab names them: a cell that is run again has the id that it had.
  const cells = [...setup, ...all]
    .filter((code, at, codes) => codes.indexOf(code) === at)
    .map((code, at) => ({ id: `cell-${at}`, code }));
  const cellsOf = (/** @type {string[]} */ codes) =>
    cells.filter(({ code }) => codes.includes(code)).map((cell) => ({ ...cell }));
  const setupCells = cellsOf(setup);
  const allAtFirst = all.map((code) => cells.findIndex((cell) => cell.code === code));
  const steps = edits.map(({ name, from, to, trained, remove }) => {
    const edited = cells.find(({ code }) => code.includes(from));
    if (edited === undefined) throw new Error(`no cell holds ${from}`);
    edited.code = edited.code.replace(from, to);
    return { name, before: remove ?? "", cells: [{ ...edited }, ...cellsOf(run)], trained };
  });
  const models = 4;
  const everyCell = allAtFirst.flatMap((at) => cells[at] ?? []);
  const notebook = {
    setup: setupCells,
    steps: [...steps, { name: everything, before: "", cells: everyCell, trained: models }],
  };
  const made = [".cauce", "outputs"].map((name) => path.join(folder, name));
  const figures = await measureKernel({ ...kernel, folder }, "edits", {
    notebook,
    made,
    isProfiled,
  });
  return /** @type {Record<string, number>} */ (figures);
}
