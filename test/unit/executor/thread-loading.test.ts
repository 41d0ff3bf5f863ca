import { afterEach, beforeEach, expect, test } from "vitest";
import { PoolRig } from "./pool-rig.ts";

let rig: PoolRig;
beforeEach(() => {
  rig = new PoolRig();
});
afterEach(() => rig.close());

/** Has a thread run the task `T` of a module whose other code is `beside`. */
function execute(beside: string, timeoutMs?: number, signal?: AbortSignal) {
  const module = rig.keep(`${beside} return { T: class T extends Task { async run() {} } };`);
  return rig.execute({
    family: "T",
    module,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(signal === undefined ? {} : { signal }),
  });
}

test.each([
  ["loops", "for (;;);"],
  ["awaits what never comes", "await new Promise(() => undefined);"],
])(
  "code beside the class that %s fails a task with a limit, and the next one runs",
  async (_, beside) => {
    // A thread is there: on a busy machine its start alone could take the time.
    expect(await execute("")).toMatchObject({ ok: true });
    expect(await execute(beside, 10)).toMatchObject({
      ok: false,
      isKilled: true,
      failure: {
        code: "loading-timeout",
        message:
          "`T` did not begin: the code that is evaluated before it (cell 3) had not ended after 2 s. Take the loop or the `await` that does not end out of it, move what takes long into `run()`, or raise `timeoutMs`.",
      },
    });
    expect(await execute("")).toMatchObject({ ok: true });
  },
);

test("a task without a limit waits for the code beside its class until it is cancelled", async () => {
  const controller = new AbortController();
  const attempt = execute("for (;;);", undefined, controller.signal);
  controller.abort();
  expect(await attempt).toMatchObject({ ok: false, failure: { code: "cancelled" } });
});
