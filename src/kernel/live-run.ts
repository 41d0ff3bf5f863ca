import { randomUUID } from "node:crypto";
import type { DagView } from "../core/dag-view.ts";
import type { RunEvent } from "../core/event.ts";
import type { RunReport } from "../pipeline/run-report.ts";
import { stepView } from "../pipeline/view-dag.ts";
import { renderReport } from "../render/render-report.ts";
import { drawDag } from "./draw-dag.ts";
import type { MimeBundle, Publisher } from "./publisher.ts";

const redrawMs = 100;

/** One picture of one run, updated in place, not more often than an eye can follow. */
export class LiveRun {
  readonly displayId = randomUUID();
  readonly #publisher: Publisher;
  #view: DagView;
  #timer: NodeJS.Timeout | undefined;

  constructor(view: DagView, publisher: Publisher) {
    this.#view = view;
    this.#publisher = publisher;
    publisher.displayData(drawDag(view), this.displayId);
  }

  /** The DAG as the events so far have left it. */
  get view(): DagView {
    return this.#view;
  }

  step(event: RunEvent): void {
    if (event.event === "log") this.#publisher.stream("stdout", `${event.id}: ${event.text}\n`);
    this.#view = stepView(this.#view, event);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#publisher.updateDisplayData(drawDag(this.#view), this.displayId);
    }, redrawMs);
  }

  /** Draws the last state, with the summary below it, and returns what is shown now. */
  finish(report: RunReport): MimeBundle {
    clearTimeout(this.#timer);
    const bundle = drawFinishedRun(this.#view, this.#view, report);
    this.#publisher.updateDisplayData(bundle, this.displayId);
    return bundle;
  }
}

/** A run that has ended: what it did stands in the summary, and what an edit has since made stale in the picture. */
export function drawFinishedRun(end: DagView, now: DagView, report: RunReport): MimeBundle {
  const stale = new Map(
    now.nodes.filter(({ state }) => state === "stale").map((node) => [node.id, node]),
  );
  // What failed or was stopped is stale by nature: how it ended says more.
  const nodes = end.nodes.map((node) =>
    node.state === "succeeded" || node.state === "fresh" ? (stale.get(node.id) ?? node) : node,
  );
  const picture = drawDag({ ...end, nodes });
  const summary = renderReport({ summary: report.summary, nodes: end.nodes });
  return {
    "text/html": `${picture["text/html"]}${summary.html}`,
    "text/plain": `${picture["text/plain"]}\n\n${summary.text}`,
  };
}
