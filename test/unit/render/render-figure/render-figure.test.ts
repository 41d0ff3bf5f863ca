import { expect, test } from "vitest";
import { plot } from "../../../../src/render/plot.ts";
import { isFigure } from "../../../../src/render/render-figure/figure.ts";
import { toScriptJson } from "../../../../src/render/render-figure/figure-script.ts";
import { hyperparameterFigure } from "../../../../src/render/render-figure/hyperparameter-figure.ts";
import { renderFigure } from "../../../../src/render/render-figure/render-figure.ts";
import { checkWellFormed } from "../check-well-formed.ts";
import { NASTY } from "../sample-views.ts";

function svgOf(trace: Record<string, unknown>, layout: Record<string, unknown> = {}): string {
  return renderFigure({ data: [trace], layout }).svg;
}

function circles(svg: string): { x: number; y: number }[] {
  return [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
  }));
}

test("markers stand where their numbers are, larger values further up and right", () => {
  const [a, b, c] = circles(
    svgOf({ type: "scatter", mode: "markers", x: [0, 5, 10], y: [0, 50, 100] }),
  );
  if (a === undefined || b === undefined || c === undefined)
    throw new Error("expected three marks");
  expect(b.x - a.x).toBeCloseTo(c.x - b.x, 0);
  expect(a.y - b.y).toBeCloseTo(b.y - c.y, 0);
  expect(c.y).toBeLessThan(a.y);
});

test("a line breaks at a missing value", () => {
  const svg = svgOf({ type: "scatter", mode: "lines", y: [1, 2, null, 3, 4] });
  expect(svg.match(/<path d="M[^"]*" fill="none" stroke="#1f77b4"/g)).toHaveLength(2);
});

test("bars rise from zero in proportion to their values", () => {
  const svg = svgOf({ type: "bar", x: ["a", "b"], y: [1, 2] });
  const heights = [...svg.matchAll(/height="([\d.]+)" rx="2"/g)].map(([, height]) =>
    Number(height),
  );
  expect((heights[1] ?? 0) / (heights[0] ?? 1)).toBeCloseTo(2, 1);
});

test("a heatmap writes its texts into its cells, and the reversed axis puts the first row on top", () => {
  const trace = {
    type: "heatmap",
    x: ["p", "q"],
    y: ["r", "s"],
    z: [
      [1, 0],
      [0, 1],
    ],
    text: [
      ["n1", "n2"],
      ["n3", "n4"],
    ],
    showscale: false,
  };
  const rowOf = (svg: string, words: string): number =>
    Number(new RegExp(`y="([\\d.]+)"[^>]*>${words}<`).exec(svg)?.[1]);
  const reversed = svgOf(trace, { yaxis: { autorange: "reversed" } });
  expect(rowOf(reversed, "n1")).toBeLessThan(rowOf(reversed, "n3"));
  const upright = svgOf(trace);
  expect(rowOf(upright, "n1")).toBeGreaterThan(rowOf(upright, "n3"));
});

test("title, axis titles and legend are drawn", () => {
  const { svg } = renderFigure({
    data: [
      { y: [1, 2], name: "first" },
      { y: [2, 1], name: "second" },
    ],
    layout: {
      title: { text: "My <b>plot</b>" },
      xaxis: { title: "steps" },
      yaxis: { title: { text: "loss" } },
    },
  });
  for (const words of ["My plot", "steps", "loss", "first", "second"])
    expect(svg).toContain(`>${words}</text>`);
});

test("a still picture has dark paper and light letters where its page is dark", () => {
  const { html, svg } = renderFigure({ data: [{ type: "bar", y: [1] }], layout: { title: "B" } });
  expect(svg).toMatch(/@media\(prefers-color-scheme:dark\)\{\.paper\{fill:#171b21\}/);
  expect(html).toContain('[data-jp-theme-light="false"]');
  expect(html).toContain(".cauce-figure img{color-scheme:dark}");
});

test("a kind of trace without a still picture says so", () => {
  expect(svgOf({ type: "pie", values: [1], labels: ["a"] })).toContain(
    ">pie: interactive only</text>",
  );
});

test.each([
  { type: "scatter", x: [], y: [] },
  { type: "scatter", mode: "markers", x: [1], y: [1] },
  { type: "bar", x: ["a"], y: [0] },
  { type: "heatmap", z: [] },
  { type: "heatmap", z: [[null, Number.NaN]] },
  { type: "scatter", x: ["2024-01-01", "2024-06-01"], y: [1, 2] },
  { type: "scatter", x: [1, 1e300], y: [-1e300, 1e-300] },
  { type: "scatter", y: new Float64Array([1, 2]) },
])("%j is drawn without a number that is none", (trace) => {
  const svg = svgOf(trace);
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  expect(checkWellFormed(svg)).toEqual([]);
});

test("100,000 points make a picture of bounded size", () => {
  const y = Array.from({ length: 100_000 }, (_, index) => Math.sin(index / 1000));
  expect(svgOf({ type: "scatter", mode: "lines+markers", y }).length).toBeLessThan(700_000);
});

test("text from the user can leave neither picture nor script", () => {
  const figure = {
    data: [
      {
        type: "bar",
        x: [NASTY],
        y: [1],
        text: [NASTY],
        name: NASTY,
        marker: { color: '"/><script>' },
      },
    ],
    layout: { title: { text: NASTY }, xaxis: { title: NASTY } },
  };
  const { html, svg } = renderFigure(figure);
  expect(checkWellFormed(svg)).toEqual([]);
  expect(html.match(/<script>/g)).toHaveLength(1);
  expect(html.match(/<\/script>/g)).toHaveLength(1);
});

test("the script's figure is the one that was given", () => {
  const value = { text: "</script> \u2028 \u2029 <!-- 🎉", list: new Float64Array([1, 2]) };
  const json = toScriptJson(value);
  expect(json).not.toMatch(/[<\u2028\u2029]/);
  expect(JSON.parse(json)).toEqual({ text: value.text, list: [1, 2] });
});

test("the HTML shows an image first and looks for plotly on the server only", () => {
  const { html } = renderFigure({ data: [{ y: [1] }] });
  expect(html).toMatch(/<img src="data:image\/svg\+xml;base64,[\w+/=]+" alt="Plot \(scatter\)"/);
  expect(html).toContain("kernelspecs/cauce/plotly.min.js");
  expect(html.replace("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:\/\//);
});

test("the script runs where there is no server and leaves the image", async () => {
  const [, code = ""] =
    /<script>([\s\S]*)<\/script>/.exec(renderFigure({ data: [{ y: [1] }] }).html) ?? [];
  const host = { dataset: {} as Record<string, string> };
  const page = {
    currentScript: { closest: () => host },
    getElementById: () => null,
    body: { dataset: {} },
  };
  new Function("document", "window", code)(page, {});
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(host.dataset).toEqual({});
});

test("a figure of no rows says that there is nothing to draw, and what it would have shown", () => {
  const { figure } = plot(hyperparameterFigure([], { x: "k", y: "accuracy" }));
  const { html, svg, text } = renderFigure(figure);
  expect(svg).toContain("Nothing to draw");
  expect(text).toBe("accuracy over k (no trace: k × accuracy)");
  expect(html).toContain("plotly.min.js");
});

test("only an object with traces is taken for a figure", () => {
  expect(isFigure({ data: [{ y: [1] }], layout: {} })).toBe(true);
  for (const other of [
    null,
    [],
    { data: [] },
    { data: [1] },
    { data: [{ a: 1 }] },
    { data: [{ y: [] }], layout: 3 },
  ]) {
    expect(isFigure(other)).toBe(false);
  }
});
