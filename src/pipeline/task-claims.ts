import type { CheckpointStore } from "../core/checkpoint-store.ts";
import type { TaskRecord } from "../core/record.ts";
import type { TaskLock } from "../core/task-lock.ts";
import type { Observation } from "../plan/observation.ts";
import type { Claim } from "../run/run-effects.ts";

/** Shorter waits are nothing to speak of. */
const longWaitMs = 1_000;

/** How a claim tells that another run has the task. */
interface WaitListener {
  onWait(): void;
  /** After a second: by then a person asks what is going on. */
  onLongWait(pid: number): void;
}

/** The locks of one run. */
export class TaskClaims {
  readonly #store: CheckpointStore;
  readonly #signal: AbortSignal;
  readonly #observe: (id: string) => Promise<readonly Observation[]>;
  readonly #held = new Set<TaskLock>();

  /** `observe` looks at a task, and at all that it requires, as they are now: the task comes last. */
  constructor(
    store: CheckpointStore,
    signal: AbortSignal,
    observe: (id: string) => Promise<readonly Observation[]>,
  ) {
    this.#store = store;
    this.#signal = signal;
    this.#observe = observe;
  }

  async claim(task: Observation, listener: WaitListener): Promise<Claim | undefined> {
    let waited = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onWait = (pid: number) => {
      waited = true;
      timer = setTimeout(() => listener.onLongWait(pid), longWaitMs);
      listener.onWait();
    };
    const lock = await this.#store
      .lock(task.id, { signal: this.#signal, onWait })
      .finally(() => clearTimeout(timer));
    if (lock === undefined) return undefined;
    this.#held.add(lock);
    // One that ended before this one asked for the lock left its traces all the same.
    const isOther = waited || !isSame(lock.record, task.record);
    const release = () => {
      this.#held.delete(lock);
      lock.release();
    };
    try {
      const news = isOther ? await this.#observe(task.id) : [];
      const { id, predecessor } = task;
      return { news: news.map((one) => (one.id === id ? { ...one, predecessor } : one)), release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** A task that does not listen to its signal is left behind, and its lock is not. */
  releaseAll(): void {
    for (const lock of this.#held) lock.release();
    this.#held.clear();
  }
}

function isSame(now: TaskRecord | undefined, then: TaskRecord | undefined): boolean {
  return now?.fingerprint === then?.fingerprint && now?.finishedAtMs === then?.finishedAtMs;
}
