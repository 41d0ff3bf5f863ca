/** Colours of a figure that stand for no data, on light paper and on dark. */
export const INKS = {
  paper: { light: "#ffffff", dark: "#171b21" },
  edge: { light: "#dfe3e8", dark: "#343c47" },
  title: { light: "#1c2430", dark: "#eef1f5" },
  label: { light: "#2b3542", dark: "#d3dae3" },
  tick: { light: "#4b5766", dark: "#a9b3c0" },
  axis: { light: "#9aa4b0", dark: "#66717f" },
  grid: { light: "#e8ebef", dark: "#2a313b" },
} as const;

/** The class of a picture's own paper; white among its data stays white. */
export const PAPER_CLASS = "paper";

/**
 * Rules for a still picture that follows the colour scheme of where it stands. In an `<img>` that
 * is the element's own `color-scheme`, and the reader's where the page says nothing.
 */
export function darkRules(): string {
  const { paper, title, label, tick, edge, axis, grid } = INKS;
  const rules = [
    `.${PAPER_CLASS}{fill:${paper.dark}}`,
    ...[title, label, tick].map(({ light, dark }) => `[fill="${light}"]{fill:${dark}}`),
    ...[edge, axis, grid].map(({ light, dark }) => `[stroke="${light}"]{stroke:${dark}}`),
  ];
  return `@media(prefers-color-scheme:dark){${rules.join("")}}`;
}

/** At the left, where the mode bar, which comes with the pointer, does not cover its end. */
const TITLE = { x: 0, xanchor: "left", pad: { l: 16 }, font: { size: 16, weight: 600 } };
const MODE_BAR = { orientation: "v", bgcolor: "rgba(0,0,0,0)" };

/** What plotly's interactive plot takes from the page's theme, and what a figure says itself overrides. */
export function plotTemplate(theme: "light" | "dark"): Record<string, unknown> {
  const axis = {
    gridcolor: INKS.grid[theme],
    zerolinecolor: INKS.grid[theme],
    linecolor: INKS.axis[theme],
    tickfont: { color: INKS.tick[theme] },
  };
  const paper = INKS.paper[theme];
  return {
    layout: {
      font: { color: INKS.label[theme] },
      title: TITLE,
      modebar: { ...MODE_BAR, color: INKS.axis[theme], activecolor: INKS.label[theme] },
      paper_bgcolor: paper,
      plot_bgcolor: paper,
      xaxis: axis,
      yaxis: axis,
    },
  };
}
