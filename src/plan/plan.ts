import type { SettledStatus } from "../core/event.ts";
import { type Decision, decide } from "./decide.ts";
import { estimatePaths } from "./estimate-paths.ts";
import type { Observation } from "./observation.ts";
import { type Demand, ReadyTasks } from "./ready-tasks.ts";

/** What the loop is to do next about a task. */
export interface Work {
  readonly task: Observation;
  readonly decision: Decision;
}

interface Entry {
  task: Observation;
  decision: Decision;
  /** A requirement turned out to hold something else than the decision reckoned with. */
  isOutdated: boolean;
  unsettled: number;
  readonly dependents: string[];
  status: "waiting" | "started" | SettledStatus;
  /** How long it and what waits for it will take, as far as it is known. */
  pathMs: number;
}

/**
 * Which tasks, in which order, fresh or stale, and why. It does no work and no I/O: it is asked
 * what can be done now and told how it ended, and everything it says follows from that alone.
 */
export class Plan {
  readonly #entries = new Map<string, Entry>();
  readonly #contents = new Map<string, string>();
  /** Contents, and what tasks that look fresh are expected to hold. */
  readonly #predicted = new Map<string, string>();
  readonly #ready = new ReadyTasks();
  #unsettled = 0;

  /**
   * The tasks in an order in which each stands after what it requires. `decided` holds the decisions
   * of another plan of the same tasks, of which nothing has run yet.
   */
  constructor(tasks: readonly Observation[], decided?: ReadonlyMap<string, Decision>) {
    this.#add(tasks, decided);
  }

  /**
   * Adds tasks that a running task asked for; those that the plan holds already stay as they are.
   * Returns the ids of those that are blocked from the start, because what they require has failed.
   */
  add(tasks: readonly Observation[]): string[] {
    return this.#add(tasks);
  }

  #add(tasks: readonly Observation[], decided?: ReadonlyMap<string, Decision>): string[] {
    const blocked: string[] = [];
    const added: Entry[] = [];
    for (const task of tasks) {
      if (this.#entries.has(task.id)) continue;
      const decision = decided?.get(task.id) ?? decide(task, this.#predicted);
      if (decision.state !== "stale") this.#predicted.set(task.id, decision.content);
      const entry: Entry = {
        task,
        decision,
        isOutdated: false,
        unsettled: 0,
        dependents: [],
        status: "waiting",
        pathMs: 0,
      };
      this.#entries.set(task.id, entry);
      this.#unsettled++;
      this.#connect(entry);
      if (entry.status === "blocked") blocked.push(task.id);
      else added.push(entry);
    }
    const paths = estimatePaths(added);
    for (const entry of added) {
      entry.pathMs = paths.get(entry.task.id) ?? 0;
      if (entry.unsettled === 0) this.#putReady(entry);
    }
    return blocked;
  }

  #connect(entry: Entry): void {
    let failed = false;
    const { requirements } = entry.task;
    for (const id of requirements.length > 1 ? new Set(requirements) : requirements) {
      const requirement = this.#entries.get(id);
      if (requirement === undefined) continue;
      if (isSettled(requirement.status)) failed ||= !isGood(requirement.status);
      else {
        requirement.dependents.push(entry.task.id);
        entry.unsettled++;
      }
    }
    if (failed) this.#finish(entry, "blocked");
  }

