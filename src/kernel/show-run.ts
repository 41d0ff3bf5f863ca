import type { DagView } from "../core/dag-view.ts";
import type { RunEvent } from "../core/event.ts";
import type { RunReport } from "../pipeline/run-report.ts";
import { type FinishedRun, LiveRun, type RunPicture, type RunPlace } from "./live-run.ts";

/** How a run ended that was shown as it went. */
export type Led =
  | {
      readonly ok: true;
      readonly report: RunReport;
      /** Undefined where there was no picture. */
      readonly finished: FinishedRun | undefined;
    }
  | {
      readonly ok: false;
      /** Why it could not begin or go on. */
      readonly error: unknown;
      /** What its picture shows now. */
      readonly left: DagView | undefined;
    };

export interface ShownRun extends RunPlace {
  /** Undefined where nobody sees it. */
  readonly picture: RunPicture | undefined;
  readonly lead: (onEvent: (event: RunEvent) => void) => Promise<RunReport>;
  /** Hears every event, behind its picture. */
  readonly onEvent: (event: RunEvent) => void;
}

/** Leads a run to its end, and turns its picture meanwhile. Never rejects. */
export async function showRun({
  picture,
  publisher,
  resourceShare,
  lead,
  onEvent,
}: ShownRun): Promise<Led> {
  const live = picture && new LiveRun(picture, { publisher, resourceShare });
  try {
    const report = await lead((event) => {
      live?.step(event);
      onEvent(event);
    });
    return { ok: true, report, finished: live?.end(report.summary) };
  } catch (error) {
    return { ok: false, error, left: live?.giveUp() };
  } finally {
    live?.stop();
  }
}
