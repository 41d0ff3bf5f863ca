import path from "node:path";
import { fileURLToPath } from "node:url";
import { runTool } from "./run-tool.mjs";
import { listSourceFiles } from "./source-files.mjs";

const home = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Which folder imports which, and cycles, by dependency-cruiser. Its exit code is not enough: where
 * it finds no compiler that it can use, it cruises nothing and is content.
 * @param {string} root a project with a `src` and a `tsconfig.json`
 */
export async function checkLayers(root) {
  const { code, stdout, stderr } = await runTool(root, [
    path.join(home, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
    "src",
    "--config",
    path.join(home, ".dependency-cruiser.cjs"),
    "--output-type",
    "json",
    "--no-progress",
  ]);
  if (!stdout.startsWith("{")) throw new Error(`dependency-cruiser ended with ${code}\n${stderr}`);
  /** @type {Cruise} */
  const cruise = JSON.parse(stdout);
  const cruised = cruise.modules.filter((module) => module.source.startsWith("src/"));
  const failures = cruise.summary.violations.map(describeViolation);
  failures.push(...findUncruised(await listSourceFiles(root, "src"), cruised));
  return { detail: `${cruised.length} modules cruised, ${failures.length} violations`, failures };
}

/**
 * @typedef {{ from: string, to: string, rule: { name: string } }} Violation
 * @typedef {{ modules: { source: string }[], summary: { violations: Violation[] } }} Cruise
 */

/** @param {Violation} violation */
function describeViolation({ from, to, rule }) {
  return `${rule.name}: ${from === to ? from : `${from} → ${to}`}`;
}

/**
 * @param {string[]} files
 * @param {{ source: string }[]} cruised
 */
function findUncruised(files, cruised) {
  const seen = new Set(cruised.map((module) => module.source));
  if (files.length === 0) return ["src holds no file"];
  return files.filter((file) => !seen.has(file)).map((file) => `not cruised: ${file}`);
}
