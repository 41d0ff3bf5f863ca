import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { identifyProcess, isProcessAlive } from "../../../src/store/process-life.ts";

describe("a process", () => {
  const self = identifyProcess();
  const longAgo = 0;

  test("is alive as long as the system says so, however long it has been silent", () => {
    expect(self.pid).toBe(process.pid);
    expect(isProcessAlive(self, longAgo)).toBe(true);
  });

  test("is dead once it has ended", async () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    await once(child, "spawn");
    const found = { ...self, pid: child.pid ?? 0, start: "" };
    expect(isProcessAlive(found, longAgo)).toBe(true);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(isProcessAlive(found, Date.now())).toBe(false);
  });

  test("is not taken for a later one of its number, where the system tells when it started", () => {
    expect(self.start === "").toBe(process.platform !== "linux");
    expect(isProcessAlive({ ...self, start: "1" }, Date.now())).toBe(self.start === "");
  });

  test("of another machine is alive for a minute after its last sign", () => {
    const foreign = { ...self, machine: "another" };
    expect(isProcessAlive(foreign, Date.now() - 30_000)).toBe(true);
    expect(isProcessAlive(foreign, Date.now() - 90_000)).toBe(false);
  });
});
