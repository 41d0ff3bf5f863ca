import { mkdtemp, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir, uptime } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CheckpointStore } from "../../../src/core/checkpoint-store.ts";
import { setProjectRoot } from "../../../src/core/project-root.ts";
import { hashTarget, StampBatch } from "../../../src/pipeline/hash-outputs.ts";
import { openLmdbStore } from "../../../src/store/lmdb-store.ts";
import { text } from "../../../src/target/text.ts";
import { sha256 } from "../../contract/checkpoint-store-sample.ts";

describe("The hash of a file whose stamp is known", () => {
  let folder: string;
  let store: CheckpointStore;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "cauce-hash-"));
    store = openLmdbStore(path.join(folder, ".cauce"));
    setProjectRoot(folder);
    await writeFile(path.join(folder, "a.txt"), "content");
  });

  afterEach(async () => {
    setProjectRoot(undefined);
    await store.close();
    await rm(folder, { recursive: true });
  });

  /** Stamps the file as it is now, under a hash that is not its own, as hashed an hour later. */
  const stampWith = async (bootedAtMs: number | undefined, laterMs = 3_600_000) => {
    await utimes(path.join(folder, "a.txt"), hourAgo, hourAgo);
    const { size, mtimeMs, ctimeMs, ino } = await stat(path.join(folder, "a.txt"));
    const stamp = {
      ...{ sizeBytes: size, mtimeMs, ctimeMs, inode: ino },
      hashedAtMs: Math.max(mtimeMs, ctimeMs) + laterMs,
      ...(bootedAtMs === undefined ? {} : { bootedAtMs }),
    };
    await store.writeStamps([{ path: "a.txt", stamp, hash: "recorded" }]);
  };
  const hourAgo = new Date(Date.now() - 3_600_000);
  const bootedAtMs = Date.now() - uptime() * 1_000;

  test("is the recorded one as long as the machine runs", async () => {
    await stampWith(bootedAtMs);
    expect(await hashTarget(text("a.txt"), store, new StampBatch())).toBe("recorded");
  });

  test.each([
    { when: "has started since", before: bootedAtMs - 60_000 },
    { when: "may have started since", before: undefined },
  ])("is not believed where the machine $when", async ({ before }) => {
    await stampWith(before);
    expect(await hashTarget(text("a.txt"), store, new StampBatch())).toBe(sha256("content"));
  });

  test.each([
    { how: "another content of the same size and time", mtime: hourAgo },
    { how: "another content, by a clock that was put forward", mtime: hoursFromNow(24) },
    { how: "another content, by a clock that was put back", mtime: hoursFromNow(-24) },
  ])("is not believed once someone wrote $how", async ({ mtime }) => {
    await stampWith(bootedAtMs);
    await writeFile(path.join(folder, "a.txt"), "CONTENT");
    await utimes(path.join(folder, "a.txt"), mtime, mtime);
    expect(await hashTarget(text("a.txt"), store, new StampBatch())).toBe(sha256("CONTENT"));
  });

  test("is not believed once another file of the same size and time stands there", async () => {
    await stampWith(bootedAtMs);
    await writeFile(path.join(folder, "b.txt"), "CONTENT");
    await utimes(path.join(folder, "b.txt"), hourAgo, hourAgo);
    await rename(path.join(folder, "b.txt"), path.join(folder, "a.txt"));
    expect(await hashTarget(text("a.txt"), store, new StampBatch())).toBe(sha256("CONTENT"));
  });

  test.each([
    { fileSystem: "to the millisecond", laterMs: 1 },
    { fileSystem: "to the second", laterMs: 999 },
    { fileSystem: "to two seconds", laterMs: 1_999 },
    { fileSystem: "by a clock that has been put back since", laterMs: -3_600_000 },
  ])(
    "is not believed where an edit since then could bear the same time, told $fileSystem",
    async ({ laterMs }) => {
      await stampWith(bootedAtMs, laterMs);
      expect(await hashTarget(text("a.txt"), store, new StampBatch())).toBe(sha256("content"));
    },
  );

  test("is not kept while the file is so young that an edit could bear its time", async () => {
    const stamps = new StampBatch();
    await hashTarget(text("a.txt"), store, stamps);
    await stamps.save(store);
    expect(store.readStamp("a.txt")).toBeUndefined();
  });
});

function hoursFromNow(hours: number): Date {
  return new Date(Date.now() + hours * 3_600_000);
}
