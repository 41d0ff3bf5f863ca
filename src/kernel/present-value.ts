import { types } from "node:util";
import { Dag, Exploration } from "../pipeline/ask.ts";
import { WhyReport } from "../pipeline/explain.ts";
import { ImpactReport } from "../pipeline/impact-report.ts";
import { RunReport } from "../pipeline/run-report.ts";
import { SweepReport } from "../pipeline/sweep-report.ts";
import { renderImpact } from "../render/render-impact.ts";
import { renderSweep } from "../render/render-sweep.ts";
import { renderWhy } from "../render/render-why.ts";
import { AutoRun } from "./auto-run.ts";
import type { LiveDags } from "./live-dags.ts";
import { presentBundle } from "./present-bundle.ts";
import { presentTask } from "./present-task.ts";
import type { MimeBundle } from "./publisher.ts";

/** Of thousands of tasks the list would be megabytes of the notebook; `tasks` of the value has all. */
const mostReasons = 200;

/** How a cell's last value is shown; undefined where it is shown already, or not at all. */
export async function presentValue(
  value: unknown,
  dags: LiveDags,
): Promise<MimeBundle | undefined> {
  // A proxy would be asked for its prototype, and its code may do anything then.
  if (types.isProxy(value)) return presentBundle(value);
  if (value === undefined || value instanceof RunReport || value instanceof AutoRun)
    return undefined;
  if (value instanceof Dag) {
    dags.draw(value.task, value.view);
    return undefined;
  }
  if (value instanceof Exploration) {
    await dags.explore(value.task, value.planned);
    return undefined;
  }
  if (value instanceof WhyReport) {
    const { html, text } = renderWhy(value, { most: mostReasons });
    return { "text/html": html, "text/plain": text };
  }
  if (value instanceof ImpactReport) {
    const { html, text } = renderImpact(value);
    return { "text/html": html, "text/plain": text };
  }
  if (value instanceof SweepReport) {
    const { html, text } = renderSweep(value);
    return { "text/html": html, "text/plain": text };
  }
  return presentBundle(value, [presentTask]);
}
