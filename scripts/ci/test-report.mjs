import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * @typedef {{ status: string, fullName: string }} VitestTest
 * @typedef {{ name: string, status: string, assertionResults: VitestTest[] }} VitestFile
 * @typedef {{ testResults: VitestFile[] }} VitestReport
 */

/**
 * @param {string} folder
 * @param {string} name
 * @returns {VitestReport | undefined}
 */
export function readReport(folder, name) {
  const file = path.join(folder, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

/**
 * Files that failed outside of their tests: an import that throws, a `beforeAll`.
 * @param {VitestReport} report
 */
export function brokenFiles({ testResults }) {
  return testResults.filter(({ status, assertionResults }) => {
    return status === "failed" && !assertionResults.some((test) => test.status === "failed");
  });
}

/** @param {VitestReport} report */
export function failedFiles({ testResults }) {
  return testResults.filter(({ status }) => status === "failed");
}
