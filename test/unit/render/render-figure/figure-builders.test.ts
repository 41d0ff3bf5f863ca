import { expect, test } from "vitest";
import { comparisonFigure } from "../../../../src/render/render-figure/comparison-figure.ts";
import { confusionMatrixFigure } from "../../../../src/render/render-figure/confusion-matrix-figure.ts";
import { hyperparameterFigure } from "../../../../src/render/render-figure/hyperparameter-figure.ts";
import { renderFigureSvg } from "../../../../src/render/render-figure/render-figure-svg.ts";
import { scatterFigure } from "../../../../src/render/render-figure/scatter-figure.ts";
import { spreadFigure } from "../../../../src/render/render-figure/spread-figure.ts";
import { table } from "../../../../src/render/table-value.ts";

test("a confusion matrix writes counts and colours by share of the actual class", () => {
  const figure = confusionMatrixFigure(
    ["a", "b"],
    [
      [9, 1],
      [0, 0],
    ],
  );
  expect(figure.data[0]).toMatchObject({
    type: "heatmap",
    text: [
      ["9", "1"],
      ["0", "0"],
    ],
    z: [
      [0.9, 0.1],
      [0, 0],
    ],
  });
  const svg = renderFigureSvg(figure);
  for (const words of ["Confusion matrix", "predicted", "actual", "9"])
    expect(svg).toContain(`>${words}</text>`);
});

test("a confusion matrix that is not square is refused with its shape", () => {
  expect(() => confusionMatrixFigure(["a", "b"], [[1, 2]])).toThrow(
    /`counts` has 1 rows of 2 numbers for 2 labels/,
  );
});

test("a scatter plot has a trace for each group, in order of appearance, and readable titles", () => {
  const rows = [
    { petal_length: 1, w: 2, species: "b" },
    { petal_length: 3, w: 4, species: "a" },
    { petal_length: 5, species: "b" },
  ];
  const figure = scatterFigure(rows, { x: "petal_length", y: "w", color: "species" });
  expect(figure.data.map((trace) => [trace.name, trace.x, trace.y])).toEqual([
    ["b", [1, 5], [2, null]],
    ["a", [3], [4]],
  ]);
  expect(figure.layout).toMatchObject({
    title: { text: "w over petal length by species" },
    xaxis: { title: { text: "petal length" } },
  });
});

test("a comparison has one bar a score, with its value written on it", () => {
  const figure = comparisonFigure([{ model: "knn", accuracy: 0.96583 }], {
    label: "model",
    values: ["accuracy"],
  });
  expect(figure.data[0]).toMatchObject({ type: "bar", x: ["knn"], y: [0.96583], text: ["0.966"] });
  expect(figure.layout).toMatchObject({ title: { text: "accuracy by model" }, showlegend: false });
});

test("a column that no row has is refused, with those that there are", () => {
  const rows = [{ height: 170, weight: 65 }, { name: "Ana" }];
  const refused =
    "`heigth` is no column of these rows. There are `height`, `weight`, `name`. Correct the name, or give the rows that column.";
  const figures = [
    () => scatterFigure(rows, { x: "heigth", y: "weight" }),
    () => scatterFigure(rows, { x: "height", y: "weight", color: "heigth" }),
    () => hyperparameterFigure(rows, { x: "height", y: "heigth" }),
    () => comparisonFigure(rows, { label: "name", values: ["heigth"] }),
    () => spreadFigure(rows, { label: "name", value: "heigth" }),
    () => table(rows, { columns: ["height", "heigth"] }),
  ];
  for (const figure of figures) expect(figure).toThrow(refused);
  expect(() => scatterFigure(rows, { x: "height", y: "weight", color: "name" })).not.toThrow();
  expect(scatterFigure([], { x: "any", y: "other" }).data).toHaveLength(1);
});
