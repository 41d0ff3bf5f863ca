import { expectTypeOf, test } from "vitest";
import { z } from "zod";
import { Task } from "../../src/core/task.ts";
import { range } from "../../src/pipeline/range.ts";
import { sweep } from "../../src/pipeline/sweep.ts";
import { json } from "../../src/target/json.ts";

class Train extends Task.with({
  model: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("forest"), trees: z.int().default(100) }),
    z.object({ kind: z.literal("knn"), k: z.int().default(5), weights: z.enum(["same", "near"]) }),
  ]),
  features: z.array(z.string()).default([]),
  seed: z.int().default(42),
}) {
  override output() {
    return json<{ accuracy: number }>(this);
  }
}

test("a sweep takes paths of parameters with values of their types", async () => {
  const found = await sweep(
    Train,
    { "model.k": range(1, 31), "model.weights": ["same", "near"], features: [["a"], ["a", "b"]] },
    {
      base: { model: { kind: "knn" } },
      metric: async (output) => (await output.read()).accuracy,
    },
  );
  expectTypeOf(found.best?.params["model.k"]).toEqualTypeOf<number | undefined>();
  expectTypeOf(found.best?.params["model.weights"]).toEqualTypeOf<"same" | "near" | undefined>();
  expectTypeOf(found.best?.metric).toEqualTypeOf<number | undefined>();
  expectTypeOf(found.rows[0]?.task).toEqualTypeOf<Train | undefined>();
});

test("a wrong path or value is an error of the compiler", () => {
  // @ts-expect-error no such parameter
  sweep(Train, { "model.q": [1] });
  // @ts-expect-error no such value
  sweep(Train, { "model.kind": ["svm"] });
  // @ts-expect-error a text for a number
  sweep(Train, { "model.k": ["3"] });
  // @ts-expect-error a value that is no list
  sweep(Train, { seed: 3 });
  // @ts-expect-error a base that is no parameter
  sweep(Train, { seed: [3] }, { base: { sead: 1 } });
  // @ts-expect-error an output that has no such member
  sweep(Train, { seed: [3] }, { metric: (output) => output.accuracy });
});
