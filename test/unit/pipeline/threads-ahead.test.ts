import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AheadOptions, openThreadsAhead } from "../../../src/pipeline/threads-ahead.ts";

describe("threads that start before a run is planned", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "cauce-ahead-"));
    writeFileSync(path.join(folder, "package.json"), "{}");
    writeFileSync(path.join(folder, "tasks.ts"), "");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function countStarted(asked: Partial<AheadOptions> = {}, file = "tasks.ts") {
    const options = { force: false, workers: undefined, ...asked };
    const threads = openThreadsAhead(path.join(folder, file), options);
    const started = threads?.size;
    await threads?.close();
    return started;
  }

  function record() {
    mkdirSync(path.join(folder, ".cauce/record"), { recursive: true });
    writeFileSync(path.join(folder, ".cauce/record/data.mdb"), "");
  }

  it("are one where nothing is recorded, because one task may be all", async () => {
    expect(await countStarted()).toBe(1);
  });

  it("are as many as were asked for, and no more than there are cores", async () => {
    expect(await countStarted({ workers: 2 })).toBe(Math.min(2, availableParallelism()));
    expect(await countStarted({ workers: 10_000 })).toBe(availableParallelism());
  });

  it("are none where something is recorded, because all may be fresh", async () => {
    record();
    expect(await countStarted({ workers: 2 })).toBeUndefined();
  });

  it("are there in spite of a record where every task is to run", async () => {
    record();
    expect(await countStarted({ force: true })).toBe(1);
  });

  it("are none where a configuration may limit their memory", async () => {
    writeFileSync(path.join(folder, "package.json"), '{ "cauce": { "workerMemoryMb": 64 } }');
    expect(await countStarted()).toBeUndefined();
  });

  it("are none for a file that is not there", async () => {
    expect(await countStarted({}, "gone.ts")).toBeUndefined();
  });
});
