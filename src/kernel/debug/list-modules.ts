import path from "node:path";
import { fileURLToPath } from "node:url";
import type { JsonObject } from "../wire/message.ts";
import { numberIn } from "./request-options.ts";

/** The files that were loaded since the debugger knows of them, those of packages among them. */
export function listModules(urls: readonly string[], options: JsonObject): object {
  const files = urls.map((url) => fileURLToPath(url));
  const start = numberIn(options, "startModule");
  const count = numberIn(options, "moduleCount") || files.length;
  const modules = files.map((file, id) => ({ id, name: path.basename(file), path: file }));
  return { modules: modules.slice(start, start + count), totalModules: files.length };
}
