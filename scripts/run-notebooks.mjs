// Executes every notebook as its readers do: `node scripts/run-notebooks.mjs [OUT_FOLDER]`.
// Each is run from nothing in a project of its own, so that no result of this one helps it.
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { projectFolder } from "./environment/project-folder.mjs";
import { runCommand } from "./environment/run-command.mjs";
import { jupyterRequirement } from "./environment/test-environment.mjs";

const cli = path.join(projectFolder, "dist/cli/main.js");
const outFolder = path.resolve(process.argv[2] ?? path.join(projectFolder, ".ci/out"));
const timeoutMs = 5 * 60_000;
const jupyter = jupyterRequirement();
const counts = { passed: 0, failed: 0, skipped: 0 };

await mkdir(outFolder, { recursive: true });
const files = await readdir(path.join(projectFolder, "notebooks")).catch(() => []);
const notebooks = files.filter((file) => file.endsWith(".ipynb")).sort();
if (notebooks.length === 0) report("failed", "there is a notebook in notebooks/");
for (const notebook of notebooks) await checkNotebook(notebook);
console.log(
  `notebooks: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`,
);
process.exitCode = counts.failed === 0 ? 0 : 1;

/** @param {string} notebook */
async function checkNotebook(notebook) {
  await checkCommitted(notebook);
  const task = await findWholePipeline(notebook);
  await inFreshProject(async (project) => {
    if (!(await executeInJupyter(project, notebook)) || task === undefined) return;
    const freshAfterwards = `${notebook}: the shell finds fresh what the notebook made`;
    await runHeadless(project, notebook, task, freshAfterwards, ({ ran }) => ran === 0);
  });
  await inFreshProject((project) => executeWithoutJupyter(project, notebook));
  if (task === undefined) return;
  await inFreshProject(async (project) => {
    const fromNothing = `${notebook}: ${task} runs from a shell`;
    await runHeadless(project, notebook, task, fromNothing, ({ ran }) => ran > 0);
    const again = `${notebook}: ${task} is fresh the second time`;
    await runHeadless(project, notebook, task, again, ({ ran }) => ran === 0);
  });
}

/**
 * What readers see on a code host: every cell with code was run, in order, and none failed.
 * @param {string} notebook
 */
async function checkCommitted(notebook) {
  const text = await readFile(path.join(projectFolder, "notebooks", notebook), "utf8");
  /** @type {{ cells: { id?: string, cell_type: string, source: string | string[], execution_count?: number | null, outputs?: { output_type: string }[] }[] }} */
  const { cells } = JSON.parse(text);
  const code = cells.filter(
    ({ cell_type, source }) => cell_type === "code" && [source].flat().join("").trim() !== "",
  );
  const wrong = code.find(({ execution_count, outputs = [] }, at) => {
    const failed = outputs.some(({ output_type }) => output_type === "error");
    return failed || execution_count !== at + 1;
  });
  const remedy = `cauce execute notebooks/${notebook} -o notebooks/${notebook}`;
  const found = wrong === undefined ? "" : ` (cell \`${wrong.id}\` was not; run: ${remedy})`;
  const title = `${notebook}: it is kept as executed from the top, without errors${found}`;
  report(wrong === undefined ? "passed" : "failed", title);
}

/**
 * The last wrapper task of a notebook stands for its whole pipeline.
 * @param {string} notebook
 * @returns {Promise<string | undefined>}
 */
async function findWholePipeline(notebook) {
  const args = [cli, "tasks", `notebooks/${notebook}`, "--json"];
  const options = { cwd: projectFolder, timeoutMs };
  const log = logFile(`${notebook} tasks`);
  const { code, stdout } = await runCommand(log, process.execPath, args, options);
  if (code !== 0) report("failed", `${notebook}: its tasks can be listed`, log);
  const tasks = stdout.split("\n").filter((line) => line.startsWith("{"));
  /** @type {{ family: string, kind: string }[]} */
  const listed = tasks.map((line) => JSON.parse(line));
  return listed.findLast(({ kind }) => kind === "wrapper")?.family;
}

