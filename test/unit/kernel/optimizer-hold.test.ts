import { cachedDataVersionTag } from "node:v8";
import { expect, onTestFinished, test } from "vitest";
import { OptimizerHold } from "../../../src/kernel/optimizer-hold.ts";

/** Node 20 alone: the number covers V8's flags too. */
const isHeldHere = process.versions.v8.startsWith("11.");

function open(forMs?: number): OptimizerHold {
  const hold = new OptimizerHold(forMs);
  onTestFinished(() => hold.end());
  return hold;
}

test("V8's flags are others during the first cells of Node 20, and what they were when those are over", async () => {
  const usual = cachedDataVersionTag();
  const hold = open(10);
  hold.begin();
  expect(cachedDataVersionTag() !== usual).toBe(isHeldHere);
  await expect.poll(() => cachedDataVersionTag(), { timeout: 60_000 }).toBe(usual);
  hold.begin();
  expect(cachedDataVersionTag()).toBe(usual);
});

test("V8's flags are what they were when the kernel ends before that", () => {
  const usual = cachedDataVersionTag();
  const hold = open();
  hold.begin();
  hold.end();
  expect(cachedDataVersionTag()).toBe(usual);
});
