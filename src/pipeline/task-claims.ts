import type { CheckpointStore } from "../core/checkpoint-store.ts";
import type { TaskRecord } from "../core/record.ts";
import type { TaskLock } from "../core/task-lock.ts";
import type { Observation } from "../plan/observation.ts";
import type { Claim } from "../run/run-effects.ts";

/** Shorter waits are nothing to speak of. */
const longWaitMs = 1_000;

/** How a claim tells that another run has the task. */
interface WaitListener {
  onWait(pid: number): void;
  onWaitEnd(pid: number): void;
  /**
   * After a second: by then a person asks what is going on. Told of one task for all that wait for
   * that process and were not told of; `others` says how many more these are.
   */
  onLongWait(pid: number, others: number): void;
}

/** The locks of one run. */
export class TaskClaims {
  readonly #store: CheckpointStore;
  readonly #signal: AbortSignal;
  readonly #observe: (task: Observation) => Promise<readonly Observation[]>;
  readonly #held = new Set<TaskLock>();
  /** What waits for a process and was not told of, by the process. */
  readonly #untold = new Map<number, Set<string>>();

  /** `observe` looks at a task, and at all that it requires, as they are now: the task comes last. */
  constructor(
    store: CheckpointStore,
    signal: AbortSignal,
    observe: (task: Observation) => Promise<readonly Observation[]>,
  ) {
    this.#store = store;
    this.#signal = signal;
    this.#observe = observe;
  }

  async claim(task: Observation, listener: WaitListener): Promise<Claim | undefined> {
    let waited = false;
    let endWait: (() => void) | undefined;
    const onWait = (pid: number) => {
      waited = true;
      const endTelling = this.#tellOfWait(task.id, pid, listener);
      endWait = () => {
        endTelling();
        listener.onWaitEnd(pid);
      };
      listener.onWait(pid);
    };
    const lock = await this.#store
      .lock(task.id, { signal: this.#signal, onWait })
      .finally(() => endWait?.());
    if (lock === undefined) return undefined;
    this.#held.add(lock);
    // One that ended before this one asked for the lock left its traces all the same.
    const isOther = waited || !isSame(lock.record, task.record);
    const release = () => {
      this.#held.delete(lock);
      lock.release();
    };
    try {
      return { news: isOther ? await this.#observe(task) : [], release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Returns how the wait ends. */
  #tellOfWait(id: string, pid: number, listener: WaitListener): () => void {
    const untold = this.#untold.get(pid) ?? new Set();
    this.#untold.set(pid, untold.add(id));
    const timer = setTimeout(() => {
      if (!untold.has(id)) return;
      const others = untold.size - 1;
      untold.clear();
      listener.onLongWait(pid, others);
    }, longWaitMs);
    return () => {
      clearTimeout(timer);
      untold.delete(id);
    };
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
