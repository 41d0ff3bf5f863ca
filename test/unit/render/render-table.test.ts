import { expect, test } from "vitest";
import { renderTable } from "../../../src/render/render-table.ts";
import { checkWellFormed } from "./check-well-formed.ts";
import { NASTY } from "./sample-views.ts";

test("numbers stand at the right, and the size is told", () => {
  expect(
    renderTable([
      { a: 1.5, b: "x" },
      { a: 10, b: "yy" },
    ]).text,
  ).toBe(["  a  b", "───  ──", "1.5  x", " 10  yy", "2 rows × 2 columns"].join("\n"));
});

test("each column says its type, and a mixed one says so", () => {
  const { html } = renderTable([
    { n: 1, s: "x", m: 1, d: new Date(0), e: null },
    { n: 2, s: "y", m: "1", d: new Date(1), e: null },
  ]);
  expect(
    [...html.matchAll(/<span style="font-weight:400[^>]*>(\w+)</g)].map(([, type]) => type),
  ).toEqual(["number", "string", "mixed", "date", "empty"]);
});

test("every kind of missing value is marked and none is mistaken for text", () => {
  const rows = [
    { a: null, b: Number.NaN, c: "", d: "null" },
    { a: 1, b: 2, c: "x" },
  ];
  const [, , first = "", second = ""] = renderTable(rows).text.split("\n");
  expect(first.split(/\s+/).filter(Boolean)).toEqual(["null", "NaN", "empty", "null"]);
  expect(second.split(/\s+/).filter(Boolean)).toEqual(["1", "2", "x", "–"]);
  expect(renderTable(rows).html).toContain('font-style:italic">null</span>');
});

test("of many rows the first and last 8 are shown, and all are counted", () => {
  const rows = Array.from({ length: 1500 }, (_, index) => ({ index }));
  const lines = renderTable(rows).text.split("\n");
  expect(lines).toHaveLength(2 + 8 + 1 + 8 + 1);
  expect(lines.at(-2)?.trim()).toBe("1499");
  expect(lines.at(-1)).toBe("1,500 rows × 1 column");
});

test("columns can be chosen and ordered", () => {
  expect(renderTable([{ a: 1, b: 2, c: 3 }], ["c", "a"]).text.split("\n")[0]).toBe("c  a");
});

test("no rows make a table that says so", () => {
  expect(renderTable([]).text).toContain("0 rows × 0 columns");
});

test("cells and headings are escaped, and only inline styles are used", () => {
  const { html } = renderTable([{ [NASTY]: NASTY }], undefined, { caption: NASTY });
  expect(html).not.toMatch(/<(script|style)|class=|var\(/);
  expect(checkWellFormed(html.replaceAll("<br>", ""))).toEqual([]);
});

test("a column tells how many of its cells are missing", () => {
  const rows = [{ a: 1, b: "x" }, { a: null, b: "" }, { a: Number.NaN }, { a: 4, b: "y" }];
  const { html, text } = renderTable(rows);
  expect(html).toContain('>number, <span style="white-space:nowrap">2 missing</span>');
  expect(html).toContain('>string, <span style="white-space:nowrap">2 missing</span>');
  expect(text).toContain("4 rows × 2 columns · missing: a 2, b 2");
  expect(renderTable([{ a: 1 }]).text).not.toContain("missing");
});

test("of rows of which only some are at hand, gaps are told only where they were counted", () => {
  const some = [{ a: null }, { a: 2 }];
  expect(renderTable(some, ["a"], { totalRows: 9 }).text).not.toContain("missing");
  expect(renderTable(some, ["a"], { totalRows: 9, missing: { a: 5 } }).text).toContain(
    "9 rows × 1 column · missing: a 5",
  );
});
