import { randomUUID } from "node:crypto";
import type { DagNode, DagView } from "../core/dag-view.ts";
import type { RunEvent } from "../core/event.ts";
import type { RunReport } from "../pipeline/run-report.ts";
import { stepView } from "../pipeline/view-dag.ts";
import { describeSummary, renderReport } from "../render/render-report.ts";
import { describeRun, renderStatusLine, shareOfRun } from "../render/render-status-line.ts";
import { drawDag } from "./draw-dag.ts";
import type { MimeBundle, Publisher } from "./publisher.ts";

const redrawMs = 100;
/** How often the clocks of running tasks go on, while nothing else happens. */
const tickMs = 1_000;

/** One picture of one run, updated in place, not more often than an eye can follow. */
export class LiveRun {
  readonly displayId = randomUUID();
  readonly #publisher: Publisher;
  readonly #key: string;
  readonly #startedAt = performance.now();
  readonly #starts = new Map<string, number>();
  #view: DagView;
  #timer: NodeJS.Timeout | undefined;
  #dueAt = 0;

  /** `key` tells a page which picture this is when it is drawn again. */
  constructor(view: DagView, key: string, publisher: Publisher) {
    this.#view = view;
    this.#key = key;
    this.#publisher = publisher;
    publisher.displayData(this.#draw(), this.displayId);
    this.#redrawIn(tickMs);
  }

  /** The DAG as the events so far have left it. */
  get view(): DagView {
    return this.#view;
  }

  step(event: RunEvent): void {
    if (event.event === "log")
      this.#publisher.stream(event.stream ?? "stdout", `${event.id}: ${event.text}\n`);
    if (event.event === "task" && event.status === "started")
      this.#starts.set(event.id, performance.now());
    const before = this.#view;
    this.#view = stepView(before, event);
    if (this.#view !== before) this.#redrawIn(redrawMs);
  }

  /** Draws the last state, with the summary below it, and returns what is shown now. */
  finish(report: RunReport): MimeBundle {
    this.stop();
    const bundle = drawFinishedRun(this.#view, this.#view, this.#key, report);
    this.#publisher.updateDisplayData(bundle, this.displayId);
    return bundle;
  }

  /** Draws nothing further. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #redrawIn(ms: number): void {
    const dueAt = performance.now() + ms;
    if (this.#timer !== undefined && this.#dueAt <= dueAt) return;
    clearTimeout(this.#timer);
    this.#dueAt = dueAt;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#publisher.updateDisplayData(this.#draw(), this.displayId);
      this.#redrawIn(tickMs);
    }, ms);
  }

  #draw(): MimeBundle {
    const now = performance.now();
    const nodes = this.#view.nodes.map((node) => this.#withClock(node, now));
    const view = { ...this.#view, nodes };
    const words = describeRun(view, now - this.#startedAt);
    const picture = drawDag(view, { key: this.#key, live: true });
    return {
      "text/html": `${renderStatusLine(words, shareOfRun(view))}${picture["text/html"]}`,
      "text/plain": `${picture["text/plain"]}\n\n${words}`,
    };
  }

  #withClock(node: DagNode, now: number): DagNode {
    const startedAt = this.#starts.get(node.id);
    return node.state !== "running" || startedAt === undefined
      ? node
      : { ...node, elapsedMs: now - startedAt };
  }
}

/** A run that has ended: what it did stands in the summary, and what an edit has since made stale in the picture. */
export function drawFinishedRun(
  end: DagView,
  now: DagView,
  key: string,
  report: RunReport,
): MimeBundle {
  const stale = new Map(
    now.nodes.filter(({ state }) => state === "stale").map((node) => [node.id, node]),
  );
  // What failed or was stopped is stale by nature: how it ended says more.
  const nodes = end.nodes.map((node) =>
    node.state === "succeeded" || node.state === "fresh" ? (stale.get(node.id) ?? node) : node,
  );
  const picture = drawDag({ ...end, nodes }, { key });
  const summary = renderReport({ summary: report.summary, nodes: end.nodes }, { headed: false });
  const line = renderStatusLine(describeSummary(report.summary));
  return {
    "text/html": `${line}${picture["text/html"]}${summary.html}`,
    "text/plain": `${picture["text/plain"]}\n\n${summary.text}`,
  };
}
