import { expect, test } from "vitest";
import { z } from "zod";
import { CauceError } from "../../../src/core/errors.ts";
import { parameterDefault, parameterTraits } from "../../../src/core/parameters.ts";
import { classOf, ExternalTask, Task } from "../../../src/core/task.ts";

class Train extends Task.with({
  model: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("knn"), k: z.int().positive() }),
    z.object({ kind: z.literal("tree") }),
  ]),
  seed: z.int().default(42),
  features: z.array(z.string()).default(["a"]),
}) {}
class Plain extends Task {}

/** Given as code that TypeScript has not checked: from a shell, or from a cell that ran in spite of it. */
function errorOf(Class: typeof Plain, given: unknown): CauceError {
  try {
    new Class(given);
  } catch (error) {
    if (error instanceof CauceError) return error;
  }
  throw new Error("it was accepted");
}

const Loose = Train as unknown as typeof Plain;
const knn = { kind: "knn", k: 7 };
const missing =
  'parameter `model` is missing: expected object, for example `model: { kind: "knn", k: 5 }`';

const errors: [what: string, Class: typeof Plain, given: unknown, text: string][] = [
  [
    "an unknown parameter",
    Loose,
    { model: knn, sed: 1 },
    "`Train`: unknown parameter `sed`; it has `model`, `seed`, `features`",
  ],
  [
    "two unknown parameters",
    Loose,
    { model: knn, a: 1, b: 2 },
    "`Train`: unknown parameter `a`, `b`; it has `model`, `seed`, `features`",
  ],
  [
    "a parameter where there are none",
    Plain,
    { a: 1 },
    "`Plain`: unknown parameter `a`; it takes no parameters",
  ],
  [
    "a wrong type",
    Loose,
    { model: knn, seed: "x" },
    '`Train`: parameter `seed` is "x": expected number, for example `seed: 42`',
  ],
  [
    "a wrong nested value",
    Loose,
    { model: { kind: "knn", k: -1 } },
    "`Train`: parameter `model.k` is -1: expected number to be >0, for example `k: 1`",
  ],
  [
    "a wrong item",
    Loose,
    { model: knn, features: ["a", 1] },
    '`Train`: parameter `features.1` is 1: expected string, for example `features: ["a", "1"]`',
  ],
  ["a missing parameter", Loose, {}, `\`Train\`: ${missing}`],
  [
    "several problems at once",
    Loose,
    { model: knn, seed: 1.5, features: "a" },
    '`Train`: parameter `seed` is 1.5: expected a whole number, for example `seed: 2`; parameter `features` is "a": expected array, for example `features: ["a"]`',
  ],
];

test.each(errors)("%s is named in plain words", (_what, Class, given, text) => {
  const error = errorOf(Class, given);
  expect([error.code, error.message]).toEqual(["bad-parameter", text]);
});

test("wrong parameters are told where they were given, and not in the class", () => {
  class Careful extends Train {
    constructor(given: unknown) {
      super(Object(given));
    }
  }
  for (const Class of [Train, Careful] as unknown as (typeof Plain)[]) {
    const [head, first] = errorOf(Class, {}).stack?.split("\n    at ") ?? [];
    expect(head).toBe(`CauceError: \`${Class.name}\`: ${missing}`);
    expect(first).toMatch(/^errorOf /);
  }
});

test("arguments of a constructor are refused where the class has no parameters for them", () => {
  class Power extends Task {
    readonly exponent: number;
    constructor(exponent: number) {
      super();
      this.exponent = exponent;
    }
  }
  expect(() => new Power(2)).toThrow(
    "`Power` takes arguments in its constructor, which are no part of its identity. Expected parameters: `class Power extends Task.with({ k: z.int() })`, made by `new Power({ k: 3 })`.",
  );
  class Ready extends Task {
    readonly exponent: number;
    constructor() {
      super();
      this.exponent = 2;
    }
  }
  expect(new Ready().id).toBe("Ready");
});

