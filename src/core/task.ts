import { type BatchResult, rejectionsOf } from "./batch-result.ts";
import { isItsOwnJson } from "./canonical.ts";
import { CauceError } from "./errors.ts";
import { describeIdentity, nameFolder } from "./identity.ts";
import type { InputFields, OutputFields } from "./parameter-fields.ts";
import { assertParameterNames, type ParameterShape } from "./parameters.ts";
import { parseParameters } from "./parse-parameters.ts";
import { assertStaleness, type Staleness, type TaskKind } from "./staleness.ts";
import { listTargets, type Output } from "./target.ts";
import { contextOf } from "./task-context.ts";

/** What a task may require: a task, or tasks in an array or a record; nothing when it needs none. */
export type Requirements =
  | Task
  | readonly Task[]
  | { readonly [name: string]: Task }
  | undefined
  // biome-ignore lint/suspicious/noConfusingVoidType: a method without a return statement returns void
  | void;

/** What `this.input()` gives for what `requires()` returned: a task becomes its output, in the same shape. */
export type InputOf<Required> = Required extends Task
  ? ReturnType<Required["output"]>
  : Required extends readonly Task[] | { readonly [name: string]: Task }
    ? {
        readonly [Key in keyof Required]: Required[Key] extends Task
          ? ReturnType<Required[Key]["output"]>
          : never;
      }
    : undefined;

/** What `run()` may be: plain, async, or an async generator that yields further tasks it needs. */
export type RunResult = void | Promise<void> | AsyncGenerator<Requirements, void, undefined>;

/** What a task watches beside its code, its parameters and what it requires. */
export interface Watched {
  /**
   * Files from the project's root, by path or by pattern (`config/*.json`, `sql/**`). Their content
   * counts. A path that is not there is an error; a pattern may match none.
   */
  readonly files?: readonly string[];
  /** Plain data under names of your own: an environment variable, a date, a version of a service. */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** Where a task's `run()` runs; the open string is there for what a plain class field is inferred as. */
export type TaskExecutor = "thread" | "in-process" | (string & {});

/** A class that tasks are made of, whatever its parameters. */
export interface TaskClass<Instance extends Task = Task> {
  new (...given: never[]): Instance;
  readonly parameters: ParameterShape;
  readonly kind: TaskKind;
  readonly staleness: Staleness;
  readonly executor: TaskExecutor;
  readonly timeoutMs?: number | undefined;
  readonly maxBatchSize?: number | undefined;
  runBatch?(tasks: readonly Task[]): BatchResult;
}

type GivenTo<Class extends TaskClass> =
  ConstructorParameters<Class> extends [given?: infer Given] ? NonNullable<Given> : object;

type Arguments<Given> = Record<never, never> extends Given ? [given?: Given] : [given: Given];

/** The class that `with` returns: the parameters of `Class` and those of `Shape`. */
export type TaskClassWith<Class extends TaskClass, Shape extends ParameterShape> = Omit<
  Class,
  "prototype" | "parameters"
> & {
  new (
    ...given: Arguments<GivenTo<Class> & InputFields<Shape>>
  ): InstanceType<Class> & OutputFields<Shape>;
  readonly parameters: Class["parameters"] & Shape;
};

/**
 * A step of a pipeline: what it requires, where its result goes, and how it is made.
 * Its identity is its class's name and its significant parameters; the constructor checks the
 * parameters and throws a `bad-parameter` error that names each problem.
 */
export class Task {
  static readonly parameters: ParameterShape = {};
  static readonly kind: TaskKind = "task";
  /**
   * When tasks of the class are stale: `static readonly staleness = "exists"` for one that is done
   * as soon as its outputs are there, whatever changes; `"always"` for one that runs in every run.
   * What requires the task is decided by what it wrote, as ever. Only a class with outputs can say "exists".
   */
  static readonly staleness: Staleness = "changed";
  /**
   * Where `run()` runs: in a worker thread, or with `"in-process"` in the notebook's own process,
   * which then cannot answer while it computes, and cannot stop it.
   */
  static readonly executor: TaskExecutor = "thread";
  /** `timeoutMs` for all tasks of the class. */
  declare static readonly timeoutMs?: number | undefined;
  /** How many tasks `runBatch()` is given at most; 1,000 where it is left out. */
  declare static readonly maxBatchSize?: number | undefined;

