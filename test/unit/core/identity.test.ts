import { expect, test } from "vitest";
import { z } from "zod";
import { visibleParameters } from "../../../src/core/parameters.ts";
import { classOf, Task } from "../../../src/core/task.ts";

const model = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("random-forest"), nEstimators: z.int().default(100) }),
  z.object({ kind: z.literal("knn"), k: z.int().default(5) }),
]);
class TrainModel extends Task.with({ model, seed: z.int().default(42) }) {}
class Any extends Task.with({ v: z.any() }) {}

const ids: [task: Task, id: string][] = [
  [new TrainModel({ model: { kind: "knn", k: 7 } }), "TrainModel(model={kind:knn,k:7})"],
  [new TrainModel({ model: { k: 7, kind: "knn" } }), "TrainModel(model={kind:knn,k:7})"],
  [new TrainModel({ model: { kind: "knn" } }), "TrainModel(model={kind:knn,k:5})"],
  [new TrainModel({ model: { kind: "knn" }, seed: 42 }), "TrainModel(model={kind:knn,k:5})"],
  [new TrainModel({ model: { kind: "knn" }, seed: 1 }), "TrainModel(model={kind:knn,k:5},seed=1)"],
  [
    new TrainModel({ model: { kind: "random-forest" } }),
    "TrainModel(model={kind:random-forest,nEstimators:100})",
  ],
  [new Any({ v: "setosa" }), "Any(v=setosa)"],
  [new Any({ v: "data/iris.csv" }), "Any(v=data/iris.csv)"],
  [new Any({ v: "two words" }), "Any(v=two words)"],
  [new Any({ v: "año" }), "Any(v=año)"],
  [new Any({ v: ["a", 1, true, null] }), "Any(v=[a,1,true,null])"],
  [new Any({ v: new Date(Date.UTC(2026, 0, 2, 3, 4, 5)) }), "Any(v=2026-01-02T03:04:05.000Z)"],
  [new Any({ v: new Set([1, 2]) }), "Any(v={1,2})"],
  [new Any({ v: new Map([["a", 1]]) }), "Any(v={a:1})"],
  [new Any({ v: 7n }), "Any(v=7n)"],
  [new Any({ v: -0.5 }), "Any(v=-0.5)"],
];

test.each(ids)("an identity reads as people write it", (task, id) => {
  expect(task.id).toBe(id);
});

/** Values of which no two are the same, however alike they look. */
const tricky: readonly unknown[] = [
  7,
  "7",
  "7n",
  7n,
  "07",
  " 7",
  "7 ",
  7.5,
  "7.5",
  -7,
  "-7",
  Number.POSITIVE_INFINITY,
  "Infinity",
  Number.NaN,
  "NaN",
  true,
  "true",
  false,
  "false",
  null,
  "null",
  "undefined",
  "",
  " ",
  "0",
  0,
  "0x10",
  16,
  "1e3",
  1000,
  [],
  [[]],
  {},
  "[]",
  "{}",
  ["a", "b"],
  "a,b",
  "[a,b]",
  ["a,b"],
  [["a"], "b"],
  ["a", ["b"]],
  [""],
  ["", ""],
  { a: 1 },
  { a: "1" },
  "{a:1}",
  { "a:1,b": 2 },
  { a: 1, b: 2 },
  { a: { b: 1 } },
  { "a:{b": 1 },
  { a: "1,b:2" },
  { "": 1 },
  { " a": 1 },
  [1, 2],
  [12],
  "a=b",
  "a)",
  "(",
  "a\nb",
  "a\\nb",
  '"a"',
  "•••",
  "é",
  "e\u0301",
  "A",
  "a",
  "😀",
  new Date(0),
  "1970-01-01T00:00:00.000Z",
  { $date: "1970-01-01T00:00:00.000Z" },
  { $bigint: "7" },
  { $$date: "x" },
  { $date: "x" },
];

test("values that differ give identities and folders that differ", () => {
  const tasks = tricky.map((v) => new Any({ v }));
  const ids = tasks.map(({ id }) => id);
  const folders = tasks.map(({ outputFolder }) => outputFolder);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  expect(folders.filter((folder, at) => folders.indexOf(folder) !== at)).toEqual([]);
});

