// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code of cells is text here
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TemporaryProject } from "../unit/pipeline/temporary-project.ts";
import { openKernel, type TestKernel } from "./kernel-rig.ts";

const files = {
  "lib/fails.ts":
    "import { type Kind } from './kind.ts';\n\n/** Says no. */\nexport function fails(kind: Kind): never {\n  interface Local { a: 1 }\n  throw new RangeError(kind);\n}\n",
  "lib/kind.ts": "export type Kind = string;\n",
  "lib/lowered.ts":
    "const same = (f: () => void, _: ClassMethodDecoratorContext) => f;\n\nexport class Lowered {\n  @same\n  go() {\n    using r = null;\n    throw new Error('lowered');\n  }\n}\n",
  "lib/old.cjs": "// one\nexports.old = () => {\n  throw new Error('old');\n};\n",
};

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await openKernel(files);
});
afterAll(() => kernel[Symbol.asyncDispose]());

let count = 0;

/** The places in the traceback of the last of several cells, without the code around them; they are counted from 1. */
async function traceback(...cells: string[]): Promise<string[]> {
  const before = count;
  count += cells.length;
  let lines: string[] = [];
  for (const cell of cells) {
    const { messages } = await kernel.client.execute(cell, { cellId: `cell-${++identity}` });
    const failure = messages.find(({ type }) => type === "error");
    lines = failure === undefined ? [] : (failure.content.traceback as string[]);
  }
  return lines
    .join("\n")
    .replace(/Cell (\d+)/g, (_, number) => `Cell ${Number(number) - before}`)
    .split("\n")
    .filter((line) => !/^ *\d* \|/.test(line))
    .map((line) => line.trim());
}
let identity = 0;

const rows: [what: string, cells: string[], lines: string[]][] = [
  [
    "thrown at once",
    ["interface A {\n  a: 1;\n}\nthrow new Error('now');"],
    ["Error: now", "at Cell 1, line 4"],
  ],
  [
    "thrown after an await",
    [
      "const wait1 = async () => {\n  await null;\n  throw new Error('late');\n};\n\nawait wait1();",
    ],
    ["Error: late", "at wait1, Cell 1, line 3", "at Cell 1, line 6"],
  ],
  [
    "thrown in a chain of promises",
    [
      "await Promise.resolve(1)\n  .then((n) => n + 1)\n  .then((n) => {\n    throw new Error(`chain ${n}`);\n  });",
    ],
    ["Error: chain 2", "at Cell 1, line 4", "at Cell 1, line 1"],
  ],
  [
    "thrown in a helper of another cell",
    ["type N = number;\nfunction help2(n: N) {\n  throw new Error(`help ${n}`);\n}", "\nhelp2(1);"],
    ["Error: help 1", "at help2, Cell 1, line 3", "at Cell 2, line 2"],
  ],
  [
    "thrown in a helper that awaits",
    [
      "async function help3() {\n  await null;\n\n  throw new Error('help');\n}",
      "const call3 = async () => {\n  await help3();\n};\nawait call3();",
    ],
    ["Error: help", "at help3, Cell 1, line 4", "at call3, Cell 2, line 2", "at Cell 2, line 4"],
  ],
  [
    "thrown in a callback",
    ["[1, 2].map((n) => {\n  if (n > 1)\n    throw new Error('call');\n});"],
    ["Error: call", "at Cell 1, line 3", "at Cell 1, line 1"],
  ],
  [
    "thrown in a generator",
    [
      "function* gen5(): Generator<number> {\n  yield 1;\n  throw new Error('gen');\n}",
      "[...gen5()];",
    ],
    ["Error: gen", "at gen5, Cell 1, line 3", "at Cell 2, line 1"],
  ],
  [
    "thrown in an async generator",
    [
      "async function* gen6() {\n  yield 1;\n  await null;\n  throw new Error('gen');\n}",
      "for await (const n of gen6())\n  void n;",
    ],
    ["Error: gen", "at gen6, Cell 1, line 4", "at Cell 2, line 1"],
  ],
  [
    "thrown in the value of a field",
    [
      "const no7 = (): number => {\n  throw new Error('field');\n};\nclass A7 {\n  a?: number;\n  b =\n    no7();\n}\nnew A7();",
    ],
    [
      "Error: field",
      "at no7, Cell 1, line 2",
      "at <instance_members_initializer>, Cell 1, line 7",
      "at new A7, Cell 1, line 4",
      "at Cell 1, line 9",
    ],
  ],
  [
    "thrown in a decorator",
    [
      "const no8 = (_: unknown, context: ClassDecoratorContext) => {\n  throw new Error(String(context.name));\n};",
      "\n@no8\nclass A8 {}",
    ],
    ["Error: A8", "at no8, Cell 1, line 2", "at Cell 2, line 2"],
  ],
  [
    "thrown in a decorated method",
    [
      "const same9 = (f: () => void, _: ClassMethodDecoratorContext) => f;\nclass A9 {\n  accessor a = 1;\n\n  @same9\n  m() {\n    throw new Error('m');\n  }\n}",
      "new A9().m();",
    ],
    ["Error: m", "at A9.m, Cell 1, line 7", "at Cell 2, line 1"],
  ],
  [
    "thrown below a resource",
    ["{\n  using r = null;\n  void r;\n  throw new Error('using');\n}"],
    ["Error: using", "at Cell 1, line 4"],
  ],
  [
    "with its cause",
    [
      "const why10 = () => {\n  throw new Error('deep');\n};\ntry {\n  why10();\n} catch (cause) {\n  throw new Error('top', { cause });\n}",
    ],
    [
      "Error: top",
      "at Cell 1, line 7",
      "Caused by Error: deep",
      "at why10, Cell 1, line 2",
      "at Cell 1, line 5",
    ],
  ],
  [
    "with the errors that it gathers",
    [
      "const low11 = new RangeError('low');\nawait Promise.any([Promise.reject(low11), Promise.reject('text'), ...Array(4).fill(Promise.reject(1))]);",
    ],
    [
      "AggregateError: All promises were rejected",
      "Error 1 of 6: RangeError: low",
      "at Cell 1, line 1",
      "Error 2 of 6: text",
      "Error 3 of 6: 1",
      "Error 4 of 6: 1",
      "Error 5 of 6: 1",
      "… and 1 more",
    ],
  ],
  [
    "thrown in a module",
    ['import { fails } from "./lib/fails.ts";\n\nfails("kind");'],
    ["RangeError: kind", "at fails, lib/fails.ts, line 6", "at Cell 1, line 3"],
  ],
  [
    "thrown in a module that is lowered",
    ['import { Lowered } from "./lib/lowered.ts";\nnew Lowered().go();'],
    ["Error: lowered", "at Lowered.go, lib/lowered.ts, line 7", "at Cell 1, line 2"],
  ],
  [
    "thrown in CommonJS",
    ['import { old } from "./lib/old.cjs";\nold();'],
    ["Error: old", "at exports.old, lib/old.cjs, line 3", "at Cell 1, line 2"],
  ],
];