  /**
   * In place of `run()`, for many tasks at once: `static async runBatch(tasks: readonly Feature[])`.
   * It is given tasks of its class that can run now and differ in nothing but parameters that say
   * `.meta({ batched: true })`, at most `maxBatchSize` of them, and writes the outputs of each. It
   * returns nothing, or how each task ended, as `Promise.allSettled` gives it: a task that was
   * rejected, or whose output was not written, has failed, and the others count. What it throws
   * fails all. They take one worker, one `resources` and one `timeoutMs` together; a task that is
   * tried again (`retries`) is tried on its own.
   */
  static runBatch?(tasks: readonly Task[]): BatchResult;

  /**
   * A base class with parameters: a zod schema for each name. Metadata says the rest:
   * `.meta({ significant: false })` leaves a parameter out of the identity,
   * `.meta({ visibility: "private" })` keeps its value out of pages, logs and file names,
   * `.describe("…")` shows in help. Parameters are inherited, and `with` adds to them.
   */
  static with<Class extends TaskClass, const Shape extends ParameterShape>(
    this: Class,
    shape: Shape,
  ): TaskClassWith<Class, Shape> {
    assertParameterNames(this.name, shape);
    const Base: TaskClass = this;
    const merged = { ...this.parameters, ...shape };
    const Parameterised = class extends Base {
      static override readonly parameters = merged;
    };
    Object.defineProperty(Parameterised, "name", { value: this.name });
    return Parameterised as unknown as TaskClassWith<Class, Shape>;
  }

  /** The class's name. */
  readonly family: string;
  /** `TrainModel(model={kind:knn,k:7})`: the family and the parameters that are not at their default. */
  readonly id: string;
  /** The parameters as they were passed, before defaults. */
  readonly given: unknown;
  /**
   * How long `run()` may take, in milliseconds; no limit where it is undefined. When the time is up
   * `this.signal` aborts, and a second later the thread is ended: the task fails with the code
   * `timeout`. The time in which it waits for tasks that it yielded does not count.
   */
  declare readonly timeoutMs?: number | undefined;
  /** Of several tasks that could run, the one with the highest number comes first; 0 where it is left out. */
  declare readonly priority?: number | undefined;
  /**
   * How much it takes of what there is only so much of, while it runs: `resources = { gpu: 1, db: 2 }`.
   * The limits stand in the configuration or in `run(task, { resources })`; one that has none there
   * is 1. They hold within one run.
   */
  declare readonly resources?: Readonly<Record<string, number>> | undefined;
  /** How often `run()` is tried again when it fails; 0 where it is left out. */
  declare readonly retries?: number | undefined;
  /** How long to wait before that, in milliseconds; 0 where it is left out. */
  declare readonly retryDelayMs?: number | undefined;
  #outputFolder: string | undefined;
  #required: { readonly value: Requirements } | undefined;

  constructor(given?: unknown) {
    const shape = classOf(this).parameters;
    this.family = this.constructor.name;
    assertStaleness(classOf(this));
    assertNoOwnArguments(new.target);
    const values = blameCaller(new.target, () => parseParameters(this.family, shape, given));
    this.id = describeIdentity(this.family, shape, values);
    this.given = given ?? {};
    for (const [name, value] of Object.entries(values)) {
      Object.defineProperty(this, name, { value, enumerable: true });
    }
    // Refuses what has no stable text, and a method that changes a value later moves no output.
    if (!Object.values(values).every(isItsOwnJson)) void this.outputFolder;
  }

