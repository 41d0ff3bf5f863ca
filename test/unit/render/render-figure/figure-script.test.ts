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
    '"layout":{"title":{"text":"Bars"},"xaxis":{"automargin":true,"title":{"text":"kind"}},"yaxis2":{"automargin":true,"title":{"text":"n"}},"height":9,"margin":{"t":56,"r":24,"b":56,"l":56}}',
  );
});

test("margins that a figure asks for stay", () => {
  const margin = { t: 1, l: 2 };
  expect(figureScript({ data: [{ type: "pie" }], layout: { margin } })).toContain(
    '"layout":{"margin":{"t":1,"l":2}}',
  );
});

test("the plot has the page's colours, unless the figure brings its own paper", () => {
  const data = [{ type: "pie" }];
  expect(figureScript({ data, layout: { title: "Shares" } })).toContain("own=false");
  expect(figureScript({ data, layout: { paper_bgcolor: "#fff" } })).toContain("own=true");
});

test("no button of the plot sends the figure anywhere", () => {
  const script = figureScript({ data: [{ type: "pie" }] });
  expect(script).toMatch(/modeBarButtonsToRemove:\[[^\]]*"sendChartToCloud"/);
});
