import { expectTypeOf, test } from "vitest";
import { z } from "zod";
import { Task } from "../../src/core/task.ts";
import { text } from "../../src/target/text.ts";

const Days = Task.with({ table: z.string(), day: z.int().meta({ batched: true }) });

test("`runBatch` is given tasks of its class, with their parameters and their helpers", () => {
  class Day extends Days {
    static override readonly maxBatchSize = 50;
    override output() {
      return text(this);
    }
    static override async runBatch(tasks: readonly Day[]) {
      for (const task of tasks) {
        expectTypeOf(task.day).toEqualTypeOf<number>();
        expectTypeOf(task.signal).toEqualTypeOf<AbortSignal>();
        task.log(task.table);
      }
      return Promise.allSettled(tasks.map((task) => task.output().write("")));
    }
  }
  expectTypeOf(new Day({ table: "t", day: 1 })).toExtend<Task>();
});

test("`runBatch` may return nothing, and a class may inherit it", () => {
  class Day extends Days {
    static override runBatch(tasks: readonly Task[]) {
      expectTypeOf(tasks).toEqualTypeOf<readonly Task[]>();
    }
  }
  class Further extends Day.with({ unit: z.string() }) {}
  expectTypeOf(new Further({ table: "t", day: 1, unit: "°C" }).day).toEqualTypeOf<number>();
});

test("a batch of another shape does not compile", () => {
  // @ts-expect-error: a batch is tasks
  class Words extends Days {
    static override runBatch(_words: readonly string[]) {}
  }
  // @ts-expect-error: what it returns are results, not tasks
  class Gives extends Days {
    static override runBatch(tasks: readonly Gives[]) {
      return tasks;
    }
  }
  // @ts-expect-error: a size is a number
  class Sized extends Days {
    static override readonly maxBatchSize = "many";
  }
  expectTypeOf([Words, Gives, Sized]).toBeArray();
});
