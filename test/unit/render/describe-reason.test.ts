import { expect, test } from "vitest";
import type { Reason } from "../../../src/core/reason.ts";
import { describeReason, describeReasons } from "../../../src/render/describe-reason.ts";

const lines: readonly (readonly [Reason, string])[] = [
  [{ kind: "never-run" }, "never run"],
  [
    { kind: "never-run", found: "outputs/a.txt" },
    "never run: outputs/a.txt is there, but no run on record wrote it",
  ],
  [{ kind: "forced" }, "forced"],
  [
    { kind: "code-changed", changes: [{ name: "scale", place: "cell 4", change: "edited" }] },
    "code changed: `scale` (cell 4)",
  ],
  [
    { kind: "code-changed", changes: [{ name: "old", change: "removed" }] },
    "code changed: `old` removed",
  ],
  [{ kind: "code-changed", changes: [] }, "code changed"],
  [
    {
      kind: "code-changed",
      changes: [{ name: "node", change: "edited", from: "20", to: "22" }],
    },
    "code changed: Node 20 → 22",
  ],
  [
    { kind: "code-changed", changes: [{ name: "code-hash", change: "edited" }] },
    "code changed: Cauce's way of hashing code",
  ],
  [
    {
      kind: "code-changed",
      changes: [
        { name: "f", place: "cell 2", change: "edited" },
        { name: "a.json", place: "a.json", change: "edited", watched: "file" },
        { name: "day", change: "edited", watched: "value", from: "1", to: "2" },
      ],
    },
    "code changed: `f` (cell 2); watched file changed: `a.json`; watched value changed: `day` 1 → 2",
  ],
  [{ kind: "forced", by: "staleness" }, 'runs in every run: its `staleness` is "always"'],
  [{ kind: "parameter-changed", parameter: "k", from: 5, to: 7 }, "parameter changed: k 5 → 7"],
  [
    { kind: "parameter-changed", parameter: "m", from: undefined, to: { kind: "knn" } },
    "parameter changed: m not set → {kind: knn}",
  ],
  [
    { kind: "requirement-changed", requirement: "TrainTestSplit(seed=1)", change: "content" },
    "requirement changed: `TrainTestSplit` wrote other content",
  ],
  [
    { kind: "requirement-changed", requirement: "A(k=1)", change: "added" },
    "requirement changed: `A(k=1)` added",
  ],
  [
    { kind: "requirement-changed", requirement: "A(k=1)", change: "will-run" },
    "requirement `A(…)` runs first",
  ],
  [
    { kind: "requirement-changed", requirement: "A", change: "will-run" },
    "requirement `A` runs first",
  ],
  [{ kind: "output-missing", path: "outputs/a.csv" }, "output missing: outputs/a.csv"],
  [
    { kind: "output-changed", path: "outputs/a.csv" },
    "output changed: outputs/a.csv is not what the task wrote",
  ],
];

test.each(lines)("%j reads as one line with its evidence", (reason, line) => {
  expect(describeReason(reason)).toBe(line);
});

test("many changed names are counted after the first three", () => {
  const changes = ["a", "b", "c", "d", "e"].map((name) => ({ name, change: "edited" as const }));
  expect(describeReason({ kind: "code-changed", changes })).toBe(
    "code changed: `a`, `b`, `c` and 2 more",
  );
});

test("reasons that read the same are said once with their number", () => {
  const runsFirst = (k: number): Reason => ({
    kind: "requirement-changed",
    requirement: `M(k=${k})`,
    change: "will-run",
  });
  expect(describeReasons([runsFirst(1), { kind: "forced" }, runsFirst(2)])).toBe(
    "requirement `M(…)` runs first (×2); forced",
  );
});

test("a value of many lines and a megabyte stays one short line", () => {
  const line = describeReason({
    kind: "parameter-changed",
    parameter: "p",
    from: "a\nb",
    to: "x".repeat(1e6),
  });
  expect(line).not.toContain("\n");
  expect(line.length).toBeLessThan(150);
});

test("of thousands of missing outputs the first eight are named in one line", () => {
  const missing = (n: number): Reason => ({ kind: "output-missing", path: `f${n}` });
  const reasons = Array.from({ length: 3_000 }, (_, n) => missing(n));
  expect(describeReasons(reasons)).toMatch(
    /^output missing: f0; .*; output missing: f7; … and 2992 more$/,
  );
  expect(describeReasons(reasons.slice(0, 9))).toMatch(/; output missing: f8$/);
});
