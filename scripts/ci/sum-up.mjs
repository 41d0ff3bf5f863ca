// Counts what .ci/run did: `node scripts/ci/sum-up.mjs .ci/out`. The last line is over all of it.
import { readFileSync } from "node:fs";
import path from "node:path";
import { brokenFiles, failedFiles, readReport } from "./test-report.mjs";

/** @typedef {import("./test-report.mjs").VitestReport} VitestReport */

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

const out = process.argv[2] ?? ".ci/out";
const total = [countTests(), countPrinted("check"), countPrinted("notebooks")].reduce(add);
const line = `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`;
// Failures must be in the last line whatever the cause, so that it alone can be believed.
console.log(line);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

/** @returns {Counts} */
function countTests() {
  const first = readReport(out, "tests.json");
  if (first === undefined) return noReport("test", "wrote no report");
  const again = readReport(out, "tests-again.json");
  const report = again === undefined ? first : withSecondTry(first, again);
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const skipped = tests.filter(({ status }) => status !== "passed" && status !== "failed");
  for (const { fullName } of skipped) console.log(`skipped: ${fullName}`);
  // `describeIf` writes the reason into the title; any other skip was left behind by somebody.
  const excused = skipped.filter(({ fullName }) => fullName.includes("(skipped: no "));
  const counts = {
    passed: tests.filter(({ status }) => status === "passed").length,
    failed: tests.filter(({ status }) => status === "failed").length,
    skipped: excused.length,
  };
  counts.failed += skipped.length - excused.length + brokenFiles(report).length;
  const step = again === undefined ? "test" : "test-again";
  if (counts.failed === 0 && exitCode(step) !== 0) return noReport(step, "failed as a whole");
  return counts;
}

/**
 * The files of the second try in the place of the first. What passed only then is named.
 * @param {VitestReport} first
 * @param {VitestReport} again
 * @returns {VitestReport}
 */
function withSecondTry(first, again) {
  const later = new Map(again.testResults.map((file) => [file.name, file]));
  for (const file of failedFiles(first)) {
    const names = file.assertionResults.filter(({ status }) => status === "failed");
    const what = names.map(({ fullName }) => fullName).join("; ") || file.name;
    console.log(`failed at the first try: ${what}`);
  }
  return { testResults: first.testResults.map((file) => later.get(file.name) ?? file) };
}

/**
 * The last line "N passed, N failed" that a step printed.
 * @param {string} step
 * @returns {Counts}
 */
function countPrinted(step) {
  const text = readFileSync(path.join(out, `${step}.log`), "utf8");
  const lines = [...text.matchAll(/(\d+) passed, (\d+) failed(?:, (\d+) skipped)?/g)];
  const [, passed, failed, skipped = 0] = lines.at(-1) ?? [];
  if (passed === undefined) return noReport(step, "printed no count");
  const counts = { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) };
  if (exitCode(step) !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

/**
 * @param {string} step
 * @param {string} what
 * @returns {Counts}
 */
function noReport(step, what) {
  console.log(`${step}: ${what} (exit code ${exitCode(step)})`);
  return { passed: 0, failed: 1, skipped: 0 };
}

/** @param {string} step */
function exitCode(step) {
  return Number(readFileSync(path.join(out, `${step}.code`), "utf8"));
}

/**
 * @param {Counts} a
 * @param {Counts} b
 */
function add(a, b) {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}
