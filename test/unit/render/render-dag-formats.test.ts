import { expect, test } from "vitest";
import { renderDagDot } from "../../../src/render/render-dag-dot.ts";
import { renderDagJson } from "../../../src/render/render-dag-json.ts";
import { renderDagMermaid } from "../../../src/render/render-dag-mermaid.ts";
import { NASTY, node, pipelineView } from "./sample-views.ts";

const nasty = { root: NASTY, nodes: [node(NASTY, { params: { 'q"uo\\te': NASTY } })], edges: [] };

test("Mermaid gets one line a task, one an edge, with the state as class", () => {
  const lines = renderDagMermaid(pipelineView(1)).trimEnd().split("\n");
  expect(lines[0]).toBe("flowchart LR");
  expect(lines).toContain('  t3[("Data<br>◇ external")]:::external');
  expect(lines).toContain('  t1("TrainModel<br>model: knn · k 0<br>✓ fresh"):::fresh');
  expect(lines.filter((line) => line.includes(" --> "))).toEqual([
    "  t1 --> t0",
    "  t2 --> t1",
    "  t3 --> t2",
  ]);
});

test("in Mermaid no quote, angle bracket or ampersand of the user is left bare", () => {
  const label = /\("(.*)"\):::/.exec(renderDagMermaid(nasty))?.[1]?.replaceAll("<br>", "") ?? "";
  expect(label).toContain("#60;script");
  expect(label).not.toMatch(/["<>&`|\n]/);
});

test("DOT quotes names, and an edge leads to what requires", () => {
  const dot = renderDagDot(pipelineView(1));
  expect(dot).toContain('"TrainModel(k=0)" -> "Pipeline";');
  expect(dot).toContain("shape=note");
});

test("in DOT every quote and backslash of the user is escaped", () => {
  const statements = renderDagDot(nasty)
    .split("\n")
    .filter((line) => line.includes("[label="));
  expect(statements).toHaveLength(1);
  const outside = statements[0]?.replace(/"(?:[^"\\]|\\.)*"/g, "S");
  expect(outside).toBe("  S [label=S, shape=box, color=S, fillcolor=S, fontcolor=S];");
});

test("JSON holds the view and does not depend on the order of its keys", () => {
  const view = pipelineView(1);
  const turned = {
    edges: view.edges,
    nodes: view.nodes.map(
      (one) => Object.fromEntries(Object.entries(one).reverse()) as unknown as typeof one,
    ),
    root: view.root,
  };
  expect(JSON.parse(renderDagJson(view))).toEqual(view);
  expect(renderDagJson(turned)).toBe(renderDagJson(view));
});
