/** The colours of figures that we make: apart for most colour-blind eyes (Okabe and Ito 2008), on light and dark paper. */
const FIGURE_COLOURS = [
  "#1f83c6",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#b8860b",
  "#56b4e9",
  "#8a6fc0",
  "#737d89",
];

/** What all figures that we make have in common. */
export function figureLayout(
  title: string,
  xTitle: string,
  yTitle: string,
): Record<string, unknown> {
  return {
    title: { text: title },
    xaxis: {
      title: { text: xTitle, standoff: 12 },
      zeroline: false,
      automargin: true,
    },
    yaxis: {
      title: { text: yTitle, standoff: 12 },
      zeroline: false,
      automargin: true,
    },
    colorway: FIGURE_COLOURS,
    font: {
      family: "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif",
    },
    margin: { t: 56, r: 24, b: 56, l: 64 },
  };
}