/**
 * @param {string} project
 * @param {string} notebook
 */
async function executeWithoutJupyter(project, notebook) {
  const title = `${notebook}: cauce execute runs it from nothing`;
  const log = logFile(title);
  const args = [cli, "execute", `notebooks/${notebook}`];
  const { code } = await runCommand(log, process.execPath, args, { cwd: project, timeoutMs });
  report(code === 0 ? "passed" : "failed", title, log);
}

/**
 * @param {string} project
 * @param {string} notebook
 */
async function executeInJupyter(project, notebook) {
  const title = `${notebook}: nbclient executes it from nothing`;
  if (!jupyter.available) {
    const isFailure = process.env.CI === "true" && jupyter.possible;
    report(isFailure ? "failed" : "skipped", `${title} (no jupyter: ${jupyter.reason})`);
    return false;
  }
  const log = logFile(title);
  const prefix = path.join(project, ".jupyter");
  await runCommand(log, process.execPath, [cli, "install", "--prefix", prefix]);
  const executed = path.join(outFolder, `executed-${notebook}`);
  const { code } = await runCommand(
    log,
    jupyter.jupyter,
    ["execute", "--kernel_name=cauce", `--output=${executed}`, `notebooks/${notebook}`],
    {
      cwd: project,
      env: { ...process.env, JUPYTER_PATH: path.join(prefix, "share/jupyter") },
      timeoutMs,
    },
  );
  report(code === 0 ? "passed" : "failed", title, log);
  return code === 0;
}

/**
 * @param {string} project
 * @param {string} notebook
 * @param {string} task
 * @param {string} title
 * @param {(summary: { ran: number, fresh: number, failed: number }) => boolean} isRight
 */
async function runHeadless(project, notebook, task, title, isRight) {
  const log = logFile(title);
  const args = [cli, "run", `notebooks/${notebook}`, task, "--json"];
  const { code, stdout } = await runCommand(log, process.execPath, args, {
    cwd: project,
    timeoutMs,
  });
  const last = stdout.trim().split("\n").at(-1) ?? "";
  const summary = last.startsWith("{") ? JSON.parse(last) : {};
  const passed = code === 0 && summary.event === "summary" && isRight(summary);
  report(passed ? "passed" : "failed", `${title} ${last.startsWith("{") ? last : ""}`, log);
}

/** @param {(project: string) => Promise<void>} work */
async function inFreshProject(work) {
  const project = await mkdtemp(path.join(tmpdir(), "cauce-notebooks-"));
  try {
    for (const folder of ["notebooks", "data"]) {
      await cp(path.join(projectFolder, folder), path.join(project, folder), { recursive: true });
    }
    await writeFile(path.join(project, "package.json"), '{ "private": true, "type": "module" }\n');
    await linkPackages(path.join(project, "node_modules"));
    await work(project);
  } finally {
    await rm(project, { recursive: true, force: true });
  }
}

/**
 * The packages of this project, and this project itself as the package that users install.
 * @param {string} target
 */
async function linkPackages(target) {
  const source = path.join(projectFolder, "node_modules");
  await mkdir(target);
  const names = (await readdir(source)).filter((name) => !name.startsWith("."));
  await Promise.all(names.map((name) => symlink(path.join(source, name), path.join(target, name))));
  if (!existsSync(path.join(target, "cauce"))) {
    await symlink(projectFolder, path.join(target, "cauce"));
  }
}

/** @param {string} title */
function logFile(title) {
  return path.join(outFolder, `${title.replace(/[^\w.]+/g, "-")}.log`);
}

/**
 * @param {"passed" | "failed" | "skipped"} outcome
 * @param {string} title
 * @param {string} [log]
 */
function report(outcome, title, log) {
  counts[outcome] += 1;
  const mark = { passed: "✓", failed: "✗", skipped: "-" }[outcome];
  const where = outcome === "failed" && log ? ` (see ${path.relative(projectFolder, log)})` : "";
  console.log(`${mark} ${title}${where}`);
}
