import { CauceError } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";
import { listTargets } from "../core/target.ts";
import type { Task } from "../core/task.ts";

/** How a sweep tells good from bad: the name of a field of a JSON output, or a function. */
export type Metric = string | ((output: never, task: never) => number | Promise<number>);

const mostDepth = 5;
const mostFields = 100;

/**
 * Before anything runs: a field can be named only where some task has an output in JSON.
 * @throws CauceError `bad-metric`
 */
export function assertMeasurable(tasks: readonly Task[], metric: Metric | undefined): void {
  const [first] = tasks;
  if (typeof metric !== "string" || first === undefined || tasks.some(mayHoldFields)) return;
  throw new CauceError(
    "bad-metric",
    `\`metric\` is \`${JSON.stringify(metric)}\`, a field of an output in JSON, but \`${first.family}\` has no such output. Let \`output()\` return one, such as \`json(this)\`, or give \`metric\` a function of the output.`,
  );
}

/** What is wrong with an `output()` that throws, the run tells. */
function mayHoldFields(task: Task): boolean {
  try {
    return listTargets(task.output()).some(({ target }) => isJson(target));
  } catch {
    return true;
  }
}

/**
 * What a metric says of a task that has succeeded.
 * @throws CauceError `bad-metric` where there is no such field, or no number in it
 */
export async function measure(task: Task, metric: Metric): Promise<number> {
  if (typeof metric === "string") return readField(task, metric);
  const value: unknown = await metric(task.output() as never, task as never);
  if (typeof value === "number" && !Number.isNaN(value)) return value;
  throw new CauceError(
    "bad-metric",
    `\`metric\` gave ${describe(value)} for \`${task.id}\`. Expected a number.`,
  );
}

async function readField(task: Task, field: string): Promise<number> {
  const seen: string[] = [];
  const there: string[] = [];
  for (const { target } of listTargets(task.output())) {
    if (!isJson(target)) continue;
    const content = await target.read();
    const value = valueAt(content, field);
    if (typeof value === "number") return value;
    if (value !== undefined)
      throw new CauceError(
        "bad-metric",
        `\`${field}\` in \`${target.path}\` is ${describe(value)}. Expected a number.`,
      );
    seen.push(`\`${target.path}\` has ${listFields(content)}`);
    there.push(...pathsOf(content));
  }
  const found = seen.length === 0 ? "it has no output in JSON" : seen.join("; ");
  // Of two letters, any other two are a slip away.
  const nearest =
    there.find((path) => path.endsWith(`.${field}`)) ??
    nearestName(field, there, Math.min(2, field.length - 1));
  const hint =
    nearest === undefined ? "Name another field" : `Did you mean \`${nearest}\`? Name it`;
  throw new CauceError(
    "bad-metric",
    `\`${task.id}\` has no field \`${field}\` in its outputs: ${found}. ${hint}, or give \`metric\` a function that reads it.`,
  );
}

/** The dotted paths of a value's numbers: what a metric may name. */
function pathsOf(value: unknown, above = "", depth = 1): string[] {
  if (typeof value === "number") return [above];
  if (typeof value !== "object" || value === null || Array.isArray(value) || depth > mostDepth)
    return [];
  return Object.entries(value)
    .slice(0, mostFields)
    .flatMap(([key, inner]) => pathsOf(inner, above === "" ? key : `${above}.${key}`, depth + 1));
}

interface JsonOutput {
  readonly path: string;
  read(): Promise<unknown>;
}

function isJson(target: object): target is JsonOutput {
  return "path" in target && String(target.path).endsWith(".json") && "read" in target;
}

function valueAt(content: unknown, field: string): unknown {
  return field
    .split(".")
    .reduce<unknown>(
      (value, key) =>
        typeof value === "object" && value !== null && Object.hasOwn(value, key)
          ? Reflect.get(value, key)
          : undefined,
      content,
    );
}

function listFields(content: unknown): string {
  if (typeof content !== "object" || content === null || Array.isArray(content))
    return describe(content);
  const names = Object.keys(content);
  if (names.length === 0) return "none";
  const shown = names.slice(0, 12).map((name) => `\`${name}\``);
  return [...shown, ...(names.length > 12 ? ["…"] : [])].join(", ");
}

function describe(value: unknown): string {
  if (value === null || value === undefined || Number.isNaN(value)) return String(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "string"
    ? `the text ${JSON.stringify(value.slice(0, 40))}`
    : `of type ${typeof value}`;
}
