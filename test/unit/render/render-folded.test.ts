import { expect, test } from "vitest";
import { renderFolded } from "../../../src/render/render-folded.ts";
import { NASTY, node, pipelineView } from "./sample-views.ts";

test("a folded family opens, without any script, to a row for each of its tasks", () => {
  const html = renderFolded(pipelineView(24, (k) => (k === 20 ? "failed" : "fresh")));
  expect(html).toContain("<summary");
  expect(html).toContain("<b>TrainModel ×24</b>: 1 failed · 23 fresh");
  const rows = html.split("<tr").slice(2);
  expect(rows).toHaveLength(24);
  expect(rows[0]).toContain("k 20");
});

test("a thousand tasks are forty rows and a number", () => {
  const html = renderFolded(pipelineView(1_000));
  expect(html.split("<tr").slice(2)).toHaveLength(40);
  expect(html).toContain("and 960 more");
});

test("those without a row are there for a page that can search, as far as there is room", () => {
  const words = (count: number) =>
    /data-words="([^"]*)"/.exec(renderFolded(pipelineView(count), { isSearched: true }))?.[1] ?? "";
  expect(words(60).split("\n")).toHaveLength(20);
  expect(words(60)).toContain("k 59");
  expect(words(100_000).length).toBeLessThanOrEqual(8_000);
  expect(words(24)).toBe("");
});

test("where nothing is folded, nothing is added", () => {
  expect(renderFolded(pipelineView(3))).toBe("");
});

test("text from the user cannot leave its place", () => {
  const nodes = Array.from({ length: 9 }, (_, k) =>
    node(`${NASTY}${k}`, { family: NASTY, params: { [NASTY]: `${NASTY}${k}` } }),
  );
  expect(renderFolded({ root: "", nodes, edges: [] })).not.toContain("<script");
});
