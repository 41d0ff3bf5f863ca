import { randomUUID } from "node:crypto";
import type { DagView } from "../core/dag-view.ts";
import type { RunEvent } from "../core/event.ts";
import type { Engine, PlannedGraph, RunOptions, TaskReference } from "../pipeline/engine.ts";
import type { RunReport } from "../pipeline/run-report.ts";
import { stepView, viewDag } from "../pipeline/view-dag.ts";
import { renderDagHtml } from "../render/render-dag-html.ts";
import { renderDagText } from "../render/render-dag-text.ts";
import { renderReport } from "../render/render-report.ts";
import { currentExecution, type MimeBundle, type Publisher } from "./publisher.ts";

/** A DAG that was drawn and that follows edits and runs. */
interface DrawnDag {
  readonly reference: TaskReference;
  readonly displayId: string;
  shown: string;
}

const redrawMs = 100;
const mostFollowed = 20;

/** Draws DAGs, turns them while their tasks run, and keeps those already on the page true. */
export class LiveDags {
  readonly #engine: () => Engine;
  readonly #runs = new Set<Promise<unknown>>();
  #drawn: DrawnDag[] = [];

  constructor(engine: () => Engine) {
    this.#engine = engine;
  }

  /** Draws a DAG under the running cell; from now on it follows. */
  draw(reference: TaskReference, view: DagView): void {
    const publisher = currentExecution()?.publisher;
    if (publisher === undefined) return;
    const bundle = bundleOf(view);
    const displayId = randomUUID();
    publisher.displayData(bundle, displayId);
    this.#drawn = [...this.#drawn, { reference, displayId, shown: JSON.stringify(bundle) }].slice(
      -mostFollowed,
    );
  }

  /** Resolves when no run goes on, with the last picture of each drawn. Never rejects. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#runs);
  }

  /** Runs a plan under the running cell: the picture turns as tasks run, then comes the summary. */
  run(
    engine: Engine,
    planned: PlannedGraph,
    reference: TaskReference,
    options: RunOptions,
  ): Promise<RunReport> {
    const run = this.#run(engine, planned, reference, options);
    this.#runs.add(run);
    return run.finally(() => this.#runs.delete(run));
  }

  async #run(
    engine: Engine,
    planned: PlannedGraph,
    reference: TaskReference,
    options: RunOptions,
  ): Promise<RunReport> {
    const execution = currentExecution();
    const picture =
      execution === undefined ? undefined : new LivePicture(viewDag(planned), execution.publisher);
    const signal = combine(options.signal, execution?.signal);
    const onEvent = (event: RunEvent) => {
      picture?.step(event);
      options.onEvent?.(event);
    };
    const report = await engine.runPlanned(planned, reference, {
      ...options,
      ...(signal === undefined ? {} : { signal }),
      onEvent,
    });
    picture?.finish(report);
    await this.refresh();
    return report;
  }

  /** Redraws what an edit or a run has changed. A DAG that can no longer be planned stays as it was. */
  async refresh(): Promise<void> {
    for (const dag of this.#drawn) {
      const view = await this.#engine()
        .plan(dag.reference)
        .then(viewDag, () => undefined);
      if (view === undefined) continue;
      const bundle = bundleOf(view);
      const shown = JSON.stringify(bundle);
      if (shown === dag.shown) continue;
      dag.shown = shown;
      // Under the running cell's request: clients such as nbclient hear no other.
      currentExecution()?.publisher.updateDisplayData(bundle, dag.displayId);
    }
  }
}

/** One picture of one run, updated in place, not more often than an eye can follow. */
class LivePicture {
  readonly #publisher: Publisher;
  readonly #displayId = randomUUID();
  #view: DagView;
  #timer: NodeJS.Timeout | undefined;

  constructor(view: DagView, publisher: Publisher) {
    this.#view = view;
    this.#publisher = publisher;
    publisher.displayData(bundleOf(view), this.#displayId);
  }

  step(event: RunEvent): void {
    if (event.event === "log") this.#publisher.stream("stdout", `${event.id}: ${event.text}\n`);
    this.#view = stepView(this.#view, event);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#publisher.updateDisplayData(bundleOf(this.#view), this.#displayId);
    }, redrawMs);
  }

  finish(report: RunReport): void {
    clearTimeout(this.#timer);
    const picture = bundleOf(this.#view);
    const summary = renderReport({ summary: report.summary, nodes: this.#view.nodes });
    const bundle = {
      "text/html": `${picture["text/html"]}${summary.html}`,
      "text/plain": `${picture["text/plain"]}\n\n${summary.text}`,
    };
    this.#publisher.updateDisplayData(bundle, this.#displayId);
  }
}

function bundleOf(view: DagView): MimeBundle {
  return { "text/html": renderDagHtml(view), "text/plain": renderDagText(view) };
}

function combine(...signals: (AbortSignal | undefined)[]): AbortSignal | undefined {
  const given = signals.filter((signal) => signal !== undefined);
  return given.length === 0 ? undefined : AbortSignal.any(given);
}
