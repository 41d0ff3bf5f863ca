import type { DagView } from "../core/dag-view.ts";
import { escapeXml } from "./escape-xml.ts";
import { MOST_SIBLINGS } from "./fold-families.ts";
import { cutText } from "./format-value.ts";
import { groupBy } from "./group-by.ts";
import { drawDagSvg, renderDagSvg, statesOf } from "./render-dag-svg.ts";
import { renderDagText } from "./render-dag-text.ts";
import { toScriptJson } from "./render-figure/figure-script.ts";
import { renderFolded } from "./render-folded.ts";
import { svgDataUrl } from "./svg-data-url.ts";
import { pageRules, pictureRules } from "./svg-theme.ts";

export interface DagHtmlOptions {
  /** What a page's script knows the picture by when it is drawn again; the root's id where it is left out. */
  readonly key?: string;
  /** Gives the picture pan, zoom, search and folding where the page runs it. */
  readonly script?: string;
  /** The DAG in words, where they are made already. */
  readonly words?: string;
  /** HTML that stands below the picture and belongs to it. */
  readonly below?: string;
  /** The run has ended, and the page is to ring if it has seen it going on. */
  readonly bell?: boolean;
  /** The run goes on. */
  readonly live?: boolean;
}

/**
 * Shows the inline picture and hides the image under it. Where these rules or the `<svg>` are
 * stripped, it stays the other way round: one picture is shown in every case.
 */
const SWAP =
  ".cauce-picture>div:has(>svg){height:100%!important}.cauce-picture:has(>div>svg)>img{opacity:0;pointer-events:none}";

const LONGEST_ALT = 4000;
const HIGHEST_PX = 1400;
/** A family of more tasks opens as a list alone. */
const MOST_OPENED = 30;

/** Closed at first: a page that strips `<svg>` leaves the words that stood in it. */
const CLOSED =
  "position:absolute;left:0;top:0;width:100%;height:0;overflow:hidden;font-size:0;line-height:0";

/**
 * The DAG for a page: inline SVG, which follows the theme and tells more where one points at
 * it, over an `<img>` of the same picture, which is what remains where a page strips `<svg>`
 * and `<style>` from a notebook that it does not trust. The image's text says what is drawn.
 * Families that are folded follow as lists.
 */
export function renderDagHtml(view: DagView, options: DagHtmlOptions = {}): string {
  const drawing = drawDagSvg(view);
  const { width, height } = drawing;
  const states = statesOf(view);
  const alt = escapeXml(cutText(options.words ?? renderDagText(view), LONGEST_ALT));
  return [
    `<div class="cauce-output" data-key="${escapeXml(options.key ?? view.root)}"${moment(options)}>`,
    `<div class="cauce-view" style="overflow:auto;max-height:${HIGHEST_PX}px">`,
    // As wide as it is drawn: a page that is narrower scrolls, because letters that shrink cannot be read.
    `<div class="cauce-picture" style="position:relative;width:${width}px">`,
    `<div aria-hidden="true" style="${CLOSED}"><style>${SWAP}${pictureRules(states)}${pageRules(states)}</style>${drawing.framed(INLINE)}</div>`,
    // With both sizes the page knows the picture's height before it has read it, and does not jump.
    `<img src="${svgDataUrl(drawing.framed({}))}" alt="${alt}" width="${width}" height="${height}"`,
    ` style="display:block;max-width:100%;height:auto">`,
    "</div></div>",
    renderFolded(view, { isSearched: options.script !== undefined }),
    options.below ?? "",
    options.script === undefined ? "" : scriptTags(view, options.script),
    "</div>",
  ].join("");
}

function moment({ live, bell }: DagHtmlOptions): string {
  if (live === true) return ' data-live=""';
  return bell === true ? ' data-bell=""' : "";
}

const INLINE = { bare: true, style: "display:block;width:100%;height:100%" };

/** Data of a script type that nobody runs is dropped whole where scripts are, words and all. */
function scriptTags(view: DagView, script: string): string {
  const opened = toScriptJson(Object.fromEntries(drawOpened(view)));
  return `<script type="application/json" class="cauce-opened">${opened}</script><script>${script}</script>`;
}

/** For each folded family of a modest size the picture in which it is open. */
function drawOpened(view: DagView): [family: string, svg: string][] {
  const families = groupBy(view.nodes, (node) => node.family);
  return Array.from(families)
    .filter(([, { length }]) => length > MOST_SIBLINGS && length <= MOST_OPENED)
    .map(([family]) => [family, renderDagSvg(view, { ...INLINE, open: [family] })]);
}
