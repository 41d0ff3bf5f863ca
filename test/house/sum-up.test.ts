import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const script = path.resolve(import.meta.dirname, "../../scripts/ci/sum-up.mjs");

let out = "";

beforeEach(async () => {
  out = await mkdtemp(path.join(tmpdir(), "cauce-ci-"));
  await leave("test", 0, "");
  await leave("check", 0, "✓ types\n10 passed, 0 failed\n");
  await leave("notebooks", 0, "notebooks: 3 passed, 0 failed, 1 skipped\n");
  await leaveTests([outcome("passed"), outcome("passed")]);
});

afterEach(() => rm(out, { recursive: true, force: true }));

const outcome = (status: string, fullName = "a task runs") => ({ status, fullName });

async function leave(step: string, code: number, log: string): Promise<void> {
  await writeFile(path.join(out, `${step}.code`), `${code}\n`);
  await writeFile(path.join(out, `${step}.log`), log);
}

async function leaveTests(
  assertionResults: object[],
  status = "passed",
  name = "tests.json",
): Promise<void> {
  const report = { testResults: [{ name: "a.test.ts", status, assertionResults }] };
  await writeFile(path.join(out, name), JSON.stringify(report));
}

function sumUp(): { status: number | null; last: string | undefined } {
  const { status, stdout } = spawnSync(process.execPath, [script, out], { encoding: "utf8" });
  return { status, last: stdout.trimEnd().split("\n").at(-1) };
}

function allPrinted(): string {
  return spawnSync(process.execPath, [script, out], { encoding: "utf8" }).stdout;
}

describe("the sum over a CI run", () => {
  test("adds tests, checks and notebooks, and succeeds when nothing failed", () => {
    expect(sumUp()).toEqual({ status: 0, last: "15 passed, 0 failed, 1 skipped" });
  });

  test("fails with one failed test", async () => {
    await leave("test", 1, "");
    await leaveTests([outcome("passed"), outcome("failed")], "failed");
    expect(sumUp()).toEqual({ status: 1, last: "14 passed, 1 failed, 1 skipped" });
  });

  test("takes the second try of a failed file, and fails where that fails too", async () => {
    await leave("test", 1, "");
    await leaveTests([outcome("passed"), outcome("failed", "a slow one")], "failed");
    await leave("test-again", 0, "");
    await leaveTests([outcome("passed"), outcome("passed")], "passed", "tests-again.json");
    expect(sumUp()).toEqual({ status: 0, last: "15 passed, 0 failed, 1 skipped" });
    expect(allPrinted()).toContain("failed at the first try: a slow one\n");
    await leave("test-again", 1, "");
    await leaveTests([outcome("passed"), outcome("failed")], "failed", "tests-again.json");
    expect(sumUp()).toEqual({ status: 1, last: "14 passed, 1 failed, 1 skipped" });
  });

  test("lets a test be skipped with its reason, and fails for one without", async () => {
    const excused = "jupyter (skipped: no jupyter: no Python) executes";
    await leaveTests([outcome("skipped", excused)]);
    expect(sumUp()).toEqual({ status: 0, last: "13 passed, 0 failed, 2 skipped" });
    await leaveTests([outcome("skipped", excused), outcome("skipped", "a task that fails")]);
    expect(sumUp()).toEqual({ status: 1, last: "13 passed, 1 failed, 2 skipped" });
  });

  test("counts a test file that could not be loaded as a failure", async () => {
    await leave("test", 1, "");
    await leaveTests([], "failed");
    expect(sumUp()).toEqual({ status: 1, last: "13 passed, 1 failed, 1 skipped" });
  });

  test("fails when the tests wrote no report", async () => {
    await rm(path.join(out, "tests.json"));
    expect(sumUp()).toEqual({ status: 1, last: "13 passed, 1 failed, 1 skipped" });
  });

  test("fails when a step ended badly and counted no failure", async () => {
    await leave("check", 124, "10 passed, 0 failed\n");
    expect(sumUp()).toEqual({ status: 1, last: "15 passed, 1 failed, 1 skipped" });
    await leave("check", 124, "");
    expect(sumUp()).toEqual({ status: 1, last: "5 passed, 1 failed, 1 skipped" });
  });
});
