import type { Engine } from "../../pipeline/engine.ts";
import type { PlannedGraph } from "../../pipeline/planned-graph.ts";
import type { TaskReference } from "../../pipeline/task-reference.ts";
import { currentExecution } from "../publisher.ts";
import { Explorer, type ExplorerHost } from "./explorer.ts";

const mostOpen = 20;
const withoutWidgets =
  "The panel of `explore` opens here when the cell runs in a Jupyter that has widgets (pip install anywidget, where JupyterLab is installed), and ends with its kernel.";

/** The panels of a notebook, one a cell. */
export class Explorers {
  readonly #host: ExplorerHost;
  readonly #open = new Map<string, Explorer>();

  constructor(host: ExplorerHost) {
    this.#host = host;
  }

  /** Shows a panel under the running cell, for the picture with this key. */
  async show(root: TaskReference, key: string, planned: PlannedGraph): Promise<void> {
    const explorer = new Explorer(this.#host, root, planned, key);
    this.#keep(currentExecution()?.cellId ?? key, explorer);
    currentExecution()?.publisher.displayData({
      "application/vnd.jupyter.widget-view+json": explorer.view,
      "text/plain": withoutWidgets,
    });
    await explorer.select(planned.root);
  }

  /** A panel whose DAG can no longer be planned stays as it was, as a picture does. */
  async refresh(engine: Engine): Promise<void> {
    for (const explorer of this.#open.values()) await explorer.refresh(engine).catch(() => {});
  }

  /** A cell that is run again gives up its panel. */
  #keep(cell: string, explorer: Explorer): void {
    this.#open.get(cell)?.close();
    this.#open.delete(cell);
    this.#open.set(cell, explorer);
    const [oldest] = this.#open;
    if (this.#open.size <= mostOpen || oldest === undefined) return;
    oldest[1].close();
    this.#open.delete(oldest[0]);
  }
}
