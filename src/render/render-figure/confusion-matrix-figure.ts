import { CauceError } from "../../core/errors.ts";
import type { Figure } from "./figure.ts";
import { figureLayout } from "./figure-layout.ts";

const BLUES = [
  [0, "#f4f8fd"],
  [0.25, "#c6dbef"],
  [0.5, "#6baed6"],
  [0.75, "#2171b5"],
  [1, "#08306b"],
];

/**
 * A confusion matrix: `counts[actual][predicted]`, in the order of `labels`, counts written in
 * the cells, colours by share of the actual class.
 * @throws CauceError when `counts` is not square with one row a label.
 */
export function confusionMatrixFigure(
  labels: readonly string[],
  counts: readonly (readonly number[])[],
  options: { readonly title?: string } = {},
): Figure {
  if (counts.length !== labels.length || counts.some((row) => row.length !== labels.length)) {
    throw new CauceError(
      "confusion-matrix-shape",
      `\`counts\` has ${counts.length} rows of ${counts.map((row) => row.length).join(", ")} numbers for ${labels.length} labels. ` +
        "Expected one row and one column a label. Give `counts[actual][predicted]` in the order of `labels`.",
    );
  }
  const layout = figureLayout(options.title ?? "Confusion matrix", "predicted", "actual");
  const shares = counts.map((row) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    return row.map((count) => (total === 0 ? 0 : count / total));
  });
  return {
    data: [
      {
        type: "heatmap",
        x: [...labels],
        y: [...labels],
        z: shares,
        zmin: 0,
        zmax: 1,
        text: counts.map((row) => row.map(String)),
        texttemplate: "%{text}",
        hovertemplate:
          "actual %{y}<br>predicted %{x}<br>rows: %{text} (%{z:.0%} of its class)<extra></extra>",
        colorscale: BLUES,
        showscale: false,
        xgap: 2,
        ygap: 2,
      },
    ],
    layout: {
      ...layout,
      width: 520,
      height: 460,
      xaxis: {
        title: { text: "predicted", standoff: 12 },
        type: "category",
        showgrid: false,
        constrain: "domain",
      },
      yaxis: {
        title: { text: "actual", standoff: 12 },
        type: "category",
        autorange: "reversed",
        showgrid: false,
        scaleanchor: "x",
        automargin: true,
      },
    },
  };
}
