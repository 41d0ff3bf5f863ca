// `npm start`: the Iris notebook, run from top to bottom through the real kernel, and what came
// of it. Needs no Jupyter, no server and no network.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { isVenvReady, venv } from "./environment/make-venv.mjs";
import { projectFolder } from "./environment/project-folder.mjs";

const notebook = "notebooks/iris.ipynb";
const executed = "outputs/iris.ipynb";
const page = "outputs/iris.html";
/** The cells of the notebook whose outputs are shown here. */
const runCell = "run";
const resultsCell = "compare";

process.chdir(projectFolder);
try {
  checkInstallation();
  await buildWhereMissing();
  console.log(`Running ${notebook} through the kernel\n`);
  await executeNotebook();
  const outputs = readOutputs();
  showPipeline(outputs);
  const hasPage = writePage();
  showNextSteps(hasPage);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

function checkInstallation() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(
      `\`node\` is ${process.version}. Expected 20.19 or later: install it from nodejs.org.`,
    );
  }
  if (!existsSync("node_modules/zeromq")) {
    throw new Error("`node_modules` lacks what Cauce needs. Run first: npm install");
  }
  if (!existsSync(notebook)) {
    throw new Error(`\`${notebook}\` is not there. Get it back with: git checkout ${notebook}`);
  }
}

async function buildWhereMissing() {
  if (existsSync("dist/cli/main.js")) return;
  const code = await runNode(["scripts/build.mjs"]);
  if (code !== 0 || !existsSync("dist/cli/main.js")) {
    throw new Error("`dist/` could not be built; the lines above say why. Then run: npm start");
  }
}

async function executeNotebook() {
  // An interrupt comes to the program too, which ends well and says what it wrote.
  process.on("SIGINT", () => {});
  const code = await runNode(["dist/cli/main.js", "execute", notebook, "-o", executed]);
  if (code === 0) return;
  if (code === 130) throw new Error("Interrupted. Start again with: npm start");
  const lines = [
    "The notebook did not run to its end; the lines above name the cell and the reason.",
    `What ran before is in ${executed}. Correct the cell in ${notebook}, then run: npm start`,
    `To have the notebook as it came: git checkout ${notebook}`,
  ];
  throw new Error(lines.join("\n"));
}

/**
 * The texts that the cells show, by the cell's id.
 * @returns {Map<string, string[]>}
 */
function readOutputs() {
  /** @type {{ cells: { id: string, outputs?: { data?: Record<string, string[]> }[] }[] }} */
  const { cells } = JSON.parse(readFileSync(executed, "utf8"));
  return new Map(
    cells.map(({ id, outputs = [] }) => {
      const texts = outputs.map(({ data }) => data?.["text/plain"]?.join("") ?? "");
      return [id, texts.filter((text) => text !== "")];
    }),
  );
}

/** @param {Map<string, string[]>} outputs */
function showPipeline(outputs) {
  const run = outputs.get(runCell)?.join("\n") ?? "";
  const [dag = "", summary = ""] = run.split("\n\n");
  heading("The pipeline");
  console.log(dag);
  heading("The results");
  console.log(
    outputs.get(resultsCell)?.join("\n") ?? `(the cell \`${resultsCell}\` shows nothing)`,
  );
  const counts = summary.split("\n")[0] ?? "";
  console.log(`\n${describeRun(counts)}`);
}

/** @param {string} counts such as "ran 0 · fresh 6 · failed 0" */
function describeRun(counts) {
  if (counts.startsWith("ran 0 ")) {
    return `Everything was fresh, so no task ran: ${counts}\nChange something in the notebook, and only what it touches runs.`;
  }
  return `${counts}\nRun \`npm start\` again: every result is kept, and no task will run.`;
}

/** The notebook as a web page, where there is a Jupyter to make it with. */
function writePage() {
  rmSync(page, { force: true });
  const jupyter = findNbconvert();
  if (jupyter === undefined) return false;
  const args = ["nbconvert", "--to", "html", "--log-level", "ERROR", executed];
  const { status, stderr } = spawnSync(jupyter, args, { encoding: "utf8" });
  if (status !== 0) console.error(`\n\`${page}\` was not written: ${lastLine(stderr)}`);
  return status === 0;
}

function findNbconvert() {
  const places = isVenvReady() ? [venv.jupyter, "jupyter"] : ["jupyter"];
  return places.find((place) => spawnSync(place, ["nbconvert", "--version"]).status === 0);
}

/** @param {boolean} hasPage */
function showNextSteps(hasPage) {
  heading("What next");
  console.log(`${executed}   the notebook with its results`);
  if (hasPage) console.log(`${page}    the same as a page: open it in a browser`);
  console.log("outputs/              what every task wrote");
  console.log(
    "\nnpm run lab           opens the notebook in JupyterLab (installed in .venv if needed)",
  );
}

/** @param {string} text */
function heading(text) {
  console.log(`\n${text}\n${"─".repeat(text.length)}`);
}

/** @param {string | null} text */
function lastLine(text) {
  return (text ?? "").trim().split("\n").at(-1) ?? "";
}

/**
 * @param {string[]} args
 * @returns {Promise<number>}
 */
function runNode(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: "inherit" });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
