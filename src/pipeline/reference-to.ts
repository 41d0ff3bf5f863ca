import { CauceError } from "../core/errors.ts";
import { isTask } from "../core/task.ts";
import type { TaskReference } from "./task-reference.ts";

/** A task by its family and parameters. `asked` is the function that was given it. */
export function referenceTo(task: unknown, asked: string): TaskReference {
  if (isTask(task)) return { family: task.family, given: task.given };
  throw new CauceError(
    "not-a-task",
    `\`${asked}\` was given ${describeFound(task, asked)}. Expected a task, such as \`new MyTask()\`.`,
  );
}

function describeFound(task: unknown, asked: string): string {
  if (typeof task === "function")
    return `the class \`${task.name}\` itself: write \`${asked}(new ${task.name}(…))\``;
  if (Array.isArray(task))
    return "a list: let a class that extends `WrapperTask` return it from `requires()`, and give that, or `sweep` one class over many parameters";
  if (task === null || task === undefined) return `${task}`;
  const name: unknown = typeof task === "object" ? task.constructor?.name : undefined;
  if (name === "Promise") return "a promise: put `await` before what gives the task";
  return typeof name === "string" && name !== "" && name !== "Object"
    ? `a value of the class \`${name}\``
    : `a value of type ${typeof task}`;
}
