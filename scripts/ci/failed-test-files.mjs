// Names the files of tests that failed, a line each: `node scripts/ci/failed-test-files.mjs .ci/out`.
// Names none where there are so many that no busy machine explains them.
import path from "node:path";
import { failedFiles, readReport } from "./test-report.mjs";

const MOST = 5;

const report = readReport(process.argv[2] ?? ".ci/out", "tests.json");
const files = report === undefined ? [] : failedFiles(report);
if (files.length <= MOST)
  for (const { name } of files) console.log(path.relative(process.cwd(), name));
