import { CauceError } from "../core/errors.ts";
import { sortByLikeness } from "../core/nearest-name.ts";
import { parameterTraits } from "../core/parameters.ts";
import { readableValue } from "../core/readable-value.ts";
import type { Task, TaskClass } from "../core/task.ts";

type Given<Class extends TaskClass> = NonNullable<ConstructorParameters<Class>[0]>;

type Leaf =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Date
  | readonly unknown[]
  | ReadonlySet<unknown>
  | ReadonlyMap<unknown, unknown>;

type PathIn<Value, Depth extends readonly 0[] = []> = Value extends Leaf
  ? never
  : Depth["length"] extends 5
    ? never
    : {
        [Key in keyof Value & string]-?:
          | Key
          | `${Key}.${PathIn<NonNullable<Value[Key]>, [...Depth, 0]>}`;
      }[keyof Value & string];

type ValueAt<Value, Path extends string> = Value extends unknown
  ? Path extends keyof Value
    ? Exclude<Value[Path], undefined>
    : Path extends `${infer Key}.${infer Rest}`
      ? Key extends keyof Value
        ? ValueAt<NonNullable<Value[Key]>, Rest>
        : never
      : never
  : never;

type Part<Value> = Value extends Leaf
  ? Value
  : { readonly [Key in keyof Value]?: Part<Value[Key]> };

/** The values to try of each parameter; `"model.k"` is the `k` inside the parameter `model`. */
export type SweepGrid<Class extends TaskClass> = {
  readonly [Path in PathIn<Given<Class>>]?: readonly ValueAt<Given<Class>, Path>[];
};

/** One value of each swept parameter. */
export type SweepParams<Class extends TaskClass> = {
  readonly [Path in PathIn<Given<Class>>]?: ValueAt<Given<Class>, Path>;
};

/** The parameters that stay the same. */
export type SweepBase<Class extends TaskClass> = Part<Given<Class>>;

export interface Combination {
  readonly params: Readonly<Record<string, unknown>>;
  readonly task: Task;
}

const mostCombinations = 100_000;

/**
 * A task for each combination of a grid's values, the last parameter turning fastest. Two
 * combinations of one identity are one.
 * @throws CauceError `bad-grid`, `unknown-parameter`, `bad-parameter`
 */
export function expandGrid(
  taskClass: TaskClass,
  grid: Readonly<Record<string, unknown>>,
  base: unknown,
): Combination[] {
  const axes = Object.entries(grid).map(([path, values]) => readAxis(taskClass, path, values));
  const count = axes.reduce((product, { values }) => product * values.length, 1);
  if (count > mostCombinations)
    throw new CauceError(
      "bad-grid",
      `\`sweep\` was given ${count} combinations of ${axes.map(({ path, values }) => `\`${path}\` (${values.length})`).join(", ")}. Expected at most ${mostCombinations}: take fewer values.`,
    );
  const found = new Map<string, Combination>();
  for (let number = 0; number < count; number += 1) {
    const combination = makeCombination(taskClass, pickValues(axes, number), base);
    if (!found.has(combination.task.id)) found.set(combination.task.id, combination);
  }
  return [...found.values()];
}

interface Axis {
  readonly path: string;
  readonly values: readonly unknown[];
}

function readAxis(taskClass: TaskClass, path: string, values: unknown): Axis {
  const schema = taskClass.parameters[path.split(".", 1)[0] ?? ""];
  if (schema === undefined)
    throw unknownParameter(taskClass.name, path, { above: [], known: taskClass.parameters });
  if (!parameterTraits(schema).significant)
    throw new CauceError(
      "bad-grid",
      `\`${path}\` is no part of the identity of a \`${taskClass.name}\` (\`significant: false\`), so its values would all be one task. Sweep over another parameter.`,
    );
  if (Array.isArray(values) && values.length > 0) return { path, values };
  const found = Array.isArray(values) ? "an empty list" : `a value of type ${typeof values}`;
  throw new CauceError(
    "bad-grid",
    `\`sweep\` was given ${found} for \`${path}\`. Expected a list of the values to try, such as \`range(1, 31)\`.`,
  );
}

function pickValues(axes: readonly Axis[], number: number): Record<string, unknown> {
  let rest = number;
  const picked = axes.toReversed().map(({ path, values }): [string, unknown] => {
    const at = rest % values.length;
    rest = Math.floor(rest / values.length);
    return [path, values[at]];
  });
  return Object.fromEntries(picked.toReversed());
}

function makeCombination(
  taskClass: TaskClass,
  params: Readonly<Record<string, unknown>>,
  base: unknown,
): Combination {
  let given: unknown = structuredClone(base ?? {});
  for (const [path, value] of Object.entries(params)) given = withValueAt(given, path, value);
  const task = new taskClass(given as never);
  // zod drops a key that it does not know: the combination would be another one in disguise.
  for (const [path, value] of Object.entries(params))
    if (value !== undefined) assertTaken(task, path, params);
  return { params, task };
}

function withValueAt(given: unknown, path: string, value: unknown): unknown {
  const [key, ...rest] = path.split(".");
  if (key === undefined) return value;
  const members: Record<string, unknown> = isRecord(given) ? { ...given } : {};
  members[key] = rest.length === 0 ? value : withValueAt(members[key], rest.join("."), value);
  return members;
}

function assertTaken(task: Task, path: string, params: Readonly<Record<string, unknown>>): void {
  let holder: unknown = task;
  const taken: string[] = [];
  for (const key of path.split(".")) {
    if (!isRecord(holder) || !(key in holder)) {
      const known = taken.length > 0 && isRecord(holder) ? holder : {};
      throw unknownParameter(task.family, path, { above: taken, known, params });
    }
    holder = holder[key];
    taken.push(key);
  }
}

function unknownParameter(
  family: string,
  path: string,
  found: {
    /** The part of the path that there is. */
    readonly above: readonly string[];
    readonly known: object;
    readonly params?: Readonly<Record<string, unknown>>;
  },
): CauceError {
  const { above, known, params = {} } = found;
  const wrong = path.split(".")[above.length] ?? "";
  const names = sortByLikeness(wrong, Object.keys(known)).map(
    (name) => `\`${[...above, name].join(".")}\``,
  );
  const others = Object.entries(params).filter(([name]) => name !== path);
  const where = others.map(([name, value]) => `${name} = ${readableValue(value)}`).join(", ");
  const there =
    names.length > 0
      ? `There are ${names.join(", ")}`
      : above.length > 0
        ? "There is nothing below it"
        : "It has none";
  return new CauceError(
    "unknown-parameter",
    `\`${path}\` is no parameter of \`${family}\`${where === "" ? "" : ` where ${where}`}. ${there}. Correct the path, or give \`base\` what it needs.`,
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
