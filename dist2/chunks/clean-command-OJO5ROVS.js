import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  formatBytes
} from "./chunk-WVLI76KU.js";
import {
  findTask,
  openCode
} from "./chunk-QCHQPV66.js";
import "./chunk-WK6RNPL7.js";
import {
  findDownstream,
  hashFile
} from "./chunk-SSL2OL3F.js";
import "./chunk-ZRDOBMNB.js";
import "./chunk-B5UEXQYH.js";
import "./chunk-EHYYL4X4.js";
import {
  classOf,
  isFileTarget,
  resolveFromRoot
} from "./chunk-7C5RFFRJ.js";
import "./chunk-E47LMD53.js";
import "./chunk-TUM7LBN4.js";
import "./chunk-Z3URZZHH.js";
import {
  CauceError
} from "./chunk-EERKI2QO.js";

// src/pipeline/judge-output.ts
import { lstat, realpath } from "node:fs/promises";
import path from "node:path";
async function judgeOutput(root, output, recordedHash, force) {
  const file = resolveFromRoot(output);
  const found = await lstat(file).catch(() => void 0);
  if (found === void 0) return void 0;
  const sizeBytes = found.size;
  if (!await isInside(root, file)) return { sizeBytes, why: "outside" };
  if (!found.isFile()) return { sizeBytes, why: "not-a-file" };
  if (!force && await hashFile(file, sizeBytes) !== recordedHash)
    return { sizeBytes, why: "edited" };
  return { sizeBytes };
}
async function isInside(root, file) {
  const [realRoot, realFile] = await Promise.all([realpath(root), realpath(file)]).catch(() => [
    root,
    ""
  ]);
  const relative = path.relative(realRoot ?? root, realFile ?? "");
  return relative !== "" && !relative.startsWith("..") && !path.isAbsolute(relative);
}

// src/pipeline/remove-output.ts
import { rm, rmdir } from "node:fs/promises";
import path2 from "node:path";
async function removeOutput(root, output) {
  const file = resolveFromRoot(output);
  try {
    await rm(file, { force: true });
  } catch (cause) {
    throw new CauceError(
      "output-not-removed",
      `\`${output}\` cannot be removed: ${cause.message}. Make its folder writable and clean again.`,
      { cause }
    );
  }
  const outputs = path2.join(root, "outputs");
  for (let folder = path2.dirname(file); folder.startsWith(outputs + path2.sep); folder = path2.dirname(folder)) {
    const isGone = await rmdir(folder).then(
      () => true,
      () => false
    );
    if (!isGone) return;
  }
}

// src/pipeline/clean.ts
async function clean(project, { root, graph }, options) {
  const { store } = project;
  const chosen = chooseTasks(store, root, graph, options);
  const external = externalFiles(graph);
  const tasks = [];
  const kept = [];
  const measured = new VersionSizes(store, new Set(chosen.map(({ id }) => id)));
  for (const record of chosen) {
    const files = [];
    const staying = [];
    for (const { path: path3, hash } of record.outputs) {
      if (path3 === void 0) continue;
      const owner = store.ownerOf(path3);
      const found = await judgeOutput(project.root, path3, hash, options.force);
      if (found === void 0) continue;
      const why = external.has(path3) ? "external" : owner !== void 0 && owner !== record.id ? "of-another-task" : found.why;
      if (why !== void 0) staying.push({ id: record.id, path: path3, why });
      else files.push({ path: path3, sizeBytes: found.sizeBytes });
    }
    kept.push(...staying);
    if (!options.isDryRun) for (const { path: path3 } of files) await removeOutput(project.root, path3);
    const isForgotten = staying.every(({ why }) => why !== "edited");
    if (isForgotten || files.length > 0)
      tasks.push({
        id: record.id,
        files,
        versionsBytes: isForgotten ? measured.take(record.id) : 0
      });
    if (isForgotten && !options.isDryRun) await store.remove(record.id);
  }
  return { dryRun: options.isDryRun, tasks, kept, sizeBytes: sumOf(tasks) };
}
function chooseTasks(store, root, graph, { downstream, upstream }) {
  const ids = /* @__PURE__ */ new Set([root]);
  const records = downstream ? findDownstream(store.records(), [root]) : [];
  for (const [id] of records) ids.add(id);
  if (upstream) for (const id of [...graph.keys()].reverse()) ids.add(id);
  return [...ids].flatMap((id) => store.read(id) ?? []);
}
function externalFiles(graph) {
  const files = /* @__PURE__ */ new Set();
  for (const { task, targets } of graph.values()) {
    if (classOf(task).kind !== "external") continue;
    for (const { target } of targets) if (isFileTarget(target)) files.add(target.path);
  }
  return files;
}
var VersionSizes = class {
  #store;
  #counted = /* @__PURE__ */ new Set();
  constructor(store, going) {
    this.#store = store;
    for (const { id } of store.records())
      if (!going.has(id)) for (const hash of this.#contentsOf(id)) this.#counted.add(hash);
  }
  take(id) {
    const fresh = this.#contentsOf(id).filter((hash) => !this.#counted.has(hash));
    for (const hash of fresh) this.#counted.add(hash);
    return fresh.reduce((sum, hash) => sum + (this.#store.sizeOfContent(hash) ?? 0), 0);
  }
  #contentsOf(id) {
    const outputs = this.#store.versions(id).flatMap((version) => version.outputs);
    return [...new Set(outputs.map(({ hash }) => hash))];
  }
};
function sumOf(tasks) {
  return tasks.reduce(
    (sum, { files, versionsBytes }) => files.reduce((inner, { sizeBytes }) => inner + sizeBytes, sum + versionsBytes),
    0
  );
}

// src/render/render-clean.ts
var WHY_KEPT = {
  edited: "changed since the task wrote it; --force removes it",
  outside: "outside the project",
  external: "external data",
  "of-another-task": "another task has written it since",
  "not-a-file": "not an ordinary file"
};
function renderClean({ dryRun, tasks, kept, sizeBytes }) {
  const count = `${tasks.length} ${tasks.length === 1 ? "task" : "tasks"}`;
  const lines = tasks.length === 0 ? ["nothing to remove: no such task is recorded, or all its files stay"] : [`${dryRun ? "would remove" : "removed"} ${count}, ${formatBytes(sizeBytes)}`];
  for (const { id, files, versionsBytes } of tasks) {
    lines.push(`  ${id}`);
    for (const file of files) lines.push(`    ${file.path}  ${formatBytes(file.sizeBytes)}`);
    if (versionsBytes > 0) lines.push(`    kept versions  ${formatBytes(versionsBytes)}`);
  }
  if (kept.length > 0) lines.push("stays");
  for (const { path: path3, why } of kept) lines.push(`  ${path3}  ${WHY_KEPT[why] ?? why}`);
  return lines.join("\n");
}

// src/cli/clean-command.ts
async function cleanCommand(file, family, words, options) {
  const { engine, project } = openCode(file);
  try {
    const found = await engine.graph(await findTask(engine, family, words));
    const report = await clean(project, found, {
      downstream: options.downstream === true,
      upstream: options.upstream === true,
      isDryRun: options.dryRun === true,
      force: options.force === true
    });
    process.stdout.write(`${options.json ? JSON.stringify(report) : renderClean(report)}
`);
  } finally {
    await project.store.close();
  }
}
export {
  cleanCommand
};
//# sourceMappingURL=clean-command-OJO5ROVS.js.map
