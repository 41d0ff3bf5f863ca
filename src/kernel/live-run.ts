import type { DagNode, DagView } from "../core/dag-view.ts";
import type { ErrorDetail } from "../core/error-detail.ts";
import type { RunEvent, RunSummary } from "../core/event.ts";
import { SteppedView } from "../pipeline/stepped-view.ts";
import { markWaiting, type ResourceSituation } from "../plan/mark-waiting.ts";
import { renderLogs, type TaskLog } from "../render/render-logs.ts";
import { describeSummary, renderReport } from "../render/render-report.ts";
import { describeRun, renderStatusLine, shareOfRun } from "../render/render-status-line.ts";
import { drawDag } from "./draw-dag.ts";
import type { MimeBundle, Publisher } from "./publisher.ts";
import { TaskLogs } from "./task-logs.ts";

/** One that is over sooner is drawn once: nobody sees more of it, and drawing takes its time. */
const firstDrawMs = 30;
const redrawMs = 100;
/** How often the clocks of running tasks go on, while nothing else happens. */
const tickMs = 1_000;

/** A picture of a run before it begins, and how it is drawn. It is data: another thread may draw it. */
export interface RunPicture {
  readonly view: DagView;
  /** Tells a page which picture this is when it is drawn again. */
  readonly key: string;
  readonly displayId: string;
  /** Something stands there already, and is replaced; otherwise it is shown below the cell's outputs. */
  readonly isShown: boolean;
  /** How many tasks run at once. */
  readonly workers: number;
  /** How much there is of each resource that tasks take. */
  readonly resources: Readonly<Record<string, number>>;
  /** Drawn before anything runs: what runs may keep this thread busy, or write under the same cell. */
  readonly isUrgent: boolean;
  /** False where someone else draws how it has ended that was cancelled, or could not go on. */
  readonly isLast: boolean;
  /** Stands before the words on how the run goes. */
  readonly heading?: string;
  readonly bell?: boolean;
  /** How much is told of failures. */
  readonly errorDetail: ErrorDetail;
}

/** Where a run is drawn. */
export interface RunPlace extends Pick<Required<ResourceSituation>, "resourceShare"> {
  readonly publisher: Publisher;
}

/** A run that has ended, with all that its picture shows. */
export interface FinishedRun {
  readonly view: DagView;
  readonly summary: RunSummary;
  readonly logs: readonly TaskLog[];
  readonly key: string;
  readonly heading?: string;
  readonly bell?: boolean;
  readonly errorDetail: ErrorDetail;
}

/** One picture of one run, updated in place, not more often than an eye can follow. */
export class LiveRun {
  readonly #picture: RunPicture;
  readonly #place: RunPlace;
  readonly #startedAt = performance.now();
  readonly #starts = new Map<string, number>();
  readonly #logs = new TaskLogs();
  readonly #stepped: SteppedView;
  /** How long the last drawing took. */
  #drawMs = 0;
  #isShown: boolean;
  #timer: NodeJS.Timeout | undefined;
  #dueAt = 0;

  constructor(picture: RunPicture, place: RunPlace) {
    this.#stepped = new SteppedView(picture.view);
    this.#picture = picture;
    this.#place = place;
    const { isShown, isUrgent } = picture;
    this.#isShown = isShown;
    if (isUrgent) this.#show(this.#draw());
    this.#redrawIn(isUrgent ? tickMs : firstDrawMs);
  }

