import { expect, test } from "vitest";
import { RefusalLog } from "../../../../src/kernel/wire/refusal-log.ts";

test("a refusal is logged with its channel and its reason", () => {
  const lines: string[] = [];
  new RefusalLog(
    (line) => lines.push(line),
    () => 0,
  ).add("shell", "it is damaged");
  expect(lines).toEqual(["a message on shell was refused: it is damaged"]);
});

test("a flood is logged with its first ten, and counted when the next comes later", () => {
  const lines: string[] = [];
  let nowMs = 0;
  const log = new RefusalLog(
    (line) => lines.push(line),
    () => nowMs,
  );
  for (let index = 0; index < 1_000; index += 1) log.add("shell", `${index}`);
  expect(lines).toHaveLength(10);
  nowMs = 10_001;
  log.add("control", "again");
  expect(lines.slice(10)).toEqual([
    "990 more messages were refused",
    "a message on control was refused: again",
  ]);
});
