import path from "node:path";
import { runTool } from "./run-tool.mjs";

/**
 * TypeScript 7, strict, over sources, tests and scripts.
 * @param {string} root
 */
export async function checkTypes(root) {
  const compiler = path.join(root, "node_modules/typescript-native/bin/tsc");
  const args = ["-p", "tsconfig.json", "--noEmit", "--pretty", "false", "--listFiles"];
  const { code, stdout, stderr } = await runTool(root, [compiler, ...args]);
  const lines = `${stdout}\n${stderr}`.split("\n").filter((line) => line !== "");
  const files = lines.filter((line) => isOurs(root, line)).length;
  const failures = code === 0 ? [] : lines.filter((line) => !path.isAbsolute(line));
  // A compiler that was given nothing finds no mistakes either.
  if (files === 0) failures.push("the compiler read no file of ours");
  return { detail: `${files} files, ${failures.length} errors`, failures };
}

/**
 * @param {string} root
 * @param {string} line
 */
function isOurs(root, line) {
  if (!path.isAbsolute(line)) return false;
  return /^(src|test|bench|scripts|vitest\.config\.ts)/.test(path.relative(root, line));
}
