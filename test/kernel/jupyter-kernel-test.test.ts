import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";
import { describeIf, jupyter } from "../setup/requirements.ts";
import { makeTestProject } from "./kernel-rig.ts";

const program = path.resolve(import.meta.dirname, "../../dist/cli/main.js");
const protocolTests = path.join(import.meta.dirname, "kernel_protocol.py");

interface Told {
  readonly test: string;
  readonly status: "passed" | "failed" | "skipped";
  readonly detail: string;
}

function runProtocolTests(): Told[] {
  const folder = makeTestProject();
  const install = [program, "install", "--prefix", path.join(folder, "prefix")];
  expect(spawnSync(process.execPath, install, { encoding: "utf8" }).status).toBe(0);
  const JUPYTER_PATH = path.join(folder, "prefix", "share", "jupyter");
  const { stdout, stderr } = spawnSync(jupyter().python, [protocolTests], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, JUPYTER_PATH },
    timeout: 100_000,
  });
  const lines = stdout.split("\n").filter((line) => line.startsWith("{"));
  if (lines.length === 0) throw new Error(stderr);
  return lines.map((line): Told => JSON.parse(line));
}

describeIf(jupyter(), "jupyter_kernel_test, Jupyter's own suite for kernels", () => {
  test("passes in everything that the kernel offers", { timeout: 120_000 }, () => {
    const told = runProtocolTests();
    const failed = told.filter(({ status }) => status === "failed");
    expect(failed.map(({ test, detail }) => `${test}: ${detail}`)).toEqual([]);
    const named = (status: Told["status"]) =>
      told.filter((one) => one.status === status).map((one) => one.test.replace("test_", ""));
    expect(named("passed").sort()).toEqual([
      "clear_output",
      "completion",
      "display_data",
      "error",
      "execute_result",
      "execute_stderr",
      "execute_stdout",
      "history",
      "inspect",
      "is_complete",
      "kernel_info",
      "pager",
    ]);
    expect(named("skipped")).toEqual([]);
  });
});
