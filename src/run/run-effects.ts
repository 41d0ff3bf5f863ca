import type { RunEvent, TaskFailure } from "../core/event.ts";
import type { Executor } from "../core/executor.ts";
import type { TaskRecord } from "../core/record.ts";
import type { Requirements } from "../core/task.ts";
import type { Observation } from "../plan/observation.ts";
import type { ResourceShare } from "./resource-share.ts";

/** The right to run one task, which no other run has at the same time. */
export interface Claim {
  /** Where another run has touched the task since it was observed: how it is now, behind what it asked for. */
  readonly news: readonly Observation[];
  release(): void;
}

/** What the loop needs done around an attempt; the engine that it is built into does it. */
export interface RunEffects<Demanded = Requirements> {
  readonly executor: Executor<Demanded>;
  /**
   * Resolves when no other run, here or in another process, is at the task; calls `onWait` where
   * one is. Undefined when the run was cancelled first.
   */
  claim(task: Observation, onWait: () => void): Promise<Claim | undefined>;
  /** After an attempt succeeded: checks and records its outputs. Resolves with their content, or with why they do not count. */
  commit(
    task: Observation,
    ms: number,
  ): Promise<
    | { readonly ok: true; readonly content: string; readonly outputs: readonly string[] }
    | { readonly ok: false; readonly failure: TaskFailure }
  >;
  /** Brings a kept version of the outputs back. */
  restore(task: Observation, version: TaskRecord): Promise<void>;
  /** Looks at tasks that a running task asked for, and at all that they require. */
  observe(demanded: Demanded, by: string): Promise<readonly Observation[]>;
  emit(event: RunEvent): void;
  now(): number;
}

export interface RunLimits {
  /** How many attempts may run at once. */
  readonly workers: number;
  readonly signal: AbortSignal;
  /** How much there is of each resource that tasks take; one that is not named is 1. */
  readonly resources?: Readonly<Record<string, number>>;
  /** What it has of those that it shares with the other runs of the process. */
  readonly resourceShare?: ResourceShare;
  /** False where nothing is to be started after a task has failed. */
  readonly keepGoing?: boolean;
}
