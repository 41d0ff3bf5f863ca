import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TaskLocks } from "../../../src/store/task-locks.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "cauce-locks-"));
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

const take = (locks: TaskLocks) => locks.take("A", { signal: new AbortController().signal });

test("a lock is a sign of life, also of a process that has held none for long", async () => {
  const locks = new TaskLocks(folder, (work) => work());
  (await take(locks))?.();
  vi.setSystemTime(Date.now() + 3_600_000);
  await take(locks);
  const inside = path.join(folder, "locks");
  const [name = ""] = (await readdir(inside)).filter((file) => file.endsWith(".lock"));
  const { mtimeMs } = await stat(path.join(inside, name));
  expect(Math.abs(Date.now() - mtimeMs)).toBeLessThan(20_000);
  locks.close();
});
