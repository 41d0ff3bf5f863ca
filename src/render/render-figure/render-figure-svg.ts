import { escapeXml } from "../escape-xml.ts";
import { FONT } from "../svg-theme.ts";
import { fitText } from "../text-width.ts";
import { drawHeatmapPlot } from "./draw-heatmap-plot.ts";
import { drawXyPlot } from "./draw-xy-plot.ts";
import type { Figure, Trace } from "./figure.ts";
import { darkRules, INKS, PAPER_CLASS } from "./figure-inks.ts";
import type { Paper } from "./paper.ts";
import { readNumber, readPath, readTitle } from "./read-fields.ts";
import { textAt } from "./svg-marks.ts";

const WIDTH = 700;
const HEIGHT = 440;
const XY_TYPES: ReadonlySet<string> = new Set(["scatter", "scattergl", "bar"]);

/**
 * A still picture of a plotly figure, on paper of its own, light or dark as the page, so that it reads on any:
 * scatter (markers, lines), bar and heatmap. Other traces get paper that says so.
 */
export function renderFigureSvg(figure: Figure): string {
  const width = clamp(readNumber(readPath(figure.layout, "width")) ?? WIDTH, 200, 2000);
  const height = clamp(readNumber(readPath(figure.layout, "height")) ?? HEIGHT, 150, 2000);
  const title = readTitle(readPath(figure.layout, "title"));
  const paper = { width, height, top: title === "" ? 22 : 50 };
  const label = describeFigure(figure);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`,
    ` role="img" aria-label="${escapeXml(label)}" font-family="${FONT}" style="max-width:100%;height:auto">`,
    `<style>${darkRules()}</style>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" class="${PAPER_CLASS}" fill="${INKS.paper.light}" stroke="${INKS.edge.light}"/>`,
    drawTitle(title, readNumber(readPath(figure.layout, "title", "x")) ?? 0, width),
    drawPlot(figure, paper),
    "</svg>",
  ].join("");
}

/** At the left unless the figure says where, as the interactive plot has it. */
function drawTitle(title: string, x: number, width: number): string {
  const anchor = x < 1 / 3 ? "start" : x > 2 / 3 ? "end" : "middle";
  return textAt(clamp(x * width, 16, width - 16), 29, fitText(title, width - 40, 16, true), {
    size: 16,
    weight: 600,
    fill: INKS.title.light,
    anchor,
  });
}

/** What the figure is, in one line: for those who cannot see it. */
export function describeFigure(figure: Figure): string {
  const title = readTitle(readPath(figure.layout, "title"));
  const types = [...new Set(figure.data.map(typeOf))].join(", ") || "no trace";
  const axes = ["xaxis", "yaxis"]
    .map((axis) => readTitle(readPath(figure.layout, axis, "title")))
    .filter((name) => name !== "")
    .join(" × ");
  return `${title === "" ? "Plot" : title} (${types}${axes === "" ? "" : `: ${axes}`})`;
}

function drawPlot(figure: Figure, paper: Paper): string {
  const visible = figure.data.filter(
    (trace) => trace.visible !== false && trace.visible !== "legendonly",
  );
  const [first] = visible;
  if (first !== undefined && visible.every((trace) => XY_TYPES.has(typeOf(trace)))) {
    return drawXyPlot(visible, figure.layout ?? {}, paper);
  }
  if (first !== undefined && visible.length === 1 && typeOf(first) === "heatmap") {
    return drawHeatmapPlot(first, figure.layout ?? {}, paper);
  }
  return drawPlaceholder(visible, paper);
}

function drawPlaceholder(traces: readonly Trace[], { width, height }: Paper): string {
  const types = [...new Set(traces.map(typeOf))].join(" + ");
  const words = traces.length === 0 ? "Nothing to draw" : `${types}: interactive only`;
  const hint =
    traces.length === 0
      ? "The figure has no visible trace."
      : "This kind of trace has no still picture. Run the cell to see it.";
  const middle = height / 2;
  return (
    `<g transform="translate(${width / 2 - 20} ${middle - 58})" fill="${INKS.tick.light}"><rect y="18" width="10" height="16" rx="2"/>` +
    `<rect x="15" y="6" width="10" height="28" rx="2"/><rect x="30" y="12" width="10" height="22" rx="2"/></g>` +
    textAt(width / 2, middle + 2, fitText(words, width - 40, 14, true), {
      size: 14,
      weight: 600,
      fill: INKS.label.light,
    }) +
    textAt(width / 2, middle + 24, fitText(hint, width - 40, 12), {
      size: 12,
      fill: INKS.tick.light,
    })
  );
}

function typeOf(trace: Trace): string {
  return typeof trace.type === "string" ? trace.type : "scatter";
}

function clamp(value: number, low: number, high: number): number {
  return Math.round(Math.min(high, Math.max(low, value)));
}
