import type { DagView } from "../core/dag-view.ts";
import { escapeXml } from "./escape-xml.ts";
import { cutText } from "./format-value.ts";
import { renderDagSvg } from "./render-dag-svg.ts";
import { renderDagText } from "./render-dag-text.ts";
import { svgDataUrl } from "./svg-data-url.ts";

/**
 * Shows the inline picture and hides the image under it. Where these rules or the `<svg>` are
 * stripped, it stays the other way round: one picture is shown in every case.
 */
const SWAP =
  ".cauce-picture>div:has(>svg){height:100%!important}.cauce-picture:has(>div>svg)>img{opacity:0}";

const LONGEST_ALT = 4000;

/** Closed at first: a page that strips `<svg>` leaves the words that stood in it. */
const CLOSED =
  "position:absolute;left:0;top:0;width:100%;height:0;overflow:hidden;font-size:0;line-height:0";

/**
 * The DAG for a page: inline SVG, which follows the theme and tells more where one points at
 * it, over an `<img>` of the same picture, which is what remains where a page strips `<svg>`
 * and `<style>` from a notebook that it does not trust. The image's text says what is drawn.
 */
export function renderDagHtml(view: DagView): string {
  const image = renderDagSvg(view);
  const inline = renderDagSvg(view, {
    themed: true,
    style: "display:block;width:100%;height:100%",
  });
  const width = /viewBox="0 0 (\d+) /.exec(image)?.[1] ?? "0";
  return [
    `<div class="cauce-picture" style="position:relative;width:${width}px;max-width:100%">`,
    `<div aria-hidden="true" style="${CLOSED}"><style>${SWAP}</style>${inline}</div>`,
    `<img src="${svgDataUrl(image)}" alt="${escapeXml(cutText(renderDagText(view), LONGEST_ALT))}" width="${width}"`,
    ` style="display:block;max-width:100%;height:auto">`,
    "</div>",
  ].join("");
}