describe("an error points at its places", () => {
  test.each(rows)("%s", async (_, cells, lines) => {
    expect(await traceback(...cells)).toEqual(lines);
  });
});

test("a module's lines are those of its text now, also after an edit that changes no meaning", async () => {
  const call = 'import { fails } from "./lib/fails.ts";\nfails("again");';
  const file = path.join(kernel.folder, "lib/fails.ts");
  writeFileSync(file, `// one\n// two\n${files["lib/fails.ts"]}`);
  expect(await traceback(call)).toEqual([
    "RangeError: again",
    "at fails, lib/fails.ts, line 8",
    "at Cell 1, line 2",
  ]);
});

const helper =
  "type N = number;\n\nfunction stop(n: N): number {\n  throw new Error(`stop ${n}`);\n}";
const head = 'import { Task, text } from "cauce";';
const taskOf = (members: string) =>
  `class Fails extends Task {\n  output() { return text(this); }\n${members}\n}`;
const inTasks: [what: string, cells: string[], place: object][] = [
  [
    "after an await",
    [head, taskOf("  async run() {\n    await null;\n    throw new Error('x');\n  }")],
    { place: "cell 2", line: 5, column: 11 },
  ],
  [
    "in a helper of another cell",
    [head, helper, taskOf("  run() {\n    stop(1);\n  }")],
    { place: "cell 2", line: 4, column: 9 },
  ],
  [
    "in a decorated run with a resource",
    [
      head,
      "const same = <F>(f: F, _: unknown) => f;",
      taskOf("  @same\n  run() {\n    using r = null; void r;\n    throw new Error('x');\n  }"),
    ],
    { place: "cell 3", line: 6, column: 11 },
  ],
  [
    "in a generator that it calls",
    [
      head,
      "function* gen() {\n  yield 1;\n  throw new Error('x');\n}",
      taskOf("  run() {\n    return void [...gen()];\n  }"),
    ],
    { place: "cell 2", line: 3, column: 9 },
  ],
  [
    "in the value of a field",
    [
      head,
      "class Part {\n  a?: string;\n  b = (() => {\n    throw new Error('x');\n  })();\n}",
      taskOf("  run() {\n    new Part();\n  }"),
    ],
    { place: "cell 2", line: 4, column: 11 },
  ],
  [
    "in its own generator",
    [head, taskOf("  async *run() {\n    yield [];\n    throw new Error('x');\n  }")],
    { place: "cell 2", line: 5, column: 11 },
  ],
  [
    "in a chain of promises",
    [
      head,
      taskOf(
        "  run() {\n    return Promise.resolve()\n      .then(() => { throw new Error('x'); });\n  }",
      ),
    ],
    { place: "cell 2", line: 5, column: 27 },
  ],
];

