import { describe, expect, test } from "vitest";
import { analyzeCell } from "../../src/cell/analyze-cell.ts";
import { CodeBase } from "../../src/cell/code-base.ts";
import { tellMisspelt } from "../../src/cell/tell-misspelt.ts";

const head = 'import { Task, ExternalTask, WrapperTask } from "cauce"; import { z } from "zod";';

/** What is told of the last cell, beside those before it. */
function tell(...sources: string[]): string[] {
  const cells = [head, ...sources].map((source, at) =>
    analyzeCell({ id: `${at}`, label: `cell ${at}`, source }),
  );
  return tellMisspelt(cells.at(-1)?.declarations ?? [], () => new CodeBase(cells));
}

describe("A member that looks like one that Cauce reads is told, with the right name", () => {
  test.each([
    ["requries() { return []; }", "requries", "requires"],
    ["require() { return []; }", "require", "requires"],
    ["outptu() { return undefined; }", "outptu", "output"],
    ["async rnu() {}", "rnu", "run"],
    ["runs() {}", "runs", "run"],
    ["wacth() { return {}; }", "wacth", "watch"],
    ["async *Run() {}", "Run", "run"],
    ["get outputs() { return undefined; }", "outputs", "output"],
    ["piority = 3;", "piority", "priority"],
    ["retrys = 3;", "retrys", "retries"],
    ["timeoutMS = 3;", "timeoutMS", "timeoutMs"],
    ["resource = { gpu: 1 };", "resource", "resources"],
    ['static exector = "in-process";', "exector", "static executor"],
    ['static stalenes = "always";', "stalenes", "static staleness"],
    ["static async runBacth(tasks) {}", "runBacth", "static runBatch"],
  ])("%s", (member, name, meant) => {
    expect(tell(`class Split extends Task {\n  ${member}\n}`)).toEqual([
      `\`Split.${name}\` (cell 1, line 2) is nothing that Cauce reads of a task. Did you mean \`${meant}\`?`,
    ]);
  });

  test.each([
    ["class A extends WrapperTask { requries() {} }"],
    ["class A extends Task.with({ k: z.int() }) { requries() {} }"],
    ["const A = class extends ExternalTask { outptu() {} };"],
    ["const Base = Task.with({ k: z.int() }); class A extends Base { outptu() {} }"],
    ["class Base extends Task {} class A extends Base { outptu() {} }"],
    ["class A extends Task { requries() {} } class B extends Task { output() { requries(); } }"],
  ])("whatever stands for a task's class: %s", (source) => {
    expect(tell(source)).toHaveLength(1);
  });

  test("of a class whose base stands in another cell", () => {
    expect(tell("class Base extends Task {}", "class A extends Base { outptu() {} }")).toHaveLength(
      1,
    );
  });
});

describe("Nothing is told of a member", () => {
  test.each([
    [
      "that Cauce reads",
      "class A extends Task { requires() {} output() {} run() {} priority = 1; }",
    ],
    [
      "that is used in the class",
      "class A extends Task { outputs() {} output() { return this.outputs(); } }",
    ],
    [
      "that is used by its name",
      'class A extends Task { outputs() {} run() { this["outputs"](); } }',
    ],
    [
      "that is taken out by a pattern",
      "class A extends Task { outputs = 1; run() { const { outputs } = this; } }",
    ],
    ["that the cell uses", "class A extends Task { outputs = 1; } console.log(new A().outputs);"],
    ["beside the one with the right name", "class A extends Task { output() {} outputs() {} }"],
    ["that is a parameter", "class A extends Task.with({ retrys: z.int() }) { retrys = 1; }"],
    [
      "that is another short word",
      "class A extends Task { row() {} fun() {} batch = 3; match() {} ruins() {} }",
    ],
    ["that is nothing like it", "class A extends Task { scale() {} static rate = 2; }"],
    ["that is private", "class A extends Task { #outptu() {} }"],
    ["of a class that is no task", "class A { outptu() {} }"],
    ["of a class of the cell's own", "class Base {} class A extends Base { outptu() {} }"],
    [
      "that a base declares",
      "class Base extends Task { outputs() {} output() { return this.outputs(); } } class A extends Base { outputs() {} }",
    ],
    [
      "whose base comes from a module",
      'import { mixin } from "./mixin.ts"; class A extends mixin(Task) { outputs() {} }',
    ],
    [
      "whose base is declared twice",
      "class B extends Task {} class A extends B { outptu() {} } var B = 1;",
    ],
  ])("%s", (_, source) => {
    expect(tell(source)).toEqual([]);
  });

  test("that a base in another cell uses", () => {
    const base = "class Base extends Task { output() { return this.outputs(); } }";
    expect(tell(base, "class A extends Base { outputs() {} }")).toEqual([]);
  });
});
