import { expect, test } from "vitest";
import type { DagView } from "../../../src/core/dag-view.ts";
import {
  describeRun,
  renderStatusLine,
  shareOfRun,
} from "../../../src/render/render-status-line.ts";
import { node } from "./sample-views.ts";

const view: DagView = {
  root: "d",
  nodes: [
    node("a", { state: "succeeded" }),
    node("b", { state: "running", expectedMs: 5_000, elapsedMs: 2_000 }),
    node("c", { state: "stale", expectedMs: 4_000 }),
    node("d", { kind: "wrapper", state: "stale" }),
  ],
  edges: [],
};

test("a run says what runs, what is done, how long it has taken and what is left", () => {
  expect(describeRun(view, 3_200)).toBe("1 running · 1 of 4 done · 3.2 s · about 7.0 s left");
  expect(describeRun(view, 3_200, 2)).toContain("about 4.0 s left");
  expect(shareOfRun(view)).toBe(0.25);
});

test("what a running task says of its progress counts more than its last run", () => {
  const progress = { done: 1, total: 5 };
  const nodes = view.nodes.map((one) => (one.id === "b" ? { ...one, progress } : one));
  expect(describeRun({ ...view, nodes }, 2_000)).toContain("about 12.0 s left");
});

test("what nobody knows is not said: a task that never ran has no expected time", () => {
  const nodes = [...view.nodes, node("e", { state: "stale" })];
  expect(describeRun({ ...view, nodes }, 3_200)).toBe("1 running · 1 of 5 done · 3.2 s");
});

test("failures are told while the rest goes on", () => {
  const nodes = [...view.nodes, node("e", { state: "failed" })];
  expect(describeRun({ ...view, nodes }, 10)).toContain("2 of 5 done · 1 failed");
});

test("the line is as high without its bar as with it", () => {
  const shape = (html: string) => html.replace(/;opacity:0|width:\d+%|>[^<]+</g, "");
  expect(shape(renderStatusLine("ran 2"))).toBe(shape(renderStatusLine("1 running", 0.4)));
});
