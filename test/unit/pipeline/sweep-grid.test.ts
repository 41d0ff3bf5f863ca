import { describe, expect, test } from "vitest";
import { z } from "zod";
import { Task } from "../../../src/core/task.ts";
import { expandGrid } from "../../../src/pipeline/sweep-grid.ts";

class Train extends Task.with({
  model: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("forest"), trees: z.int().default(100) }),
    z.object({
      kind: z.literal("knn"),
      k: z.int().min(1).default(5),
      metric: z.string().optional(),
    }),
  ]),
  seed: z.int().default(42),
  note: z.string().default("").meta({ significant: false }),
}) {}

const knn = { model: { kind: "knn" } };
const ids = (grid: Record<string, unknown>, base: unknown = knn) =>
  expandGrid(Train, grid, base).map(({ task }) => task.id);

describe("the combinations of a sweep", () => {
  test("are all of them, the last parameter turning fastest, over what stays the same", () => {
    expect(ids({ "model.k": [1, 3], seed: [1, 2] })).toEqual([
      "Train(model={kind:knn,k:1},seed=1)",
      "Train(model={kind:knn,k:1},seed=2)",
      "Train(model={kind:knn,k:3},seed=1)",
      "Train(model={kind:knn,k:3},seed=2)",
    ]);
  });

  test("are one where their identity is one", () => {
    expect(ids({ seed: [1, 2, 1] })).toHaveLength(2);
    expect(ids({ "model.k": [5, undefined] })).toHaveLength(1);
  });

  test("leave what they were given as it was", () => {
    const base = { model: { kind: "knn" } };
    ids({ "model.k": [1] }, base);
    expect(base).toEqual({ model: { kind: "knn" } });
  });

  test.each([
    [{ modle: [1] }, "`modle` is no parameter of `Train`. There are `model`, `note`, `seed`"],
    [{ "model.q": [1] }, "`model.q` is no parameter of `Train`. There are `model.k`, `model.kind`"],
    [{ "seed.deep": [1] }, "`seed`"],
    [
      { "model.kind": ["forest"], "model.k": [1] },
      "`model.k` is no parameter of `Train` where model.kind = forest. There are `model.kind`, `model.trees`",
    ],
    [{ "model.k": [3, 0] }, "`Train`: parameter `model.k` is 0"],
    [{ "model.k": [] }, "an empty list for `model.k`"],
    [{ "model.k": 3 }, "a value of type number for `model.k`"],
    [{ note: ["a", "b"] }, "`note` is no part of the identity"],
    [{ seed: new Array(100_001).fill(1) }, "100001 combinations of `seed` (100001)"],
  ])("of %j are refused in words", (grid, words) => {
    expect(() => ids(grid)).toThrow(words);
  });
});
