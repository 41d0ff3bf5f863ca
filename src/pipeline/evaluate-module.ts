import { Script } from "node:vm";
import { isCauceError } from "../core/errors.ts";
import type { TaskClass } from "../core/task.ts";
import type { LocatedModule } from "./import-located.ts";
import type { ModuleMeta } from "./module-meta.ts";
import type { Namespace } from "./namespace.ts";
import { userCodeError } from "./user-code-error.ts";

/** The classes that a hermetic module exports. */
export type TaskModule = Readonly<Record<string, TaskClass>>;

/** A hermetic module with everything that another thread needs to evaluate it: it travels as JSON. */
export interface KeptModule {
  /** What stacks call it. */
  readonly name: string;
  readonly code: string;
  /** What its imports stand for, by specifier. */
  readonly imports: Readonly<Record<string, LocatedModule>>;
  /** Where data frames come from; undefined where there is nothing of the kind. */
  readonly frames?: LocatedModule;
}

/** What stands around a hermetic module while it is evaluated. */
export interface ModuleSurroundings {
  /** What its imports give, by specifier. */
  readonly namespaces: Readonly<Record<string, Namespace>>;
  /** Answers `import("…")`. */
  readonly load: (specifier: string) => Promise<Namespace>;
  readonly meta: ModuleMeta;
}

type Evaluate = (
  imports: ModuleSurroundings["namespaces"],
  load: ModuleSurroundings["load"],
  meta: ModuleMeta,
) => Promise<TaskModule>;

export async function evaluateModule(
  { name, code }: KeptModule,
  { namespaces, load, meta }: ModuleSurroundings,
): Promise<TaskModule> {
  const evaluate = new Script(code, { filename: name }).runInThisContext() as Evaluate;
  try {
    return await evaluate(namespaces, load, meta);
  } catch (error) {
    throw isCauceError(error)
      ? error
      : userCodeError("declarations-failed", "The code that the task reaches", error);
  }
}
