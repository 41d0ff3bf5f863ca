// Runs the checks of scripts/checks/: `npm run check`, or some by name: `npm run check -- layers`.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { checkExports } from "./checks/exports.mjs";
import { checkFormat } from "./checks/format.mjs";
import { checkLayers } from "./checks/layers.mjs";
import { checkLockfile } from "./checks/lockfile.mjs";
import { checkMarkers } from "./checks/markers.mjs";
import { checkNames } from "./checks/names.mjs";
import { checkPrivacy } from "./checks/privacy.mjs";
import { checkSizes } from "./checks/sizes.mjs";
import { checkTypes } from "./checks/types.mjs";
import { checkUnused } from "./checks/unused.mjs";

/** @typedef {{ detail: string, failures: string[] }} CheckResult */

/** @type {Record<string, (root: string) => Promise<CheckResult>>} */
const checks = {
  types: checkTypes,
  format: checkFormat,
  layers: checkLayers,
  unused: checkUnused,
  sizes: checkSizes,
  markers: checkMarkers,
  exports: checkExports,
  names: checkNames,
  lockfile: checkLockfile,
  privacy: checkPrivacy,
};

const root = path.resolve(fileURLToPath(new URL("..", import.meta.url)));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in checks));
if (unknown.length > 0) {
  console.error(`unknown check: ${unknown.join(", ")}. Known: ${Object.keys(checks).join(", ")}`);
  process.exit(2);
}

const queue = Object.entries(checks).filter(
  ([name]) => wanted.length === 0 || wanted.includes(name),
);
let passed = 0;
let failed = 0;
await Promise.all([takeChecks(), takeChecks()]);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** Two of these work through the queue: the slow checks are processes of their own. */
async function takeChecks() {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const [name, check] = next;
    report(name, await outcomeOf(check));
  }
}

/**
 * @param {(root: string) => Promise<CheckResult>} check
 * @returns {Promise<CheckResult>}
 */
async function outcomeOf(check) {
  try {
    return await check(root);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { detail: "the check itself broke", failures: [text] };
  }
}

/**
 * @param {string} name
 * @param {CheckResult} result
 */
function report(name, { detail, failures }) {
  if (failures.length === 0) {
    passed += 1;
    console.log(`✓ ${name}: ${detail}`);
    return;
  }
  failed += 1;
  const lines = failures.flatMap((failure) => failure.split("\n"));
  console.log([`✗ ${name}: ${detail}`, ...lines.map((line) => `    ${line}`)].join("\n"));
}
