import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);

// src/pipeline/find-project-root.ts
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
function findProjectRoot(from) {
  const start = path.resolve(from);
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (marksRoot(folder)) return folder;
    if (folder === path.dirname(folder)) return start;
  }
}
function marksRoot(folder) {
  if (existsSync(path.join(folder, "package.json")) || existsSync(path.join(folder, ".git")))
    return true;
  return existsSync(folder) && readdirSync(folder).some((name) => name.startsWith("cauce.config."));
}

export {
  findProjectRoot
};
//# sourceMappingURL=chunk-B5UEXQYH.js.map
