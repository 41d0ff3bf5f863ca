import path from "node:path";
import { runTool } from "./run-tool.mjs";

/**
 * Format and lint, by Biome. `npm run fix` repairs what can be repaired.
 * @param {string} root
 */
export async function checkFormat(root) {
  const biome = path.join(root, "node_modules/@biomejs/biome/bin/biome");
  const args = ["ci", "--colors=off", "--error-on-warnings", "--max-diagnostics=40"];
  const { code, stdout, stderr } = await runTool(root, [biome, ...args]);
  const files = Number(/Checked (\d+) files?/.exec(stdout + stderr)?.[1] ?? 0);
  if (code !== 0) return { detail: `${files} files (npm run fix)`, failures: [stderr, stdout] };
  const failures = files === 0 ? ["Biome read no file"] : [];
  return { detail: `${files} files, formatted and without lint`, failures };
}
