import { CauceError } from "../core/errors.ts";
import { isTask } from "../core/task.ts";
import type { TaskReference } from "./task-reference.ts";

/** A task by its family and parameters. `asked` is the function that was given it. */
export function referenceTo(task: unknown, asked: string): TaskReference {
  if (isTask(task)) return { family: task.family, given: task.given };
  const found =
    typeof task === "function"
      ? `the class \`${task.name}\` itself: write \`${asked}(new ${task.name}(…))\``
      : `a value of type ${typeof task}`;
  throw new CauceError(
    "not-a-task",
    `\`${asked}\` was given ${found}. Expected a task, such as \`new MyTask()\`.`,
  );
}
