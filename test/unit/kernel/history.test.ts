import { expect, test } from "vitest";
import { History } from "../../../src/kernel/history.ts";

const all = { hist_access_type: "tail", n: 1_000_000 };

test("the history holds the newest ten thousand cells, however many there were", () => {
  const history = new History();
  for (let line = 1; line <= 45_000; line += 1) history.add(line, `${line}`);
  const cells = history.answer(all).history as [number, number, string][];
  expect(cells).toHaveLength(10_000);
  expect(cells[0]).toEqual([1, 35_001, "35001"]);
  expect(cells.at(-1)).toEqual([1, 45_000, "45000"]);
  expect(
    history.answer({ hist_access_type: "range", start: 34_000, stop: 35_003 }).history,
  ).toEqual([
    [1, 35_001, "35001"],
    [1, 35_002, "35002"],
  ]);
  expect(history.answer({ hist_access_type: "search", pattern: "3500?" }).history).toHaveLength(9);
});

test("the history is whole while it is short", () => {
  const history = new History();
  for (const source of ["a", "b", "a"]) history.add(1, source);
  expect(history.answer(all).history).toHaveLength(3);
  expect(history.answer({ ...all, unique: true }).history).toEqual([
    [1, 1, "b"],
    [1, 1, "a"],
  ]);
});
