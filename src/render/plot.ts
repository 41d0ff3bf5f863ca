import { CauceError } from "../core/errors.ts";
import { type Figure, isFigure } from "./render-figure/figure.ts";
import { renderFigure } from "./render-figure/render-figure.ts";

/** A figure as a cell's value: Jupyter asks it for its HTML and its text. */
export class Plot {
  readonly figure: Figure;

  constructor(figure: Figure) {
    this.figure = figure;
  }

  [Symbol.for("Jupyter.display")](): Record<string, string> {
    const { html, text } = renderFigure(this.figure);
    return { "text/html": html, "text/plain": text };
  }
}

/**
 * Shows a plotly figure, `{ data, layout }`, where it is a cell's last value. The notebook keeps
 * a still picture of it, which needs no network and no script; in JupyterLab on the kernel of
 * this package the picture becomes plotly's interactive plot. Still pictures are drawn of
 * scatter, bar and heatmap traces; one without traces, as of no rows, says so.
 * @throws CauceError `not-a-figure`
 */
export function plot(figure: Figure): Plot {
  if (isFigure(figure, 0)) return new Plot(figure);
  throw new CauceError(
    "not-a-figure",
    '`plot` was given what is no plotly figure. Expected `{ data, layout }`, where `data` is an array of traces, such as `{ type: "scatter", x: [1, 2], y: [3, 4] }`.',
  );
}
