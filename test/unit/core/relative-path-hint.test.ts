import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { setProjectRoot } from "../../../src/core/project-root.ts";
import { relativePathHint } from "../../../src/core/relative-path-hint.ts";
import { failureOf } from "../../../src/executor/failure-of.ts";
import { describeError } from "../../../src/kernel/describe-error.ts";

const root = path.resolve(import.meta.dirname, "../..");
afterEach(() => setProjectRoot(undefined));

const missing = (file: unknown, code = "ENOENT") =>
  Object.assign(new Error("not there"), { code, path: file });

test("only a relative path that exists from the project's root, and not from here, has a hint", () => {
  setProjectRoot(path.resolve("project"));
  const exists = (file: string) => file === path.resolve("project", "data", "a.csv");
  const named = (error: Error) => /`file\("([^"]+)"\)/.exec(relativePathHint(error, exists) ?? "");
  expect(named(missing("data/a.csv"))?.[1]).toBe("data/a.csv");
  expect(named(missing("../data/a.csv"))?.[1]).toBe(path.normalize("data/a.csv"));
  for (const file of ["data/b.csv", "/data/a.csv", "project/data/a.csv", undefined, 7])
    expect(relativePathHint(missing(file), exists)).toBeUndefined();
  expect(relativePathHint(missing("data/a.csv", "EACCES"), exists)).toBeUndefined();
  setProjectRoot(undefined);
  expect(relativePathHint(missing("project/data/a.csv"), exists)).toBeUndefined();
});

test("an error that cannot be asked for its path has no hint", () => {
  const hostile = Object.defineProperty(new Error("x"), "code", {
    get: () => {
      throw new Error("no");
    },
  });
  expect(relativePathHint(hostile, () => true)).toBeUndefined();
});

test("a cell's error and a task's failure tell the hint behind Node's own words", () => {
  setProjectRoot(root);
  const file = "unit/core/relative-path-hint.test.ts";
  const thrown = (() => {
    try {
      return readFileSync(file);
    } catch (error) {
      return error;
    }
  })();
  const told = `open '${file}'. Node looked for it from the working directory, \`${process.cwd()}\`; \`file("${file}").absolutePath\` is its path from the project's root.`;
  expect(describeError(thrown).evalue).toContain(told);
  expect(describeError(new Error("outer", { cause: thrown })).traceback.join("\n")).toContain(told);
  expect(failureOf(thrown).message).toContain(told);
});