  /** Where `csv(this)` and its like put their files, relative to the project's root. */
  get outputFolder(): string {
    // As late as can be: it costs a hash, and of 100,000 tasks that is a good part of their plan.
    this.#outputFolder ??= nameFolder(
      this.family,
      classOf(this).parameters,
      this as unknown as Readonly<Record<string, unknown>>,
    );
    return this.#outputFolder;
  }

  /** The tasks whose outputs this one reads. */
  requires(): Requirements {
    return undefined;
  }

  /** Where the result goes: a target, or targets in an array or a record. */
  output(): Output {
    return undefined;
  }

  /**
   * What counts beside the code, the parameters and what is required: files that `run()` reads
   * without requiring them, and values from elsewhere. Another content runs the task again.
   * @throws CauceError `watched-file-missing`, `bad-watch` before anything runs.
   */
  watch(): Watched | undefined {
    return undefined;
  }

  /** Makes the outputs. It may be async, or an async generator that yields further tasks it needs. */
  run(): RunResult {
    return classOf(this).runBatch === undefined ? undefined : runAlone(this);
  }

  /** The outputs of what `requires()` returned, in the same shape and with their types. */
  input(): InputOf<ReturnType<this["requires"]>> {
    this.#required ??= { value: this.requires() };
    return inputOf(this.#required.value) as InputOf<ReturnType<this["requires"]>>;
  }

  /** True when every output exists: Luigi's question. A run asks more; see `why`. */
  async complete(): Promise<boolean> {
    const targets = listTargets(this.output());
    const there = await Promise.all(targets.map(({ target }) => target.exists()));
    return there.every(Boolean);
  }

  /** Tells how far a long `run()` is: `done` of `total` steps. */
  protected progress(done: number, total: number): void {
    contextOf(this).progress(done, total);
  }

  /** Writes a line to the task's log. */
  protected log(text: string): void {
    contextOf(this).log(text);
  }

  /** Aborts when the run is cancelled: pass it to what can wait or be long. */
  protected get signal(): AbortSignal {
    return contextOf(this).signal;
  }
}

/** A task whose outputs come from elsewhere: it is never run, but its files are watched. */
export class ExternalTask extends Task {
  static override readonly kind: TaskKind = "external";
}

/** A task that only gathers others: it is done when all that it requires is. */
export class WrapperTask extends Task {
  static override readonly kind: TaskKind = "wrapper";
}

/** What only a constructor was given is no part of the identity, and a worker thread does not get it. */
function assertNoOwnArguments({ name, length, parameters }: typeof Task): void {
  if (length === 0 || Object.keys(parameters).length > 0) return;
  throw new CauceError(
    "constructor-arguments",
    `\`${name}\` takes arguments in its constructor, which are no part of its identity. Expected parameters: \`class ${name} extends Task.with({ k: z.int() })\`, made by \`new ${name}({ k: 3 })\`.`,
  );
}

export function classOf(task: Task): TaskClass {
  return task.constructor as TaskClass;
}

/** False for a task whose class says nothing of what it does. */
export function hasWork(task: Task): boolean {
  return task.run !== Task.prototype.run || classOf(task).runBatch !== undefined;
}

/** A batch of one. */
async function runAlone(task: Task): Promise<void> {
  const result = await classOf(task).runBatch?.([task]);
  const rejected = rejectionsOf(task.family, 1, result);
  if (rejected.has(0)) throw rejected.get(0);
}

export function timeoutOf(task: Task): number | undefined {
  return task.timeoutMs ?? classOf(task).timeoutMs;
}

export function isTask(value: unknown): value is Task {
  return value instanceof Task;
}

function inputOf(required: Requirements): unknown {
  if (required === undefined || required === null) return undefined;
  if (isTask(required)) return required.output();
  if (Array.isArray(required)) return required.map((task: Task) => task.output());
  return Object.fromEntries(Object.entries(required).map(([name, task]) => [name, task.output()]));
}

/** The code that gave wrong parameters is to be shown, and not the class that refuses them. */
function blameCaller<Result>(constructed: object, check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    if (error instanceof Error) Error.captureStackTrace(error, constructed as () => void);
    throw error;
  }
}
