import type { RunEvent } from "../core/event.ts";
import type { Engine } from "../pipeline/engine.ts";
import type { PlannedGraph } from "../pipeline/planned-graph.ts";
import type { RunOptions } from "../pipeline/run-options.ts";
import type { RunPicture } from "./live-run.ts";
import type { Publisher } from "./publisher.ts";
import { type Led, type ShownRun, showRun } from "./show-run.ts";

/** A plan that is to be run, and what is shown of it meanwhile. */
export interface RunOrder {
  readonly engine: Engine;
  readonly planned: PlannedGraph;
  readonly options: RunOptions;
  /** Hears of a run what tasks print and how they fail; of where they begin it need not be told why. */
  readonly onLog?: (event: RunEvent) => void;
  /** Undefined where nobody sees it. */
  readonly picture: RunPicture | undefined;
  readonly publisher: Publisher;
  /** Called when it is led, here or elsewhere: the thread that planned it may compute now. */
  readonly onBegun?: () => void;
}

/** Leads a run, wherever that is done. Never rejects. */
export type LeadRun = (order: RunOrder) => Promise<Led>;

/** In this thread, which has to be free for it. */
export const leadHere: LeadRun = (order) => {
  const { engine, planned, options, onBegun } = order;
  onBegun?.();
  return show(order, (onEvent) => engine.runPlanned(planned, { ...options, onEvent }));
};

/** Of a run that cannot begin. */
export function refuseRun(order: RunOrder, error: unknown): Promise<Led> {
  return show(order, () => Promise.reject(error));
}

function show(order: RunOrder, lead: ShownRun["lead"]) {
  const { picture, publisher, planned, options } = order;
  const onEvent = (event: RunEvent) => {
    order.onLog?.(event);
    options.onEvent?.(event);
  };
  return showRun({ picture, publisher, resourceShare: planned.resourceShare, lead, onEvent });
}
