import { expect, test } from "vitest";
import { cutFrame } from "../../../src/core/code-frame.ts";
import { describeNode } from "../../../src/render/describe-node.ts";
import { describeSummary, renderReport } from "../../../src/render/render-report.ts";
import { checkWellFormed } from "./check-well-formed.ts";
import { NASTY, node } from "./sample-views.ts";

const summary = { ran: 1, fresh: 1, failed: 1, blocked: 0, ms: 1532 };

test("the counts stand in one line, cancelled tasks only when there are some", () => {
  expect(describeSummary(summary)).toBe("ran 1 · fresh 1 · failed 1 · blocked 0 · 1.5 s");
  expect(describeSummary({ ...summary, cancelled: 2 })).toContain("cancelled 2");
});

test("failures come first, with the first line of the error and its place", () => {
  const nodes = [
    node("A", { state: "fresh" }),
    node("B", { state: "succeeded", durationMs: 41, reasons: [{ kind: "never-run" }] }),
    node("C", {
      state: "failed",
      failure: { name: "Error", message: "boom\nstack", place: "cell 2" },
    }),
  ];
  const { text } = renderReport({ summary, nodes });
  const [, , , first = "", second = "", third = ""] = text.split("\n");
  expect(first).toMatch(/^✕ {2}C .*failed .*boom \(cell 2\)$/);
  expect(second).toMatch(/^✔ {2}B .*succeeded +41 ms {2}never run$/);
  expect(third).toMatch(/^✓ {2}A .*fresh$/);
  expect(text).not.toContain("stack");
});

test("a blocked task says what blocks it, and one of a batch with how many it shared its attempt", () => {
  const never = { reasons: [{ kind: "never-run" as const }] };
  const nodes = [
    node("A", { state: "failed", failure: { name: "Error", message: "boom" }, ...never }),
    node("B", { state: "blocked", blockedBy: ["A"], ...never }),
    node("C", { state: "succeeded", durationMs: 41, batch: 5, ...never }),
  ];
  const lines = renderReport({ summary, nodes }).text.split("\n").slice(4);
  expect(lines[0]).toMatch(/^⊘ {2}B .*blocked +blocked by A$/);
  expect(lines[1]).toMatch(/^✔ {2}C .*succeeded +41 ms, batch of 5 {2}never run$/);
  expect(describeNode(node("C", { state: "succeeded", durationMs: 41, batch: 5 }))).toContain(
    "C: succeeded in 41 ms, its share of a batch of 5",
  );
});

test("HTML of a report survives a sanitiser and holds no user's tag", () => {
  const { html } = renderReport({
    summary,
    nodes: [node(NASTY, { params: { a: NASTY }, failure: { name: "E", message: NASTY } })],
  });
  expect(html).not.toMatch(/<(script|style|svg)|class=|var\(/);
  expect(checkWellFormed(html)).toEqual([]);
});

test("of many tasks the first 30 are listed and the others counted", () => {
  const nodes = Array.from({ length: 60 }, (_, index) => node(`T${index}`));
  const { text } = renderReport({ summary, nodes });
  expect(text.split("\n").at(-1)).toBe("and 30 more");
});

test("a long table stands closed, behind the tasks that are not done", () => {
  const fresh = Array.from({ length: 13 }, (_, index) => node(`T${index}`, { state: "fresh" }));
  expect(renderReport({ summary, nodes: fresh }).html).toContain("<details><summary");
  expect(renderReport({ summary, nodes: fresh.slice(1) }).html).not.toContain("<details>");
  const failure = { name: "Error", message: "boom" };
  const nodes = [...fresh, node("Bad", { state: "failed", failure })];
  const [open = "", closed = ""] = renderReport({ summary, nodes }).html.split("<details>");
  expect(open).toContain("<b>Bad</b>");
  expect(open).not.toContain("<b>T0</b>");
  expect(closed).toContain("<b>T0</b>");
});

test("a failure stands below the table with its whole message, its code and its cause", () => {
  const frame = cutFrame("const a = 1;\nthrow new Error(b);", { line: 2, column: 7 });
  if (frame === undefined) throw new Error("the line is there");
  const cause = { name: "TypeError", message: "deeper", place: "cell 1", line: 4 };
  const failure = {
    name: "Error",
    message: "one\ntwo <b>",
    place: "cell 2",
    line: 2,
    frame,
    cause,
  };
  const { text, html } = renderReport({
    summary,
    nodes: [node("C", { state: "failed", failure })],
  });
  expect(text).toContain(
    "✕ C\none\ntwo <b>\nat cell 2, line 2\n1 | const a = 1;\n2 | throw new Error(b);\n  |       ~~~~~~~~~\nCaused by TypeError: deeper\nat cell 1, line 4",
  );
  expect(html).toContain("  |       ~~~~~~~~~");
  expect(html).not.toContain("<b>\n");
  expect(checkWellFormed(html)).toEqual([]);
});

test("a failure that several tasks share stands once, under the first of them", () => {
  const frame = cutFrame("throw new Error(b);", { line: 1 });
  if (frame === undefined) throw new Error("the line is there");
  const failure = { name: "Error", message: "one", place: "cell 2", line: 1, frame };
  const nodes = ["A", "B", "C"].map((id) => node(id, { state: "failed", failure }));
  const other = node("D", { state: "failed", failure: { ...failure, message: "two" } });
  const { text } = renderReport({ summary, nodes: [...nodes, other] });
  expect(text.match(/^✕ .+\n(?:one|two)$/gm)).toEqual(["✕ A and 2 more\none", "✕ D\ntwo"]);
});
