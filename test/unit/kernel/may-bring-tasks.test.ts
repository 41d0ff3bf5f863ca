import { expect, test } from "vitest";
import { mayBringTasks } from "../../../src/kernel/may-bring-tasks.ts";

test.each([
  ["no import", "const a = 1;", false],
  ["data frames", 'import * as dfd from "danfojs-node";', false],
  ["parts of them", "import { DataFrame,\n  Series as S } from 'danfojs-node'", false],
  ["a module of Node's own", 'import fs from "node:fs/promises"; import "node:os";', false],
  ["what can load anything", 'import { createRequire } from "node:module";', true],
  ["the library", 'import { Task } from "cauce";', true],
  ["the library beside others", 'import "node:os";\nimport { Task } from "cauce";', true],
  ["a module of the project", 'import { Load } from "./tasks.ts";', true],
  ["a package, which may know the library", 'import { mean } from "simple-statistics";', true],
  ["an import while the cell runs", 'const { Task } = await import("cauce");', true],
  ["one of an unknown name", 'await import("danfojs-node" + rest);', true],
])("%s", (_, source, expected) => {
  expect(mayBringTasks(source)).toBe(expected);
});
