import { CauceError } from "../core/errors.ts";
import type { Auto, AutoOptions } from "./auto-options.ts";
import type { Engine } from "./engine.ts";
import type { RunOptions } from "./run-options.ts";
import type { RunReport } from "./run-report.ts";
import type { TaskReference, Wanted } from "./task-reference.ts";

/** What stands around `run(task)` and its like: a notebook's session, or a script. */
export interface Host {
  /** The engine for the code as it is now. */
  engine(): Promise<Engine>;
  /** Plans what is wanted, runs it and shows it as it goes, in the way of the place. */
  run(wanted: Wanted, options: RunOptions): Promise<RunReport>;
  /** Keeps a task fresh, behind every cell that touches it. */
  auto(
    reference: TaskReference,
    options: AutoOptions & { readonly askAboveMs: number },
  ): Promise<Auto>;
  /** Shows a value now; an update takes the place of what was shown under the same id. */
  display(
    value: unknown,
    place: { readonly id: string; readonly isUpdate: boolean },
  ): Promise<void>;
  /** Removes what was shown so far; with `wait`, when the next output comes. */
  clearOutput(wait: boolean): void;
}

let current: Host | undefined;

export function setHost(host: Host | undefined): void {
  current = host;
}

/** Undefined in a process that is no notebook. */
export function findHost(): Host | undefined {
  return current;
}

export function currentHost(): Host {
  if (current !== undefined) return current;
  throw new CauceError(
    "no-notebook",
    "`run`, `dag`, `why`, `auto` and `sweep` need to know the code of their tasks, and this process is no Cauce notebook. Run the file with `cauce run FILE TASK`, or open it in the kernel.",
  );
}
