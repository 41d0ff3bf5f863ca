import type { DagView } from "../core/dag-view.ts";
import { renderDagHtml } from "../render/render-dag-html.ts";
import { renderDagText } from "../render/render-dag-text.ts";
import type { MimeBundle } from "./publisher.ts";

/** A DAG for a page, with its plain form for everything else. */
export function drawDag(view: DagView): MimeBundle {
  return { "text/html": renderDagHtml(view), "text/plain": renderDagText(view) };
}