test("a task that fails in a module of the project points into the module", async () => {
  const cells = [
    'import { Task, text, run } from "cauce"; import { Lowered } from "./lib/lowered.ts";',
    taskOf("  run() {\n    new Lowered().go();\n  }"),
    "const report = await run(new Fails());\nconst { place, line } = report.tasks[0]!.error!;\nthrow new Error(`${place} ${line}`);",
  ];
  expect(await traceback(...cells)).toEqual(["Error: lib/lowered.ts 7", "at Cell 3, line 3"]);
});

describe("a failed task points at its place", () => {
  let project: TemporaryProject;
  beforeAll(() => {
    project = new TemporaryProject();
  });
  afterAll(() => project.close());

  test.each(inTasks)("%s", async (_, cells, place) => {
    const { tasks } = await project.run(cells, "Fails");
    expect(tasks[0]?.error).toMatchObject(place);
  });

  test("where the cell has moved since its code was evaluated", async () => {
    const cell = taskOf("  run() {\n    throw new Error('moved');\n  }");
    await project.run([head, cell], "Fails");
    const { tasks } = await project.run([head, `// a line more\n${cell}`], "Fails");
    expect(tasks[0]?.error).toMatchObject({ place: "cell 2", line: 5 });
  });
});

test("the code around the innermost place is shown, with the culprit underlined, and of a cause too", async () => {
  const cell =
    "const inner = () => {\n  throw new RangeError('low');\n};\ntry {\n  inner();\n} catch (cause) {\n  throw new Error('high', { cause });\n}";
  const { messages } = await kernel.client.execute(cell, { cellId: "framed" });
  const failure = messages.find(({ type }) => type === "error");
  const text = ((failure?.content.traceback ?? []) as string[]).join("\n");
  expect(text).toContain(
    "    7 |   throw new Error('high', { cause });\n      |         ~~~~~~~~~\n",
  );
  expect(text).toContain("Caused by RangeError: low");
  expect(text).toContain(
    "    2 |   throw new RangeError('low');\n      |         ~~~~~~~~~~~~~~\n",
  );
});

/** What a cell prints, with the numbers of cells left out. */
async function printed(code: string): Promise<string> {
  count++;
  const { messages } = await kernel.client.execute(code, { cellId: `cell-${++identity}` });
  const texts = messages.filter(({ type }) => type === "stream").map(({ content }) => content.text);
  return texts.join("").replace(/Cell \d+/g, "Cell");
}

test("an error that a cell prints, and its cause, tell their places in cells and no frame of ours", async () => {
  const code =
    "\nconst cause = new TypeError('inner');\nconsole.error(new Error('outer', { cause }));";
  expect(await printed(code)).toBe(
    "Error: outer\n    at Cell, line 3 {\n  [cause]: TypeError: inner\n      at Cell, line 2\n}\n",
  );
  expect(await printed("\n\nconsole.trace('here');")).toBe("Trace: here\n    at Cell, line 3\n");
});

test("an error that a task prints in its thread tells its place in the cell", async () => {
  count++;
  const { messages } = await kernel.client.execute(`
    import { Task, run, text } from "cauce";
    class Prints extends Task {
      output() { return text(this); }
      run() {
        console.log(new Error("printed"));
        return this.output().write("");
      }
    }
    await run(new Prints());`);
  const pictures = messages.map(({ content }) => String(Object(content.data)["text/plain"]));
  expect(pictures.join("\n")).toMatch(/Error: printed\n +at Cell \d+, line 6\n/);
  expect(pictures.join("\n")).not.toContain("task-thread");
});

test("an object that is thrown instead of an error is told by what it holds", async () => {
  expect(await traceback("throw { code: 5 }")).toEqual(["Uncaught { code: 5 }"]);
});
