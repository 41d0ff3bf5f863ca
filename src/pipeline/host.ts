import { CauceError } from "../core/errors.ts";
import type { Engine, PlannedGraph, RunOptions, TaskReference } from "./engine.ts";
import type { RunReport } from "./run-report.ts";

/** What stands around `run(task)` and its like: a notebook's session, or a script. */
export interface Host {
  /** The engine for the code as it is now. */
  engine(): Promise<Engine>;
  /** Runs a plan and shows it as it goes, in the way of the place. */
  run(
    engine: Engine,
    planned: PlannedGraph,
    reference: TaskReference,
    options: RunOptions,
  ): Promise<RunReport>;
}

let current: Host | undefined;

export function setHost(host: Host | undefined): void {
  current = host;
}

export function currentHost(): Host {
  if (current !== undefined) return current;
  throw new CauceError(
    "no-notebook",
    "`run`, `dag` and `why` need to know the code of their tasks, and this process is no Cauce notebook. Run the file with `cauce run FILE TASK`, or open it in the kernel.",
  );
}
