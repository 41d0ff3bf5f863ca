import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { builtVendor, repositoryPath } from "./built-vendor.ts";

const calculations = repositoryPath("test/unit/vendor/fixtures/calculations.cjs");
const iris = repositoryPath("data/iris.csv");

interface Answers {
  byName: Record<string, unknown>;
  printed: string;
}

async function answersOf(danfojs: string): Promise<Answers> {
  const run = promisify(execFile)(process.execPath, [calculations, danfojs, iris]);
  const { stdout, stderr } = await run;
  const lines = stdout.trimEnd().split("\n");
  const byName = JSON.parse(lines.pop() ?? "") as Record<string, unknown>;
  return { byName, printed: lines.join("").trim() + stderr.trim() };
}

describe("danfojs as Cauce ships it", () => {
  let full: Answers;
  let bundled: Answers;

  beforeAll(async () => {
    [full, bundled] = await Promise.all([
      answersOf(repositoryPath("node_modules/danfojs-node")),
      answersOf(builtVendor("danfojs")),
    ]);
  });

  test("answers every calculation as the full install does", () => {
    expect(Object.keys(full.byName).length).toBeGreaterThan(200);
    expect(bundled.byName).toEqual(full.byName);
  });

  test("fails in the calculations where the full install fails, and in no other", () => {
    const failing = Object.entries(bundled.byName).filter(([, answer]) =>
      String(answer).startsWith("throws"),
    );
    const names = failing.map(([name]) => name);
    expect(names).toHaveLength(10);
    expect(names.filter((name) => !name.startsWith("series of strings"))).toEqual([
      "readCSV of a missing file",
    ]);
  });

  test("prints no banner, where the full install prints TensorFlow's", () => {
    expect(full.printed).toContain("TensorFlow.js in Node.js");
    expect(bundled.printed).toBe("");
  });
});
