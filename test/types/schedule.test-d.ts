import { expectTypeOf, test } from "vitest";
import { Task } from "../../src/core/task.ts";

test("a class says in plain fields how it is scheduled", () => {
  class Scheduled extends Task {
    static override executor = "in-process";
    override priority = 5;
    override resources = { gpu: 1, db: 2 };
    override retries = 2;
    override retryDelayMs = 500;
    override timeoutMs = 60_000;
  }
  expectTypeOf(new Scheduled()).toExtend<Task>();
  expectTypeOf(new Scheduled().resources).toEqualTypeOf<{ gpu: number; db: number }>();
});

test("a schedule of another type does not compile", () => {
  class Wrong extends Task {
    // @ts-expect-error: a priority is a number
    override priority = "high";
  }
  expectTypeOf(new Wrong()).toHaveProperty("priority");
});
