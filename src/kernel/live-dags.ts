import { randomUUID } from "node:crypto";
import type { DagNode, DagView } from "../core/dag-view.ts";
import type { ErrorDetail } from "../core/error-detail.ts";
import { classOf, hasWork } from "../core/task.ts";
import type { Engine } from "../pipeline/engine.ts";
import type { PlannedGraph } from "../pipeline/planned-graph.ts";
import type { RunOptions } from "../pipeline/run-options.ts";
import type { RunReport } from "../pipeline/run-report.ts";
import type { TaskReference, Wanted } from "../pipeline/task-reference.ts";
import { viewDag } from "../pipeline/view-dag.ts";
import { drawDag } from "./draw-dag.ts";
import { FailedTasks } from "./failed-tasks.ts";
import type { FollowedPictures, Picture } from "./followed-pictures.ts";
import type { LeadRun } from "./lead-run.ts";
import { drawFinishedRun, type FinishedRun, findStale, type RunPicture } from "./live-run.ts";
import { currentExecution } from "./publisher.ts";
import { quietPublisher } from "./quiet-publisher.ts";
import { LatestLogs } from "./widget/latest-logs.ts";

/** The panels beside pictures. */
export interface Panels {
  show(reference: TaskReference, key: string, planned: PlannedGraph): Promise<void>;
  /** Brings them up to date, as the pictures are. */
  refresh(engine: Engine): Promise<void>;
}

interface RunManner {
  /** Its picture stays true afterwards, as every picture under a cell does; true unless told. */
  readonly isFollowed?: boolean;
  /** Called when it is under way. */
  readonly onBegun?: () => void;
}

/** Draws DAGs, and turns them while their tasks run. */
export class LiveDags {
  readonly #pictures: FollowedPictures;
  readonly #lead: LeadRun;
  readonly #runs = new Set<Promise<unknown>>();
  /** What tasks logged when they last ran. */
  readonly logs = new LatestLogs();
  readonly failed = new FailedTasks();
  /** How much pictures of runs tell of failures, from the next run on. */
  errorDetail: ErrorDetail = "short";
  #panels: Panels | undefined;

  constructor(pictures: FollowedPictures, lead: LeadRun) {
    this.#pictures = pictures;
    this.#lead = lead;
  }

  /** From now on `explore` shows a panel beside its picture. */
  usePanels(panels: Panels): void {
    this.#panels = panels;
    this.#pictures.alsoRefresh((engine) => panels.refresh(engine));
  }

  /** Draws a DAG under the running cell; from now on it follows. */
  draw(reference: TaskReference, view: DagView): void {
    this.#pictures.show(pictureOf(reference, pictureKey(view)), view);
  }

  /** Draws a DAG under the running cell, with a panel where there are widgets. */
  async explore(reference: TaskReference, planned: PlannedGraph): Promise<void> {
    const view = viewDag(planned);
    this.draw(reference, view);
    await this.#panels?.show(reference, pictureKey(view), planned);
  }

  /** Resolves when no run goes on, with the last picture of each drawn. Never rejects. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#runs);
  }

  /**
   * Runs a plan under the running cell: the picture turns as tasks run, then comes the summary.
   */
  run(
    engine: Engine,
    planned: PlannedGraph,
    wanted: Wanted,
    options: RunOptions,
    manner: RunManner = {},
  ): Promise<RunReport> {
    const run = this.#run(engine, planned, wanted, options, manner);
    this.#runs.add(run);
    return run.finally(() => this.#runs.delete(run));
  }

  async #run(
    engine: Engine,
    planned: PlannedGraph,
    wanted: Wanted,
    options: RunOptions,
    { isFollowed = true, onBegun }: RunManner,
  ): Promise<RunReport> {
    const execution = currentExecution();
    const picture = execution && this.#pictureOf(planned, options);
    const signal = combine(options.signal, execution?.signal);
    const led = await this.#lead({
      engine,
      planned,
      options: { ...options, ...(signal === undefined ? {} : { signal }) },
      onLog: (event) => this.logs.take(event),
      picture,
      publisher: execution?.publisher ?? quietPublisher,
      ...(onBegun === undefined ? {} : { onBegun }),
    });
    if (!led.ok) {
      if (picture !== undefined && led.left !== undefined && isFollowed)
        this.#pictures.follow(picture.displayId, pictureOf(wanted, picture.key), led.left);
      throw led.error;
    }
    const { report, finished } = led;
    this.failed.take(report);
    if (!isFollowed) await this.#pictures.refresh();
    else if (hasChangedNothing(report)) this.#pictures.lookSoon();
    else this.#pictures.refreshSoon();
    if (picture !== undefined && finished !== undefined && isFollowed)
      this.#follow(picture.displayId, finished, wanted);
    return report;
  }

  #pictureOf(planned: PlannedGraph, options: RunOptions): RunPicture {
    const view = viewDag(planned);
    return {
      view,
      key: pictureKey(view),
      displayId: randomUUID(),
      isShown: false,
      workers: planned.workers,
      resources: planned.resources,
      isUrgent: options.onEvent !== undefined || runsHere(planned),
      isLast: true,
      bell: options.bell === true,
      errorDetail: this.errorDetail,
    };
  }

  /** An edit after a run turns the tasks that it touches stale in its picture too. */
  #follow(displayId: string, finished: FinishedRun, wanted: Wanted): void {
    const look = async (engine: Engine) => findStale(finished, await lookAt(wanted, engine));
    const draw = (stale: readonly DagNode[]) => drawFinishedRun(finished, stale);
    this.#pictures.follow(displayId, { look, draw, isGraph: true }, []);
  }
}

function hasChangedNothing({ tasks }: RunReport): boolean {
  return tasks.every(({ status, restored }) => status === "fresh" && !restored);
}

/** Whether what would run keeps the thread busy that draws. */
function runsHere({ plan, graph }: PlannedGraph): boolean {
  for (const { task, decision } of plan.tasks()) {
    const made = decision.state === "stale" ? graph.get(task.id)?.task : undefined;
    if (made !== undefined && hasWork(made) && classOf(made).executor === "in-process") return true;
  }
  return false;
}

/** A DAG as it is now. */
function pictureOf(wanted: Wanted, key: string): Picture<DagView> {
  return {
    look: (engine) => lookAt(wanted, engine),
    draw: (now) => drawDag(now, { key }),
    isGraph: true,
  };
}

async function lookAt(wanted: Wanted, engine: Engine): Promise<DagView> {
  const planned = await engine.view(wanted);
  engine.prepare(planned);
  return viewDag(planned);
}

/** The same for a cell that is run again: what a person did to its picture stays. */
function pictureKey({ root }: DagView): string {
  return `${currentExecution()?.cellId ?? ""} ${root}`.trimStart();
}

function combine(...signals: (AbortSignal | undefined)[]): AbortSignal | undefined {
  const given = signals.filter((signal) => signal !== undefined);
  return given.length === 0 ? undefined : AbortSignal.any(given);
}
