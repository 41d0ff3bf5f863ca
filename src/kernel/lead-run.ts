import type { Engine } from "../pipeline/engine.ts";
import type { PlannedGraph } from "../pipeline/planned-graph.ts";
import type { RunOptions } from "../pipeline/run-options.ts";
import type { RunPicture } from "./live-run.ts";
import type { Publisher } from "./publisher.ts";
import { type Led, showRun } from "./show-run.ts";

/** A plan that is to be run, and what is shown of it meanwhile. */
interface RunOrder {
  readonly engine: Engine;
  readonly planned: PlannedGraph;
  readonly options: RunOptions;
  /** Undefined where nobody sees it. */
  readonly picture: RunPicture | undefined;
  readonly publisher: Publisher;
}

/** Leads a run, wherever that is done. Never rejects. */
export type LeadRun = (order: RunOrder) => Promise<Led>;

/** In this thread, which has to be free for it. */
export const leadHere: LeadRun = ({ engine, planned, options, picture, publisher }) => {
  const { onEvent = () => {} } = options;
  return showRun({
    picture,
    publisher,
    resourceShare: planned.resourceShare,
    lead: (hear) => engine.runPlanned(planned, { ...options, onEvent: hear }),
    onEvent,
  });
};
