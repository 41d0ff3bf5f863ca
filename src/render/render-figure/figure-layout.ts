/** The colours of figures that we make: apart for most colour-blind eyes (Okabe and Ito 2008). */
const FIGURE_COLOURS = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#b8860b",
  "#56b4e9",
  "#5b4a7d",
  "#737d89",
];

const GRID = "#e8ebef";

/** What all figures that we make have in common. */
export function figureLayout(
  title: string,
  xTitle: string,
  yTitle: string,
): Record<string, unknown> {
  return {
    title: { text: title, x: 0.5 },
    xaxis: {
      title: { text: xTitle, standoff: 12 },
      gridcolor: GRID,
      zeroline: false,
      automargin: true,
    },
    yaxis: {
      title: { text: yTitle, standoff: 12 },
      gridcolor: GRID,
      zeroline: false,
      automargin: true,
    },
    colorway: FIGURE_COLOURS,
    font: {
      family: "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif",
      color: "#2b3542",
    },
    paper_bgcolor: "#ffffff",
    plot_bgcolor: "#ffffff",
    margin: { t: 56, r: 24, b: 56, l: 64 },
  };
}
