import { describe, expect, test } from "vitest";
import { hyperparameterFigure } from "../../../../src/render/render-figure/hyperparameter-figure.ts";
import { renderFigure } from "../../../../src/render/render-figure/render-figure.ts";
import { renderFigureSvg } from "../../../../src/render/render-figure/render-figure-svg.ts";
import { spreadFigure } from "../../../../src/render/render-figure/spread-figure.ts";
import { sweepFigure } from "../../../../src/render/sweep-figure.ts";

describe("a metric over a hyperparameter", () => {
  const rows = [
    { k: 9, accuracy: 0.9, distance: "near" },
    { k: 1, accuracy: 0.8, distance: "near" },
    { k: 5, accuracy: 0.97, distance: "far" },
    { k: 7, accuracy: null, distance: "far" },
  ];

  test("is a line in the order of the hyperparameter, with the best marked", () => {
    const { data, layout } = hyperparameterFigure(rows, { x: "k", y: "accuracy" });
    expect(data[0]).toMatchObject({ mode: "lines+markers", x: [1, 5, 9], y: [0.8, 0.97, 0.9] });
    expect(data.at(-1)).toMatchObject({ name: "best: 0.97 at 5", x: [5], y: [0.97] });
    expect(layout).toMatchObject({ title: { text: "accuracy over k" } });
  });

  test("has a colour for each value of another column, and may want the lowest", () => {
    const options = { x: "k", y: "accuracy", color: "distance", goal: "min" } as const;
    const { data } = hyperparameterFigure(rows, options);
    expect(data.map(({ name }) => name)).toEqual(["near", "far", "best: 0.8 at 1"]);
  });

  test("has points and no line where the hyperparameter is text, and no logarithm of it", () => {
    const options = { x: "distance", y: "accuracy", logX: true };
    const { data, layout } = hyperparameterFigure(rows, options);
    expect(data[0]).toMatchObject({ mode: "markers" });
    expect(layout?.xaxis).toMatchObject({ type: "category" });
  });

  test("labels a logarithmic axis with whole numbers, not with their last digits", () => {
    const spread = [1, 10, 100].map((k) => ({ k, accuracy: 1 / k }));
    const { layout } = hyperparameterFigure(spread, { x: "k", y: "accuracy", logX: true });
    expect(layout?.xaxis).toMatchObject({
      type: "log",
      tickvals: [1, 2, 5, 10, 20, 50, 100],
      ticktext: ["1", "2", "5", "10", "20", "50", "100"],
    });
  });

  test("has no best where nothing was measured", () => {
    const { data } = hyperparameterFigure([{ k: 1, accuracy: null }], { x: "k", y: "accuracy" });
    expect(data).toEqual([]);
  });

  test("marks the best with a ring in the still picture", () => {
    const svg = renderFigureSvg(hyperparameterFigure(rows, { x: "k", y: "accuracy" }));
    expect(svg).toMatch(/<circle [^>]*fill="none" stroke="#d4344c"/);
    expect(svg).toContain("best: 0.97 at 5</text>");
  });
});

describe("models with the spread over their folds", () => {
  const rows = [
    { model: "a", accuracy: 0.8 },
    { model: "a", accuracy: 1 },
    { model: "b", accuracy: 0.5 },
    { model: "b", accuracy: Number.NaN },
  ];

  test("are a dot a fold, and mean and standard deviation of the sample", () => {
    const [dots, means] = spreadFigure(rows, { label: "model", value: "accuracy" }).data;
    expect(dots).toMatchObject({ x: ["a", "a", "b"], y: [0.8, 1, 0.5] });
    expect(means).toMatchObject({ x: ["a", "b"], y: [0.9, 0.5] });
    const { array } = (means as { error_y: { array: number[] } }).error_y;
    expect(array[0]).toBeCloseTo(Math.SQRT2 / 10, 12);
    expect(array[1]).toBe(0);
  });

  test("have error bars in the still picture, inside its axes", () => {
    const svg = renderFigureSvg(spreadFigure(rows, { label: "model", value: "accuracy" }));
    const [, top, bottom] = /M[\d.]+ ([\d.]+)V([\d.]+)" stroke="#1f83c6"/.exec(svg) ?? [];
    expect(Number(top)).toBeGreaterThan(50);
    expect(Number(bottom)).toBeLessThan(440);
    expect(Number(bottom)).toBeGreaterThan(Number(top));
  });
});

describe("the plot of a sweep", () => {
  const sweep = (parameters: string[], records: Record<string, unknown>[]) =>
    sweepFigure({ parameters, records, metricName: "score", goal: "max" });

  test("has the number with the most values along, and one other parameter by colour", () => {
    const records = [1, 2, 3].flatMap((k) =>
      ["u", "v"].map((shape) => ({ shape, k, score: k * (shape === "u" ? 1 : 2) })),
    );
    const figure = sweep(["shape", "k"], records);
    expect(figure?.data.map(({ name }) => name)).toEqual(["u", "v", "best: 6 at 3"]);
    expect(figure?.layout).toMatchObject({ title: { text: "score over k by shape" } });
  });

  test("shows the best over the parameters that it does not tell", () => {
    const records = [1, 2, 3].flatMap((k) =>
      ["u", "v"].flatMap((a) => ["p", "q"].map((b) => ({ k, a, b, score: b === "q" ? 9 : 1 }))),
    );
    const figure = sweep(["k", "a", "b"], records);
    expect(figure?.data[0]).toMatchObject({ y: [9, 9, 9] });
    expect(figure?.layout).toMatchObject({ title: { text: "best score over k by a" } });
  });

  test("has a logarithmic axis for powers, and a plain one for counts", () => {
    const powers = [0.001, 0.01, 0.1, 1].map((rate) => ({ rate, score: rate }));
    expect(sweep(["rate"], powers)?.layout?.xaxis).toMatchObject({ type: "log" });
    const counts = Array.from({ length: 200 }, (_, k) => ({ k: k + 1, score: k }));
    expect(sweep(["k"], counts)?.layout?.xaxis).not.toHaveProperty("type");
  });

  test("is none where nothing varies or nothing was measured", () => {
    expect(sweep(["k"], [{ k: 1, score: 1 }])).toBeUndefined();
    expect(
      sweep(
        ["k"],
        [
          { k: 1, score: null },
          { k: 2, score: null },
        ],
      ),
    ).toBeUndefined();
  });
});

test("ten figures of 4,000 points take less than a megabyte beside their data", () => {
  const figure = {
    data: [
      {
        type: "scatter",
        mode: "markers",
        x: Array.from({ length: 4_000 }, (_, at) => Math.sin(at) * at),
        y: Array.from({ length: 4_000 }, (_, at) => Math.cos(at) * at),
      },
    ],
  };
  const beside = renderFigure(figure).html.length - JSON.stringify(figure.data).length;
  expect(10 * beside).toBeLessThan(1_000_000);
});
