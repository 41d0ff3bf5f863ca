import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openKernel, outline, type TestKernel } from "./kernel-rig.ts";

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await openKernel();
});
afterAll(() => kernel[Symbol.asyncDispose]());

/** VS Code itself cannot be started in a test: these are the messages that its Jupyter extension sends. */
describe("what VS Code's Jupyter extension sends", () => {
  test("when it connects is answered on shell, before any cell", async () => {
    const { reply: info } = await kernel.client.request("shell", "kernel_info_request", {});
    expect(info.content).toMatchObject({ status: "ok", language_info: { name: "typescript" } });
    const widgets = { target_name: "jupyter.widget" };
    const { reply } = await kernel.client.request("shell", "comm_info_request", widgets);
    expect(reply.content).toMatchObject({ status: "ok", comms: {} });
  });

  test("unasked, silently and in another language, shows nothing and stops no cell", async () => {
    const probe = kernel.client.request("shell", "execute_request", {
      code: "import os as _VSCODE_os\n%matplotlib inline",
      silent: true,
      store_history: false,
      stop_on_error: false,
    });
    const next = kernel.run("6 * 7");
    expect((await probe).reply.content.status).toBe("error");
    expect(await next).toContain("execute_result 42");
  });

  test.each(["while (true) {}", "await new Promise(() => {});"])(
    "to interrupt %j comes on shell, and is heard",
    async (code) => {
      const cell = kernel.client.execute(code, { timeoutMs: 10_000 });
      await delay(600);
      const { reply } = await kernel.client.request("shell", "interrupt_request", {});
      expect(outline(reply)).toContain("interrupt_reply");
      expect((await cell).messages.map(outline)).toContain(
        "error KeyboardInterrupt: the cell was interrupted",
      );
    },
  );
});
