import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { GroupCommit } from "../../../src/store/group-commit.ts";

function committing(costMs: number) {
  const groups: number[][] = [];
  const begun: number[] = [];
  const commit = new GroupCommit<number>((entries) => {
    begun.push(performance.now());
    const until = performance.now() + costMs;
    while (performance.now() < until);
    groups.push([...entries]);
  });
  return { commit, groups, begun };
}

describe("Entries that are committed in groups", () => {
  test("are committed in the same turn where the last commit is long ago, behind what follows from them", async () => {
    const { commit, groups } = committing(0);
    commit.add(1);
    await Promise.resolve();
    expect(groups).toEqual([]);
    await turn();
    expect(groups).toEqual([[1]]);
    // Longer than the longest wait, which a slow commit would cause.
    await sleep(150);
    commit.add(2);
    await turn();
    expect(groups).toEqual([[1], [2]]);
  });

  test("share a commit where they come within moments, in their order", async () => {
    const { commit, groups } = committing(10);
    commit.add(1);
    await turn();
    for (const entry of [2, 3, 4]) commit.add(entry);
    expect(groups).toEqual([[1]]);
    await expect.poll(() => groups, { timeout: 10_000 }).toEqual([[1], [2, 3, 4]]);
  });

  test("wait for no longer than 100 ms, however slow the disk is", {
    timeout: 30_000,
  }, async () => {
    const { commit, groups, begun } = committing(500);
    commit.add(1);
    commit.flush();
    const from = performance.now();
    commit.add(2);
    await expect.poll(() => groups.length, { interval: 5, timeout: 20_000 }).toBe(2);
    // A tenth of the time would be 5,000 ms; what is more than 100 is the machine's.
    expect((begun[1] ?? 0) - from).toBeLessThan(2_500);
  });

  test("are committed by a flush, once", () => {
    const { commit, groups } = committing(10);
    for (const entry of [1, 2]) commit.add(entry);
    commit.flush();
    commit.flush();
    expect(groups).toEqual([[1, 2]]);
  });

  test("go, where losing one costs little, with the next that is committed, or last", () => {
    const { commit, groups } = committing(0);
    commit.addLater(1);
    commit.flush();
    expect(groups).toEqual([]);
    commit.add(2);
    commit.flush();
    expect(groups).toEqual([[2, 1]]);
    commit.addLater(3);
    commit.flushAll();
    commit.flushAll();
    expect(groups).toEqual([[2, 1], [3]]);
  });

  test("are committed after a while, though nobody asks for it", async () => {
    const { commit, groups } = committing(0);
    commit.addLater(1);
    await expect.poll(() => groups, { timeout: 10_000 }).toEqual([[1]]);
  });

  test("that could not be committed are told of at the next call, once", async () => {
    let isFull = false;
    const commit = new GroupCommit<number>(() => {
      const until = performance.now() + 10;
      while (performance.now() < until);
      if (isFull) throw new Error("the disk is full");
    });
    commit.add(1);
    commit.flush();
    isFull = true;
    commit.add(2);
    await sleep(300);
    expect(() => commit.flush()).toThrow("the disk is full");
    expect(() => commit.flush()).not.toThrow();
  });
});
