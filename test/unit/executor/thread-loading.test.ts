import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { registerSource } from "../../../src/core/source-places.ts";
import { ThreadPool } from "../../../src/executor/thread-pool.ts";
import { builtFile } from "../../../src/pipeline/built-file.ts";
import { keepModule } from "../../../src/pipeline/kept-modules.ts";

let root: string;
let pool: ThreadPool;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "cauce-loading-"));
  pool = new ThreadPool(
    {
      program: builtFile("pipeline/task-thread-program.js"),
      data: { root, file: path.join(root, "tasks.ts") },
      memoryMb: () => undefined,
      onStray: (text) => expect.unreachable(text),
      leastLoadingMs: 2_000,
    },
    1,
  );
});
afterEach(async () => {
  await pool.close();
  rmSync(root, { recursive: true, force: true });
});

/** Has a thread run the task `T` of a module whose other code is `beside`. */
function execute(beside: string, timeoutMs: number | undefined, signal?: AbortSignal) {
  const code = `(async ({ cauce: { Task } }) => { ${beside} return { T: class T extends Task { async run() {} } }; })`;
  registerSource("cauce:module-beside", [undefined, { place: "cell 3", line: 1 }]);
  const imports = { cauce: { kind: "library", url: "cauce" } } as const;
  const module = keepModule({ name: "cauce:module-beside", code, imports }, root);
  return pool.execute(
    { id: "T", family: "T", given: {}, module, timeoutMs },
    {
      signal: signal ?? new AbortController().signal,
      progress: () => undefined,
      log: () => undefined,
      demand: () => Promise.resolve(),
    },
  );
}

test.each([
  ["loops", "for (;;);"],
  ["awaits what never comes", "await new Promise(() => undefined);"],
])(
  "code beside the class that %s fails a task with a limit, and the next one runs",
  async (_, beside) => {
    // A thread is there: on a busy machine its start alone could take the time.
    expect(await execute("", undefined)).toMatchObject({ ok: true });
    expect(await execute(beside, 10)).toMatchObject({
      ok: false,
      isKilled: true,
      failure: {
        code: "loading-timeout",
        message:
          "`T` did not begin: the code that is evaluated before it (cell 3) had not ended after 2 s. Take the loop or the `await` that does not end out of it, move what takes long into `run()`, or raise `timeoutMs`.",
      },
    });
    expect(await execute("", undefined)).toMatchObject({ ok: true });
  },
);

test("a task without a limit waits for the code beside its class until it is cancelled", async () => {
  const controller = new AbortController();
  const attempt = execute("for (;;);", undefined, controller.signal);
  controller.abort();
  expect(await attempt).toMatchObject({ ok: false, failure: { code: "cancelled" } });
});
