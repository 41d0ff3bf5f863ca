import { expect, test } from "vitest";
import { figureScript } from "../../../../src/render/render-figure/figure-script.ts";

test("titles written as bare strings reach plotly as it wants them", () => {
  const script = figureScript({
    data: [{ type: "bar", x: ["title"], y: [1] }],
    layout: {
      title: "Bars",
      xaxis: { title: "kind" },
      yaxis2: { title: { text: "n" } },
      height: 9,
    },
  });
  expect(script).toContain(
    '"layout":{"title":{"text":"Bars"},"xaxis":{"title":{"text":"kind"}},"yaxis2":{"title":{"text":"n"}},"height":9}',
  );
});