test("null that was given is told apart from nothing given", () => {
  class Maybe extends Task.with({ v: z.string().nullish() }) {}
  expect([new Maybe().id, new Maybe({ v: null }).id, new Maybe({ v: "a" }).id]).toEqual([
    "Maybe",
    "Maybe(v=null)",
    "Maybe(v=a)",
  ]);
});

test("a dictionary has one identity, whatever the order in which it was written", () => {
  class Counts extends Task.with({
    v: z.array(z.record(z.string(), z.number())).default([]),
    w: z.object({ z: z.number(), a: z.number() }).optional(),
  }) {}
  const one = new Counts({ v: [{ b: 1, a: 2 }], w: { a: 1, z: 2 } });
  const other = new Counts({ v: [{ a: 2, b: 1 }], w: { z: 2, a: 1 } });
  expect(one.id).toBe("Counts(v=[{a:2,b:1}],w={z:2,a:1})");
  expect([other.id, other.outputFolder]).toEqual([one.id, one.outputFolder]);
});

test("folders hold only characters that every file system takes, and are short", () => {
  for (const v of [
    ...tricky,
    "x".repeat(500),
    "😀".repeat(200),
    'a/b\\c:d*e?f"g<h>i|j',
    "../..",
    "a.",
    "con ",
  ]) {
    const { outputFolder } = new Any({ v });
    expect(outputFolder).toMatch(/^outputs\/Any\/[\p{L}\p{N}_.,=+-]*[0-9a-f]{8}$/u);
    expect(outputFolder.length).toBeLessThan(90);
    expect(outputFolder).not.toContain("..");
  }
});

test("folders are readable", () => {
  expect(new TrainModel({ model: { kind: "knn", k: 7 } }).outputFolder).toMatch(
    /^outputs\/TrainModel\/model=kind=knn,k=7,seed=42-[0-9a-f]{8}$/,
  );
  class Plain extends Task {}
  expect(new Plain().outputFolder).toBe("outputs/Plain");
});

test("another default is the same task in another folder", () => {
  const make = (seed: number) => {
    class Split extends Task.with({ seed: z.int().default(seed) }) {}
    return new Split();
  };
  expect(make(1).id).toBe(make(2).id);
  expect(make(1).outputFolder).not.toBe(make(2).outputFolder);
});

test("an insignificant parameter is part of neither", () => {
  class Train extends Task.with({
    k: z.int(),
    workers: z.int().meta({ significant: false }).default(1),
  }) {}
  const [one, four] = [new Train({ k: 3 }), new Train({ k: 3, workers: 4 })];
  expect([four.id, four.outputFolder]).toEqual([one.id, one.outputFolder]);
  expect(one.id).toBe("Train(k=3)");
  expect(four.workers).toBe(4);
  expect(visibleParameters(classOf(four).parameters, { k: 3, workers: 4 })).toEqual({ k: 3 });
});

test("a private value is hidden everywhere, and still told apart", () => {
  class Load extends Task.with({
    user: z.string(),
    token: z.string().meta({ visibility: "private" }).optional(),
  }) {}
  const [one, other] = [
    new Load({ user: "ana", token: "sesame" }),
    new Load({ user: "ana", token: "open" }),
  ];
  expect(one.id).toMatch(/^Load\(user=ana,token=•••\)#[0-9a-f]{8}$/);
  expect(one.id).not.toBe(other.id);
  expect(one.outputFolder).not.toBe(other.outputFolder);
  const shown = visibleParameters(classOf(one).parameters, { user: "ana", token: "sesame" });
  expect(shown).toEqual({ user: "ana", token: "•••" });
  expect(`${one.id} ${one.outputFolder} ${JSON.stringify(shown)}`).not.toContain("sesame");
});

test("dates keep their day, and equal dates are one task", () => {
  class Day extends Task.with({ day: z.coerce.date() }) {}
  expect(new Day({ day: "2026-11-20" }).id).toBe("Day(day=2026-11-20T00:00:00.000Z)");
  expect(new Day({ day: new Date("2026-11-20") }).id).toBe(new Day({ day: "2026-11-20" }).id);
});
