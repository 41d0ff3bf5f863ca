import type { DagView } from "../core/dag-view.ts";
import { pageScript } from "../pipeline/page-script.ts";
import { type DagHtmlOptions, renderDagHtml } from "../render/render-dag-html.ts";
import { renderDagText } from "../render/render-dag-text.ts";
import type { MimeBundle } from "./publisher.ts";

/** A DAG for a page, with its plain form for everything else. */
export function drawDag(
  view: DagView,
  options: Omit<DagHtmlOptions, "script" | "words"> = {},
): MimeBundle {
  const script = pageScript("dag-page.js");
  const words = renderDagText(view);
  return {
    "text/html": renderDagHtml(view, { ...options, script, words }),
    "text/plain": words,
  };
}