  #putReady({ task, decision, isOutdated, pathMs }: Entry): void {
    if (decision.state === "fresh" && !isOutdated) this.#ready.putQuick(task.id);
    else {
      const { priority = 0, resources } = task.schedule ?? {};
      this.#ready.put(task.id, { priority, pathMs }, resources, task.batching?.key);
    }
  }

  get size(): number {
    return this.#entries.size;
  }

  /** How many tasks would run, as far as it can be known now. */
  get staleCount(): number {
    let count = 0;
    for (const { decision } of this.#entries.values()) if (decision.state === "stale") count++;
    return count;
  }

  get isDone(): boolean {
    return this.#unsettled === 0;
  }

  /** In the order in which they were planned: each after what it requires. */
  *tasks(): Generator<{ task: Observation; decision: Decision; status: Entry["status"] }> {
    for (const { task, decision, status } of this.#entries.values())
      yield { task, decision, status };
  }

  taskOf(id: string): Observation {
    return this.#entry(id).task;
  }

  decisionOf(id: string): Decision | undefined {
    return this.#entries.get(id)?.decision;
  }

  statusOf(id: string): Entry["status"] | undefined {
    return this.#entries.get(id)?.status;
  }

  contentOf(id: string): string | undefined {
    return this.#contents.get(id);
  }

  /**
   * The next task all of whose requirements are settled, decided with what they hold now: the one of
   * the highest priority, then the one that most time hangs on. `canMeet` says whether there is
   * enough of what a task takes; without it there is.
   */
  take(canMeet: (demand: Demand) => boolean = () => true): Work | undefined {
    return this.#begin(this.#ready.take(canMeet));
  }

  /** The next task that may share a batch with one that was taken. */
  takeAlike({ batching }: Observation): Work | undefined {
    return batching === undefined ? undefined : this.#begin(this.#ready.takeFrom(batching.key));
  }

  #begin(id: string | undefined): Work | undefined {
    if (id === undefined) return undefined;
    const entry = this.#entries.get(id) as Entry;
    entry.status = "started";
    if (entry.isOutdated) entry.decision = decide(entry.task, this.#contents);
    return { task: entry.task, decision: entry.decision };
  }

  /** Decides anew about a task that was taken: it was found to be otherwise than when it was planned. */
  reconsider(task: Observation): Work {
    const entry = this.#entry(task.id);
    entry.task = task;
    entry.decision = decide(task, this.#contents);
    return { task, decision: entry.decision };
  }

  /** A task succeeded or was fresh, and holds `content` now. */
  succeed(id: string, status: "succeeded" | "fresh", content: string): void {
    const entry = this.#entry(id);
    const isNew = this.#predicted.get(id) !== content;
    this.#contents.set(id, content);
    this.#predicted.set(id, content);
    this.#finish(entry, status);
    for (const dependent of entry.dependents) {
      const next = this.#entry(dependent);
      next.isOutdated ||= isNew;
      next.unsettled--;
      if (next.unsettled === 0 && next.status === "waiting") this.#putReady(next);
    }
  }

  /** A task failed: everything that needs it is blocked. Returns the blocked ids. */
  fail(id: string): string[] {
    this.#finish(this.#entry(id), "failed");
    const blocked: string[] = [];
    const pending = [...this.#entry(id).dependents];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const entry = this.#entry(next);
      if (entry.status !== "waiting") continue;
      this.#finish(entry, "blocked");
      blocked.push(next);
      pending.push(...entry.dependents);
    }
    return blocked;
  }

  /** Ends every task that has not ended. Returns their ids. */
  cancel(): string[] {
    const cancelled: string[] = [];
    for (const entry of this.#entries.values()) {
      if (isSettled(entry.status)) continue;
      this.#finish(entry, "cancelled");
      cancelled.push(entry.task.id);
    }
    return cancelled;
  }

  /** Of a blocked task, those of its requirements that did not succeed. */
  blockersOf(id: string): string[] {
    return this.#entry(id).task.requirements.filter((requirement) => {
      const status = this.#entries.get(requirement)?.status;
      return status === "failed" || status === "blocked" || status === "cancelled";
    });
  }

  #entry(id: string): Entry {
    const entry = this.#entries.get(id);
    if (entry === undefined) throw new Error(`no task ${id} in this plan`);
    return entry;
  }

  #finish(entry: Entry, status: SettledStatus): void {
    if (isSettled(entry.status))
      throw new Error(`${entry.task.id} ended twice: ${entry.status}, then ${status}`);
    entry.status = status;
    this.#unsettled--;
  }
}

function isSettled(status: Entry["status"]): status is SettledStatus {
  return status !== "waiting" && status !== "started";
}

function isGood(status: SettledStatus): boolean {
  return status === "succeeded" || status === "fresh";
}
