import type { Task } from "../core/task.ts";
import type { TaskModule } from "./evaluate-module.ts";
import type { TaskReference } from "./task-reference.ts";

/** A task of a module, by its class's name and its parameters. */
export function instantiate(module: TaskModule, { family, given }: TaskReference): Task {
  const found = module[family];
  if (found === undefined) throw new Error(`the module does not export ${family}`);
  const Class = found as unknown as new (given: unknown) => Task;
  return new Class(structuredClone(given));
}
