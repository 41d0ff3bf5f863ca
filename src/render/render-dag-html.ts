import type { DagView } from "../core/dag-view.ts";
import { escapeXml } from "./escape-xml.ts";
import { renderDagSvg } from "./render-dag-svg.ts";
import { renderDagText } from "./render-dag-text.ts";
import { svgDataUrl } from "./svg-data-url.ts";

/**
 * The DAG for a page: inline SVG, which follows the theme and tells more where one points at
 * it, over an `<img>` of the same picture. Where a page strips `<svg>` and `<style>` from
 * notebooks that it does not trust, the image is what remains; elsewhere it is hidden.
 */
export function renderDagHtml(view: DagView): string {
  const image = renderDagSvg(view);
  const inline = renderDagSvg(view, {
    themed: true,
    style: "position:absolute;left:0;top:0;width:100%;height:100%",
  });
  const size = /width="(\d+)" height="(\d+)"/.exec(image);
  const width = size?.[1] ?? "0";
  return [
    `<div class="cauce-picture" style="position:relative;width:${width}px;max-width:100%;line-height:0">`,
    // Hidden, not removed: the image keeps the place that the inline picture is laid over.
    `<style>.cauce-picture:has(>svg)>img{visibility:hidden}</style>`,
    inline,
    `<img src="${svgDataUrl(image)}" alt="${escapeXml(renderDagText(view))}" width="${width}"`,
    ` style="display:block;max-width:100%;height:auto">`,
    "</div>",
  ].join("");
}
