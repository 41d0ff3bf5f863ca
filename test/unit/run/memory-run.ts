import type { RunEvent, RunSummary, SettledStatus, TaskFailure } from "../../../src/core/event.ts";
import type { Attempt, AttemptContext, BatchContext } from "../../../src/core/executor.ts";
import { contentOf, sha256 } from "../../../src/plan/fingerprint.ts";
import type { Observation } from "../../../src/plan/observation.ts";
import { Plan } from "../../../src/plan/plan.ts";
import type { ResourceShare } from "../../../src/run/resource-share.ts";
import type { Claim } from "../../../src/run/run-effects.ts";
import { runPlan } from "../../../src/run/run-plan.ts";

/** What a task does: it computes a text from the texts of what it requires, and may ask for further tasks. */
export type Work = (inputs: readonly string[], context: AttemptContext) => string | Promise<string>;

export interface MemoryRunOptions {
  readonly work?: Readonly<Record<string, Work>>;
  /** Tasks that a demand may bring in, by id. */
  readonly further?: readonly Observation[];
  /** What another run has done to a task since it was observed; free, with no news, where it is left out. */
  readonly claim?: (id: string, onWait: () => void) => Promise<Claim>;
  readonly workers?: number;
  readonly signal?: AbortSignal;
  readonly resources?: Readonly<Record<string, number>>;
  readonly resourceShare?: ResourceShare;
  readonly keepGoing?: boolean;
  readonly onEvent?: (event: RunEvent) => void;
}

export interface MemoryRun {
  readonly events: readonly RunEvent[];
  readonly summary: RunSummary;
  /** How each task ended, in the order in which they ended. */
  readonly ended: readonly (readonly [id: string, status: SettledStatus])[];
  /** The text that each task holds. */
  readonly texts: ReadonlyMap<string, string>;
  readonly mostAtOnce: number;
  /** The ids of each batch, in the order in which they began. */
  readonly batches: readonly (readonly string[])[];
  readonly failures: Readonly<Record<string, TaskFailure>>;
}

/** Runs a plan in memory, for real: every task computes a text, which is its output. */
export async function runInMemory(
  tasks: readonly Observation[],
  options: MemoryRunOptions = {},
): Promise<MemoryRun> {
  const plan = new Plan(tasks);
  const texts = new Map<string, string>();
  const events: RunEvent[] = [];
  const asked = new Map<string, string[]>();
  let [now, mostAtOnce] = [0, 0];
  const known = new Map([...tasks, ...(options.further ?? [])].map((task) => [task.id, task]));
  let atOnce = 0;
  const batches: (readonly string[])[] = [];
  const execute = async (id: string, context: AttemptContext): Promise<Attempt> => {
    const task = known.get(id) as Observation;
    const work = options.work?.[id] ?? ((inputs) => `${id}(${inputs.join(",")})`);
    atOnce++;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    const demand = async (required: unknown) => {
      atOnce--;
      try {
        await context.demand(required as never);
      } finally {
        atOnce++;
      }
    };
    try {
      await Promise.resolve();
      texts.set(
        id,
        await work(
          task.requirements.map((requirement) => texts.get(requirement) ?? ""),
          { ...context, demand },
        ),
      );
      return { ok: true };
    } catch (error) {
      return { ok: false, failure: { name: "Error", message: (error as Error).message } };
    } finally {
      atOnce--;
    }
  };
  /** Each of a batch computes as it would alone; one that throws fails alone. */
  const executeBatch = async (ids: readonly string[], context: BatchContext): Promise<Attempt> => {
    batches.push(ids);
    const failed = new Map<string, TaskFailure>();
    for (const id of ids) {
      const attempt = await execute(id, {
        signal: context.signal,
        progress: (done, total) => context.progress(id, done, total),
        log: (text, stream) => context.log(id, text, stream),
        demand: () => Promise.reject(new Error("a batch asks for nothing")),
      });
      if (!attempt.ok) failed.set(id, attempt.failure);
    }
    return { ok: true, failed };
  };
  const contentNow = (task: Observation) => {
    const requirements = Object.fromEntries(
      [...task.requirements, ...(asked.get(task.id) ?? [])].map((id) => [
        id,
        plan.contentOf(id) ?? "",
      ]),
    );
    return contentOf(
      task.outputs.map(({ name }) => ({ name, hash: sha256(texts.get(task.id) ?? "") })),
      requirements,
    );
  };
  const summary = await runPlan(
    plan,
    {
      executor: { execute, executeBatch },
      claim: async (task, onWait) =>
        (await options.claim?.(task.id, onWait)) ?? { news: [], release: () => undefined },
      commit: async (task) => ({
        ok: true,
        content: contentNow(task),
        outputs: task.outputs.map(({ path }) => path ?? ""),
      }),
      restore: async (task) => {
        texts.set(task.id, "restored");
      },
      observe: async (required, by) => {
        const ids = required as unknown as string[];
        asked.set(by, [...(asked.get(by) ?? []), ...ids]);
        return closure(ids, known);
      },
      emit: (event) => {
        events.push(event);
        options.onEvent?.(event);
      },
      now: () => now++,
    },
    {
      workers: options.workers ?? 2,
      signal: options.signal ?? new AbortController().signal,
      resources: options.resources ?? {},
      ...(options.resourceShare === undefined ? {} : { resourceShare: options.resourceShare }),
      keepGoing: options.keepGoing ?? true,
    },
  );
  const ends = events.flatMap((event) =>
    event.event === "task" && event.status !== "started" ? [event] : [],
  );
  return {
    events,
    summary,
    ended: ends.map(({ id, status }) => [id, status] as const),
    texts,
    mostAtOnce,
    batches,
    failures: Object.fromEntries(
      ends.flatMap((event) => (event.status === "failed" ? [[event.id, event.error]] : [])),
    ),
  };
}

/** Tasks and all that they require, each after what it requires. */
function closure(ids: readonly string[], known: ReadonlyMap<string, Observation>): Observation[] {
  const found = new Map<string, Observation>();
  const visit = (id: string, path: readonly string[]) => {
    const task = known.get(id);
    if (task === undefined || found.has(id) || path.includes(id)) return;
    for (const requirement of task.requirements) visit(requirement, [...path, id]);
    found.set(id, task);
  };
  for (const id of ids) visit(id, []);
  return [...found.values()];
}
