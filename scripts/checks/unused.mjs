import path from "node:path";
import { runTool } from "./run-tool.mjs";

/**
 * Files, exports and packages that nothing uses, by knip.
 * @param {string} root
 */
export async function checkUnused(root) {
  const knip = path.join(root, "node_modules/knip/bin/knip.js");
  const args = ["--no-progress", "--reporter", "compact"];
  const { code, stdout, stderr } = await runTool(root, [knip, ...args]);
  if (code === 0) return { detail: "no unused file, export or package", failures: [] };
  const lines = `${stdout}\n${stderr}`.split("\n").filter((line) => line.trim() !== "");
  return { detail: `${lines.length} lines by knip`, failures: lines };
}
