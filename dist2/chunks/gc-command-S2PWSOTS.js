import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  formatBytes
} from "./chunk-WVLI76KU.js";
import {
  openFolder
} from "./chunk-QCHQPV66.js";
import "./chunk-WK6RNPL7.js";
import {
  modulesFolder,
  readLocalModule,
  sourceOfCompiled
} from "./chunk-SSL2OL3F.js";
import "./chunk-ZRDOBMNB.js";
import "./chunk-B5UEXQYH.js";
import "./chunk-EHYYL4X4.js";
import {
  resolveFromRoot
} from "./chunk-7C5RFFRJ.js";
import "./chunk-E47LMD53.js";
import "./chunk-TUM7LBN4.js";
import "./chunk-Z3URZZHH.js";
import {
  CauceError
} from "./chunk-EERKI2QO.js";

// src/pipeline/collect-garbage.ts
import { rm } from "node:fs/promises";
import path3 from "node:path";

// src/pipeline/find-stray-files.ts
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
var temporaryName = /^\.(?:.*\.)?\d+-[0-9a-f]{12,16}\.tmp$/;
var forgottenAfterMs = 60 * 60 * 1e3;
async function findStrayFiles(root, records) {
  const found = [];
  for (const file of await listCandidates(root, records)) {
    const stats = await stat(file).catch(() => void 0);
    if (!stats?.isFile() || Date.now() - stats.mtimeMs < forgottenAfterMs) continue;
    found.push({ name: path.relative(root, file), sizeBytes: stats.size });
  }
  return found;
}
async function listCandidates(root, records) {
  const outputs = path.join(root, "outputs");
  const files = /* @__PURE__ */ new Set();
  const take = (folder, name) => {
    if (temporaryName.test(path.basename(name))) files.add(path.join(folder, name));
  };
  for (const name of await readdir(outputs, { recursive: true }).catch(() => []))
    take(outputs, name);
  for (const folder of foldersOf(records)) {
    if (!folder.startsWith(root + path.sep)) continue;
    for (const name of await readdir(folder).catch(() => [])) take(folder, name);
  }
  return [...files].sort();
}
function foldersOf(records) {
  const paths = records.flatMap(({ outputs }) => outputs.flatMap((output) => output.path ?? []));
  return new Set(paths.map((file) => path.dirname(resolveFromRoot(file))));
}

// src/pipeline/find-unused-modules.ts
import { readdir as readdir2, stat as stat2 } from "node:fs/promises";
import path2 from "node:path";
var settledAfterMs = 60 * 60 * 1e3;
async function findUnusedModules(root) {
  const folder = path2.join(root, modulesFolder);
  const unused = [];
  for (const hash of (await readdir2(folder).catch(() => [])).sort()) {
    const home = path2.join(folder, hash);
    const files = await readdir2(home, { recursive: true }).catch(() => []);
    const { mtimeMs } = await stat2(home);
    if (Date.now() - mtimeMs < settledAfterMs || isInUse(files, hash, root)) continue;
    unused.push({ name: path2.relative(root, home), sizeBytes: await sizeOf(home, files) });
  }
  return unused;
}
function isInUse(files, hash, root) {
  return files.filter((file) => file.endsWith(".mjs")).some((file) => {
    try {
      return readLocalModule(sourceOfCompiled(file, root), root).hash === hash;
    } catch {
      return false;
    }
  });
}
async function sizeOf(home, files) {
  let sizeBytes = 0;
  for (const file of files) {
    const found = await stat2(path2.join(home, file));
    if (found.isFile()) sizeBytes += found.size;
  }
  return sizeBytes;
}

// src/pipeline/collect-garbage.ts
async function collectGarbage({ root, store }, options) {
  const pruned = await store.prune(options);
  const modules = await findUnusedModules(root);
  const strays = await findStrayFiles(root, store.records());
  if (!options.isDryRun)
    for (const { name } of [...modules, ...strays])
      await rm(path3.join(root, name), { recursive: true, force: true });
  const items = [
    ...pruned.map(
      ({ id, sizeBytes: sizeBytes2 }) => id === void 0 ? { kind: "content", sizeBytes: sizeBytes2 } : { kind: "version", name: id, sizeBytes: sizeBytes2 }
    ),
    ...modules.map((found) => ({ kind: "module", ...found })),
    ...strays.map((found) => ({ kind: "temporary-file", ...found }))
  ];
  const sizeBytes = items.reduce((sum, item) => sum + item.sizeBytes, 0);
  return { dryRun: options.isDryRun, items, sizeBytes };
}

// src/render/render-garbage.ts
var WORDS = {
  version: ["kept version", "kept versions"],
  content: ["content that no version names", "contents that no version names"],
  module: ["compiled module of code that is gone", "compiled modules of code that is gone"],
  "temporary-file": ["file of a process that died", "files of processes that died"]
};
function renderGarbage({ dryRun, items, sizeBytes }) {
  if (items.length === 0) return "nothing to remove";
  const lines = [`${dryRun ? "would remove" : "removed"} ${formatBytes(sizeBytes)}`];
  for (const [kind, [one, many]] of Object.entries(WORDS)) {
    const some = items.filter((item) => item.kind === kind);
    if (some.length === 0) continue;
    const bytes = some.reduce((sum, item) => sum + item.sizeBytes, 0);
    lines.push(`  ${some.length} ${some.length === 1 ? one : many}, ${formatBytes(bytes)}`);
    for (const [name, count] of countNames(some))
      lines.push(`    ${name}${count > 1 ? ` (${count})` : ""}`);
  }
  return lines.join("\n");
}
function countNames(items) {
  const counts = /* @__PURE__ */ new Map();
  for (const { name } of items)
    if (name !== void 0) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

// src/cli/gc-command.ts
async function gcCommand(options) {
  const keep = parseKeep(options.keep);
  const project = openFolder(process.cwd());
  try {
    const report = await collectGarbage(project, {
      isDryRun: options.dryRun === true,
      ...keep === void 0 ? {} : { keep }
    });
    process.stdout.write(`${options.json ? JSON.stringify(report) : renderGarbage(report)}
`);
  } finally {
    await project.store.close();
  }
}
function parseKeep(text) {
  if (text === void 0) return void 0;
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new CauceError(
    "bad-option",
    `\`--keep ${text}\`: expected a whole number of at least 1, because the current version counts.`
  );
}
export {
  gcCommand
};
//# sourceMappingURL=gc-command-S2PWSOTS.js.map
