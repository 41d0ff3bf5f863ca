import { escapeXml } from "../escape-xml.ts";
import { svgDataUrl } from "../svg-data-url.ts";
import { schemeRules } from "../svg-theme.ts";
import type { Figure } from "./figure.ts";
import { figureScript } from "./figure-script.ts";
import { describeFigure, renderFigureSvg } from "./render-figure-svg.ts";

/**
 * A plotly figure for a notebook. The HTML holds a still picture, which is what saved, exported
 * and untrusted pages show, and a script that puts the interactive plot in its place where
 * plotly can be had from the Jupyter server. `svg` is the still picture by itself.
 */
export function renderFigure(figure: Figure): { html: string; svg: string; text: string } {
  const svg = renderFigureSvg(figure);
  const text = describeFigure(figure);
  const [, width = "700", height = "440"] = /viewBox="0 0 (\d+) (\d+)/.exec(svg) ?? [];
  const html = [
    `<div class="cauce-figure" style="width:${width}px;max-width:100%">`,
    `<style>${schemeRules(".cauce-figure img")}</style>`,
    `<img src="${svgDataUrl(svg)}" alt="${escapeXml(text)}" width="${width}" height="${height}" style="display:block;max-width:100%;height:auto">`,
    `<script>${figureScript(figure)}</script>`,
    "</div>",
  ].join("");
  return { html, svg, text };
}
