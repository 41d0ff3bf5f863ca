import type { DagView } from "../core/dag-view.ts";
import { pageScript } from "../pipeline/page-script.ts";
import { type DagHtmlOptions, renderDagHtml } from "../render/render-dag-html.ts";
import { renderDagText } from "../render/render-dag-text.ts";
import type { MimeBundle } from "./publisher.ts";

/** A DAG for a page, with its plain form for everything else. */
export function drawDag(view: DagView, options: Omit<DagHtmlOptions, "script"> = {}): MimeBundle {
  const script = pageScript("dag-page.js");
  return {
    "text/html": renderDagHtml(view, { ...options, script }),
    "text/plain": renderDagText(view),
  };
}
