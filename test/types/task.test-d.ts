import { expectTypeOf, test } from "vitest";
import { z } from "zod";
import type { Target } from "../../src/core/target.ts";
import { ExternalTask, Task, WrapperTask } from "../../src/core/task.ts";

interface Numbers extends Target {
  readNumbers(): Promise<number[]>;
}
declare function numbers(name: string): Numbers;
declare function words(name: string): Target & { readWords(): string[] };

class Source extends ExternalTask {
  override output() {
    return numbers("a");
  }
}

class Split extends Task.with({
  testSize: z.number().default(0.3),
  seed: z.int().default(42),
  tag: z.string().optional(),
}) {
  override requires() {
    return new Source();
  }
  override output() {
    return { train: numbers("train"), test: words("test") };
  }
  override async run() {
    expectTypeOf(this.seed).toEqualTypeOf<number>();
    expectTypeOf(this.tag).toEqualTypeOf<string | undefined>();
    const input: Numbers = this.input();
    expectTypeOf(input.readNumbers()).resolves.toEqualTypeOf<number[]>();
    this.output().train.readNumbers();
  }
}

class Train extends Task.with({
  model: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("forest"), trees: z.int().default(100) }),
    z.object({ kind: z.literal("knn"), k: z.int().default(5) }),
  ]),
}) {
  override requires() {
    return { split: new Split(), source: new Source() };
  }
  override run() {
    expectTypeOf(this.input().split.train).toEqualTypeOf<Numbers>();
    expectTypeOf(this.input().source).toEqualTypeOf<Numbers>();
    if (this.model.kind === "knn") expectTypeOf(this.model.k).toEqualTypeOf<number>();
  }
}

class All extends WrapperTask.with({ models: z.array(z.string()) }) {
  override requires() {
    return this.models.map(() => new Split());
  }
  override run() {
    expectTypeOf(this.input()[0]?.train).toEqualTypeOf<Numbers | undefined>();
  }
}

class TaskExample extends Task.with({ filename: z.string() }) {}
class Longer extends TaskExample.with({ more: z.number().default(1) }) {
  override run() {
    expectTypeOf(this.filename).toEqualTypeOf<string>();
    expectTypeOf(this.more).toEqualTypeOf<number>();
  }
}

test("a constructor takes exactly the parameters of its class", () => {
  new Split();
  new Split({ seed: 7 });
  new Train({ model: { kind: "knn" } });
  new Train({ model: { kind: "knn", k: 7 } });
  new Longer({ filename: "a" });
  new All({ models: [] });
  // @ts-expect-error model is required
  new Train();
  // @ts-expect-error k belongs to knn
  new Train({ model: { kind: "forest", k: 7 } });
  // @ts-expect-error no such parameter
  new Split({ sed: 7 });
  // @ts-expect-error filename is required
  new Longer({ more: 2 });
});

test("a class says when its tasks are stale, and what they watch", () => {
  class Fetched extends Split {
    static override readonly staleness = "exists";
    override watch() {
      return { files: ["config/*.json"], values: { day: new Date() } };
    }
  }
  expectTypeOf(new Fetched().seed).toEqualTypeOf<number>();
  // @ts-expect-error: no such staleness
  class Never extends Split {
    static override readonly staleness = "never";
  }
  void Never;
  class Wrong extends Split {
    // @ts-expect-error: files are an array
    override watch() {
      return { files: "config" };
    }
  }
  void Wrong;
});
