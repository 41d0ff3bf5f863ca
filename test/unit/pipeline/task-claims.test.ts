import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { TaskClaims } from "../../../src/pipeline/task-claims.ts";
import { openLmdbStore } from "../../../src/store/lmdb-store.ts";
import { sketch } from "../plan/plan-rig.ts";

/** What a claim waits for before it tells of it. */
const longWaitMs = 1_000;

test("tasks that wait for one process tell of it once, for all of them", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cauce-claims-"));
  const [other, own] = [openLmdbStore(folder), openLmdbStore(folder)];
  try {
    const { signal } = new AbortController();
    const ids = ["A", "B", "C"];
    const locks = await Promise.all(ids.map((id) => other.lock(id, { signal })));
    const told: unknown[] = [];
    const claims = new TaskClaims(own, signal, async () => []);
    const claimed = await new Promise<ReturnType<typeof claims.claim>[]>((resolve) => {
      const onLongWait = (pid: number, others: number) => {
        told.push([pid, others]);
        resolve(waiting);
      };
      const waiting = ids.map((id) =>
        claims.claim(sketch(id), {
          onWait: () => undefined,
          onWaitEnd: () => undefined,
          onLongWait,
        }),
      );
    });
    // The others, if they told of themselves, would have done so before this.
    await sleep(longWaitMs);
    expect(told).toEqual([[process.pid, ids.length - 1]]);
    for (const lock of locks) lock?.release();
    expect((await Promise.all(claimed)).every((claim) => claim !== undefined)).toBe(true);
    expect(told).toHaveLength(1);
    claims.releaseAll();
  } finally {
    await Promise.all([other.close(), own.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
});
