import { expect, test } from "vitest";
import { renderWhy } from "../../../src/render/render-why.ts";
import { NASTY } from "./sample-views.ts";

test("each task that would run is told with its reasons", () => {
  const tasks = [
    {
      id: "A(k=1)",
      reasons: [{ kind: "forced" as const }, { kind: "output-missing" as const, path: "a.csv" }],
      restorable: false,
    },
    { id: "B", reasons: [], restorable: true },
  ];
  expect(renderWhy({ root: "A(k=1)", tasks }).text.split("\n")).toEqual([
    "1 task would run, 1 would come back from kept versions",
    "  A(k=1)",
    "    forced",
    "    output missing: a.csv",
    "  B",
    "    comes back from the kept versions",
  ]);
});

test("a fresh task is said to be fresh", () => {
  expect(renderWhy({ root: "A", tasks: [] }).text).toBe("A is fresh: nothing would run.");
});

test("text from the user cannot leave its place", () => {
  const tasks = [
    { id: NASTY, reasons: [{ kind: "output-missing" as const, path: NASTY }], restorable: false },
  ];
  expect(
    renderWhy({ root: NASTY, tasks }).html + renderWhy({ root: NASTY, tasks: [] }).html,
  ).not.toContain("<script");
});
