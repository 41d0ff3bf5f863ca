import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const projectRoot = path.resolve(import.meta.dirname, "../..");

const suite = `
import { expect, test } from "vitest";
import { describeIf } from "${projectRoot}/test/setup/requirements.ts";

const there = { name: "there", available: true, possible: true };
const impossible = { name: "far", available: false, possible: false, reason: "no network" };
const broken = { name: "broken", available: false, possible: true, reason: "pip failed" };
const passes = () => test("passes", () => expect(there.available).toBe(true));

describeIf(there, "at hand", passes);
describeIf([there, impossible], "out of reach", passes);
describeIf(broken, "not provided", passes);
`;

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "cauce-requirements-"));
  await writeFile(path.join(folder, "a.test.ts"), suite);
  await symlink(path.join(projectRoot, "node_modules"), path.join(folder, "node_modules"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

async function runSuite(ci: string): Promise<string[]> {
  const report = path.join(folder, `report-${ci}.json`);
  const vitest = path.join(projectRoot, "node_modules/vitest/vitest.mjs");
  const args = [vitest, "run", "--root", folder, "--reporter=json", `--outputFile=${report}`];
  await new Promise((resolve) => {
    const env = { ...process.env, CI: ci };
    execFile(process.execPath, args, { cwd: folder, env }, resolve);
  });
  const { testResults }: Report = JSON.parse(await readFile(report, "utf8"));
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  return results.map(({ fullName, status }) => `${status}: ${fullName}`);
}

describe("tests that need something of the machine", () => {
  test("are reported as skipped, with the reason, where it is not there", async () => {
    expect(await runSuite("")).toEqual([
      "passed: at hand passes",
      "skipped: out of reach (skipped: no far: no network) passes",
      "skipped: not provided (skipped: no broken: pip failed) passes",
    ]);
  });

  test("fail in CI, where the machine can have it", async () => {
    expect(await runSuite("true")).toEqual([
      "passed: at hand passes",
      "skipped: out of reach (skipped: no far: no network) passes",
      "failed: not provided this machine provides what the tests need",
    ]);
  });
});
