import type { DagView } from "../core/dag-view.ts";
import type { RunEvent } from "../core/event.ts";
import type { Engine } from "../pipeline/engine.ts";
import type { PlannedGraph } from "../pipeline/planned-graph.ts";
import type { RunOptions } from "../pipeline/run-options.ts";
import type { RunReport } from "../pipeline/run-report.ts";
import type { TaskReference, Wanted } from "../pipeline/task-reference.ts";
import { viewDag } from "../pipeline/view-dag.ts";
import { drawDag } from "./draw-dag.ts";
import type { FollowedPictures } from "./followed-pictures.ts";
import { drawFinishedRun, LiveRun } from "./live-run.ts";
import { currentExecution } from "./publisher.ts";

/** Draws DAGs, and turns them while their tasks run. */
export class LiveDags {
  readonly #pictures: FollowedPictures;
  readonly #runs = new Set<Promise<unknown>>();

  constructor(pictures: FollowedPictures) {
    this.#pictures = pictures;
  }

  /** Draws a DAG under the running cell; from now on it follows. */
  draw(reference: TaskReference, view: DagView): void {
    const key = pictureKey(view);
    this.#pictures.show(drawDag(view, { key }), async (engine) =>
      drawDag(viewDag(await engine.plan(reference)), { key }),
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
    wanted: Wanted,
    options: RunOptions,
  ): Promise<RunReport> {
    const run = this.#run(engine, planned, wanted, options);
    this.#runs.add(run);
    return run.finally(() => this.#runs.delete(run));
  }

  async #run(
    engine: Engine,
    planned: PlannedGraph,
    wanted: Wanted,
    options: RunOptions,
  ): Promise<RunReport> {
    const execution = currentExecution();
    const view = viewDag(planned);
    const key = pictureKey(view);
    const picture =
      execution === undefined
        ? undefined
        : new LiveRun(view, {
            key,
            bell: options.bell === true,
            workers: planned.workers,
            publisher: execution.publisher,
          });
    const signal = combine(options.signal, execution?.signal);
    const onEvent = (event: RunEvent) => {
      picture?.step(event);
      options.onEvent?.(event);
    };
    try {
      const report = await engine.runPlanned(planned, {
        ...options,
        ...(signal === undefined ? {} : { signal }),
        onEvent,
      });
      await this.#pictures.refresh();
      if (picture !== undefined) this.#follow(picture, wanted, report);
      return report;
    } finally {
      picture?.stop();
    }
  }

  /** An edit after the run turns the tasks that it touches stale in the run's picture too. */
  #follow(picture: LiveRun, wanted: Wanted, report: RunReport): void {
    const finished = picture.end(report);
    const bundle = drawFinishedRun(finished);
    currentExecution()?.publisher.updateDisplayData(bundle, picture.displayId);
    this.#pictures.follow(picture.displayId, bundle, async (engine) =>
      drawFinishedRun(finished, viewDag(await engine.plan(wanted))),
    );
  }
}

/** The same for a cell that is run again: what a person did to its picture stays. */
function pictureKey({ root }: DagView): string {
  return `${currentExecution()?.cellId ?? ""} ${root}`.trimStart();
}

function combine(...signals: (AbortSignal | undefined)[]): AbortSignal | undefined {
  const given = signals.filter((signal) => signal !== undefined);
  return given.length === 0 ? undefined : AbortSignal.any(given);
}