test("a private value stays out of the error", () => {
  class Load extends Task.with({
    token: z.string().min(9).meta({ visibility: "private" }),
    login: z.object({ pin: z.int() }).meta({ visibility: "private" }).optional(),
  }) {}
  const { message } = errorOf(Load as unknown as typeof Plain, {
    token: "sesame",
    login: { pin: "4711" },
  });
  expect(message).toContain("`token`");
  expect(message).toContain("`login.pin`");
  expect(message).not.toMatch(/sesame|4711/);
});

test("parameters are the task's fields, and cannot be changed", () => {
  const task = new Train({ model: { kind: "knn", k: 7 } });
  expect({ ...task }).toMatchObject({ model: knn, seed: 42, features: ["a"] });
  expect(() => Object.assign(task, { seed: 1 })).toThrow(
    "Cannot assign to read only property 'seed'",
  );
  expect(task.given).toEqual({ model: knn });
});

test("with is inherited and adds", () => {
  class A extends Task.with({ filename: z.string() }) {}
  class B extends A {}
  class C extends A.with({ k: z.int().default(1) }) {}
  class D extends C.with({ k: z.int().default(2) }) {}
  expect(new B({ filename: "x" }).id).toBe("B(filename=x)");
  expect(new C({ filename: "x", k: 3 }).id).toBe("C(filename=x,k=3)");
  expect(new D({ filename: "x" }).k).toBe(2);
  expect(Object.keys(classOf(new C({ filename: "x" })).parameters)).toEqual(["filename", "k"]);
  expect(Object.keys(A.parameters)).toEqual(["filename"]);
});

test("with keeps the kind of its base", () => {
  class In extends ExternalTask.with({ path: z.string() }) {}
  expect([In.kind, new In({ path: "x" }).family]).toEqual(["external", "In"]);
});

test("a name that every task has cannot be a parameter's", () => {
  expect(() => Task.with({ run: z.string() })).toThrow(
    "`Task.run`: every task has a `run` of its own. Give the parameter another name.",
  );
});

test("what is no schema is refused with an example", () => {
  expect(() => Task.with({ k: 5 as unknown as z.ZodType })).toThrow(
    "`Task.k` is not a zod schema. Expected one such as z.number().default(1).",
  );
});

test("a value without a stable text is refused", () => {
  class A extends Task.with({ f: z.any() }) {}
  expect(() => new A({ f: () => 1 })).toThrow(
    "A parameter holds a `function`, which has no stable text. Use strings, numbers, booleans, dates, arrays or records of them.",
  );
});

const layers: [what: string, schema: z.ZodType][] = [
  ["itself", z.string().meta({ significant: false, visibility: "private" }).describe("why")],
  [
    "what has a default",
    z.string().meta({ significant: false, visibility: "private" }).describe("why").default("a"),
  ],
  [
    "what is optional",
    z.string().meta({ significant: false, visibility: "private" }).describe("why").optional(),
  ],
  [
    "the default around it",
    z.string().default("a").meta({ significant: false, visibility: "private", description: "why" }),
  ],
  [
    "what is transformed",
    z
      .string()
      .meta({ significant: false, visibility: "private" })
      .describe("why")
      .transform(Number)
      .default(1),
  ],
  [
    "what is prepared",
    z.preprocess(
      String,
      z.string().meta({ significant: false, visibility: "private" }).describe("why"),
    ),
  ],
];

test.each(layers)("metadata of %s holds", (_what, schema) => {
  expect(parameterTraits(schema)).toEqual({
    significant: false,
    private: true,
    batched: false,
    description: "why",
  });
});

test("without metadata a parameter is significant and shown", () => {
  expect(parameterTraits(z.string())).toEqual({
    significant: true,
    private: false,
    batched: false,
    description: undefined,
  });
});

test("a default is what the schema makes of nothing", () => {
  expect(
    [
      z.int().default(3),
      z.int().optional(),
      z.int(),
      z.object({ a: z.int().default(1) }).prefault({}),
    ].map(parameterDefault),
  ).toEqual([3, undefined, undefined, { a: 1 }]);
});