  step(event: RunEvent): void {
    if (event.event === "log") this.#log(event);
    if (event.event === "task" && event.status === "started")
      this.#starts.set(event.id, performance.now());
    if (this.#stepped.step(event)) this.#redrawSoon();
  }

  /** Draws what the run has left; nothing further is drawn. */
  end(summary: RunSummary): FinishedRun {
    this.stop();
    const { key, heading, bell, errorDetail, isLast } = this.#picture;
    const finished = {
      view: this.#stepped.view,
      summary,
      logs: this.#logs.list(),
      key,
      errorDetail,
      ...(heading === undefined ? {} : { heading }),
      ...(bell === undefined ? {} : { bell }),
    };
    if (isLast || summary.cancelled === undefined) this.#show(drawFinishedRun(finished));
    return finished;
  }

  /** Of a run that could not begin or go on, the DAG alone is left: nothing runs, nothing waits. */
  giveUp(): DagView {
    this.stop();
    const view = endRunning(this.#stepped.view);
    if (this.#picture.isLast) this.#show(drawDag(view, { key: this.#picture.key }));
    return view;
  }

  /** Draws nothing further. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #log(event: Extract<RunEvent, { event: "log" }>): void {
    this.#logs.add(event);
    this.#redrawSoon();
  }

  /** Of a large graph drawing takes long: most of the time is left to the run. */
  #redrawSoon(): void {
    this.#redrawIn(Math.max(redrawMs, 5 * this.#drawMs));
  }

  #redrawIn(ms: number): void {
    const dueAt = performance.now() + ms;
    if (this.#timer !== undefined && this.#dueAt <= dueAt) return;
    clearTimeout(this.#timer);
    this.#dueAt = dueAt;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const from = performance.now();
      this.#show(this.#draw());
      this.#drawMs = performance.now() - from;
      this.#redrawIn(Math.max(tickMs, 5 * this.#drawMs));
    }, ms);
  }

  #show(bundle: MimeBundle): void {
    const { publisher } = this.#place;
    const { displayId } = this.#picture;
    if (this.#isShown) publisher.updateDisplayData(bundle, displayId);
    else publisher.displayData(bundle, displayId);
    this.#isShown = true;
  }

  #draw(): MimeBundle {
    const now = performance.now();
    const stepped = this.#stepped.view;
    const nodes = stepped.nodes.map((node) => this.#withClock(node, now));
    const { key, heading, workers, resources } = this.#picture;
    const { resourceShare } = this.#place;
    const view = markWaiting({ ...stepped, nodes }, { resources, resourceShare });
    const words = withHeading(heading, describeRun(view, now - this.#startedAt, workers));
    const logs = renderLogs(this.#logs.list());
    const picture = drawDag(view, { key, live: true, below: logs.html });
    return {
      "text/html": `${renderStatusLine(words, shareOfRun(view))}${picture["text/html"]}`,
      "text/plain": joinParts(picture["text/plain"], logs.text, words),
    };
  }

  #withClock(node: DagNode, now: number): DagNode {
    const startedAt = this.#starts.get(node.id);
    return node.state !== "running" || startedAt === undefined
      ? node
      : { ...node, elapsedMs: now - startedAt };
  }
}

function endRunning(view: DagView): DagView {
  const nodes = view.nodes.map((node) =>
    node.state === "running" ? { ...node, state: "cancelled" as const } : node,
  );
  return { ...view, nodes };
}

/** What an edit has since made stale of what a run left fresh. */
export function findStale({ view: end }: FinishedRun, now: DagView): readonly DagNode[] {
  // What failed or was stopped is stale by nature: how it ended says more.
  const fresh = new Set(
    end.nodes.filter(({ state }) => state === "succeeded" || state === "fresh").map(({ id }) => id),
  );
  return now.nodes.filter(({ id, state }) => state === "stale" && fresh.has(id));
}

/** What a run did stands in its summary, and what is stale by now in the picture. */
export function drawFinishedRun(
  { view: end, summary: counts, logs, key, heading, bell = false, errorDetail }: FinishedRun,
  staleNow: readonly DagNode[] = [],
): MimeBundle {
  const stale = new Map(staleNow.map((node) => [node.id, node]));
  const nodes = end.nodes.map((node) => stale.get(node.id) ?? node);
  const log = renderLogs(logs);
  const picture = drawDag({ ...end, nodes }, { key, bell, below: log.html });
  const summary = renderReport(
    { summary: counts, nodes: end.nodes },
    { headed: false, detail: errorDetail },
  );
  const words = withHeading(heading, describeSummary(counts));
  return {
    "text/html": `${renderStatusLine(words)}${picture["text/html"]}${summary.html}`,
    "text/plain": joinParts(
      picture["text/plain"],
      log.text,
      heading === undefined ? "" : heading,
      summary.text,
    ),
  };
}

function withHeading(heading: string | undefined, words: string): string {
  return heading === undefined ? words : `${heading} · ${words}`;
}

function joinParts(...parts: readonly unknown[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}
