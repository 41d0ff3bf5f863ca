/// <reference lib="dom" />
import { ExplorerPanel } from "./explorer-panel.ts";
import type { PanelModel } from "./panel-state.ts";

/** Draws a view of the model; anywidget calls what it returns when the view is gone. */
export function renderPanel({ model, el }: { model: PanelModel; el: HTMLElement }): () => void {
  const panel = new ExplorerPanel(model);
  el.append(panel.element);
  return () => panel.dispose();
}
