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

test("of many tasks the first are told, and how many more there are", () => {
  const tasks = ["A", "B", "C", "D"].map((id) => ({ id, reasons: [], restorable: true }));
  const { html, text } = renderWhy({ root: "A", tasks }, { most: 2 });
  expect(text.split("\n").filter((line) => /^ {2}\S/.test(line))).toEqual([
    "  A",
    "  B",
    "  and 2 more",
  ]);
  expect(text).toContain("4 would come back");
  expect(html.match(/<li /g)).toHaveLength(2);
  expect(html).toContain("and 2 more");
});

test("about how long they would take is told as far as it is known", () => {
  const known = { id: "A", reasons: [], restorable: false, expectedMs: 5_000 };
  const unknown = { id: "B", reasons: [], restorable: false };
  const head = (tasks: readonly (typeof known | typeof unknown)[], ms: number, count: number) =>
    renderWhy({ root: "A", tasks, estimate: { ms, unknown: count, workers: 2 } }).text.split(
      "\n",
    )[0];
  expect(head([known], 5_000, 0)).toBe("1 task would run, about 5.0 s");
  expect(head([known, unknown], 5_000, 1)).toBe(
    "2 tasks would run, about 5.0 s; 1 task never ran, so no estimate for it",
  );
  expect(head([unknown, unknown], 0, 2)).toBe(
    "2 tasks would run; 2 tasks never ran, so no estimate for them",
  );
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
