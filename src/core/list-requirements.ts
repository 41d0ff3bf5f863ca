import { CauceError } from "./errors.ts";
import { isTask, type Requirements, type Task } from "./task.ts";

/**
 * The required tasks, each with its place in the shape that they were given in. `source` begins
 * an error: "`Total.requires()` returned".
 */
export function listRequirements(
  required: Requirements,
  source: string,
): { name: string; task: Task }[] {
  if (required === undefined || required === null) return [];
  if (isTask(required)) return [{ name: "", task: required }];
  if (typeof required !== "object") throw notATask(source, "", required);
  return Object.entries(required).map(([name, task]) => {
    if (isTask(task)) return { name, task };
    throw notATask(source, ` at \`${name}\``, task);
  });
}

function notATask(source: string, at: string, found: unknown): CauceError {
  return new CauceError(
    "requires-not-a-task",
    `${source} ${describe(found)}${at}. Expected a task, or tasks in an array or a record.`,
  );
}

function describe(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "function")
    return `the class \`${value.name}\` itself (is \`new\` missing?)`;
  return Array.isArray(value) ? "an array in an array" : `a value of type ${typeof value}`;
}
