import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  readCode
} from "./chunk-WK6RNPL7.js";
import {
  Engine,
  openProject
} from "./chunk-SSL2OL3F.js";
import {
  packageRoot
} from "./chunk-E47LMD53.js";
import {
  parseTaskArguments
} from "./chunk-TUM7LBN4.js";

// src/cli/open-code.ts
import path from "node:path";
import { pathToFileURL } from "node:url";
function openCode(file) {
  const code = readCode(file);
  const project = openFolder(path.dirname(path.resolve(file)));
  return { project, engine: new Engine(project, code) };
}
function openFolder(folder) {
  return openProject({ folder, library: loadLibrary });
}
async function findTask(engine, family, words) {
  const taskClass = await engine.loadClass(family);
  return { family, given: parseTaskArguments(family, taskClass.parameters, words) };
}
async function loadLibrary() {
  return await import(pathToFileURL(path.join(packageRoot(), "dist", "index.js")).href);
}

export {
  openCode,
  openFolder,
  findTask
};
//# sourceMappingURL=chunk-QCHQPV66.js.map
