import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);

// src/pipeline/package-root.ts
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
var found;
function packageRoot() {
  found ??= findUpward(path.dirname(fileURLToPath(import.meta.url)));
  return found;
}
function packageVersion() {
  return readPackage(packageRoot())?.version ?? "0.0.0";
}
function findUpward(folder) {
  for (let at = folder; ; at = path.dirname(at)) {
    if (readPackage(at)?.name === "cauce") return at;
    if (at === path.dirname(at)) throw new Error(`no package.json of cauce above ${folder}`);
  }
}
function readPackage(folder) {
  const file = path.join(folder, "package.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : void 0;
}

export {
  packageRoot,
  packageVersion,
  readPackage
};
//# sourceMappingURL=chunk-E47LMD53.js.map
