import { readFile } from "node:fs/promises";
import type { TestProject } from "vitest/node";
import { provideTestEnvironment } from "../../scripts/environment/test-environment.mjs";

/** Provides Jupyter and Chromium, when a test file that is about to run asks for one of them. */
export async function setup(project: TestProject): Promise<void> {
  const { testFiles } = await project.globTestFiles(namedOnTheCommandLine(project));
  const texts = await Promise.all(testFiles.map((file) => readFile(file, "utf8")));
  if (texts.some((text) => text.includes("setup/requirements.ts"))) provideTestEnvironment();
}

/** Vitest keeps it to itself; without it, all test files are looked at. */
function namedOnTheCommandLine(project: TestProject): string[] {
  const names: unknown = Reflect.get(project.vitest, "filenamePattern");
  return Array.isArray(names) ? names.map(String) : [];
}
