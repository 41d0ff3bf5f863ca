import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  CauceError
} from "./chunk-EERKI2QO.js";

// src/cli/write-result.ts
import { writeFileSync } from "node:fs";
function writeResult(text, file) {
  if (file === void 0) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (cause) {
    throw new CauceError(
      "file-not-writable",
      `\`${file}\` cannot be written: ${describeFault(cause)}. Name a file in a folder that is there and may be written.`,
      { cause }
    );
  }
}
function describeFault({ code, message }) {
  if (code === "ENOENT") return "its folder is not there";
  if (code === "EISDIR") return "it is a folder";
  return code === "EACCES" || code === "EPERM" ? "this user may not write there" : message;
}

export {
  writeResult
};
//# sourceMappingURL=chunk-HHNEGSXP.js.map
