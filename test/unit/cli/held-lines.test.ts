import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { HeldLines } from "../../../src/cli/held-lines.ts";

describe("lines that are held back", () => {
  test("of one turn share a write", async () => {
    const writes: string[] = [];
    const lines = new HeldLines((text) => writes.push(text));
    for (const line of ["a", "b", "c"]) lines.add(line, { isUrgent: false });
    expect(writes).toEqual([]);
    await nextTurn();
    expect(writes).toEqual(["a\nb\nc\n"]);
  });

  test("go out at once before an urgent one, and only once", async () => {
    const writes: string[] = [];
    const lines = new HeldLines((text) => writes.push(text));
    lines.add("a", { isUrgent: false });
    lines.add("b", { isUrgent: true });
    expect(writes).toEqual(["a\nb\n"]);
    await nextTurn();
    expect(writes).toHaveLength(1);
  });

  test("do not pile up within a turn", () => {
    const writes: string[] = [];
    const lines = new HeldLines((text) => writes.push(text));
    const line = "x".repeat(1_000);
    for (let at = 0; at < 1_000; at++) lines.add(line, { isUrgent: false });
    expect(writes.length).toBeGreaterThan(1);
  });
});
