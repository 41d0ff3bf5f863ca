import { CauceError } from "../core/errors.ts";
import type { RunEvent, RunSummary, TaskChange, TaskFailure, TaskHead } from "../core/event.ts";
import type { Attempt, Executor } from "../core/executor.ts";
import type { TaskRecord } from "../core/record.ts";
import type { Requirements } from "../core/task.ts";
import type { Observation } from "../plan/observation.ts";
import type { Plan, Work } from "../plan/plan.ts";

/** The right to run one task, which no other run has at the same time. */
export interface Claim {
  /** Where another run has touched the task since it was observed: how it is now, behind what it asked for. */
  readonly news: readonly Observation[];
  release(): void;
}

/** What the loop needs done around an attempt; the engine that it is built into does it. */
export interface RunEffects {
  readonly executor: Executor;
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
  observe(requirements: Requirements, by: string): Promise<readonly Observation[]>;
  emit(event: RunEvent): void;
  now(): number;
}

export interface RunLimits {
  /** How many attempts may run at once. */
  readonly workers: number;
  readonly signal: AbortSignal;
}

/** Steps a plan to its end. Failures of tasks are data in the events; only faults of the engine reject. */
export async function runPlan(
  plan: Plan,
  effects: RunEffects,
  limits: RunLimits,
): Promise<RunSummary> {
  const run = new Run(plan, effects, limits);
  return run.toTheEnd();
}

/** A running task that waits for others. */
interface Demand {
  readonly by: string;
  readonly ids: readonly string[];
  /** Lets the task go on, or tells it why it cannot. */
  readonly settle: (problem: string | undefined) => void;
}

/** How long a cancelled run waits for tasks that still run. */
const graceMs = 2_000;

class Run {
  readonly #plan: Plan;
  readonly #effects: RunEffects;
  readonly #limits: RunLimits;
  readonly #started: number;
  readonly #counts = { ran: 0, fresh: 0, failed: 0, blocked: 0, cancelled: 0 };
  readonly #waiting: Demand[] = [];
  /** Tasks whose demand is answered, and that go on as soon as there is a place for them. */
  readonly #resumable: (() => void)[] = [];
  #active = 0;
  /** Tasks that wait for another run to be done with them. */
  #elsewhere = 0;
  #abandoned = false;
  #wake: () => void = () => undefined;
  #fault: { readonly error: unknown } | undefined;

  constructor(plan: Plan, effects: RunEffects, limits: RunLimits) {
    this.#plan = plan;
    this.#effects = effects;
    this.#limits = limits;
    this.#started = effects.now();
  }

  async toTheEnd(): Promise<RunSummary> {
    this.#effects.emit({ event: "plan", tasks: this.#plan.size, stale: this.#plan.staleCount });
    let patience: ReturnType<typeof setTimeout> | undefined;
    const onAbort = () => {
      this.#answerDemands();
      this.#wake();
      patience = setTimeout(() => this.#abandon(), graceMs);
    };
    this.#limits.signal.addEventListener("abort", onAbort);
    try {
      await this.#loop();
    } finally {
      this.#limits.signal.removeEventListener("abort", onAbort);
      clearTimeout(patience);
    }
    if (this.#fault !== undefined) throw this.#fault.error;
    this.#cancelRest();
    return this.#summarise();
  }

  async #loop(): Promise<void> {
    while (this.#fault === undefined && !this.#abandoned) {
      this.#startWhatIsReady();
      const isIdle = this.#active === 0 && this.#elsewhere === 0;
      if (isIdle && (this.#plan.isDone || this.#limits.signal.aborted)) return;
      if (isIdle) {
        this.#breakStall();
        continue;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #startWhatIsReady(): void {
    while (this.#active < this.#limits.workers || this.#limits.signal.aborted) {
      const resume = this.#resumable.shift();
      if (resume !== undefined) {
        this.#active++;
        resume();
        continue;
      }
      if (this.#limits.signal.aborted) return;
      const work = this.#plan.take();
      if (work === undefined) return;
      // Of a large graph most are: a promise for each costs more than the rest of what is done here.
      if (work.decision.state === "fresh") {
        this.#settleFresh(work.task, work.decision.content);
        continue;
      }
      this.#active++;
      this.#do(work)
        .catch((error: unknown) => {
          this.#fault ??= { error };
        })
        .finally(() => {
          this.#active--;
          this.#wake();
        });
    }
  }

  /** A task that does not listen to its signal is left behind: what it still does is not recorded. */
  #abandon(): void {
    this.#abandoned = true;
    this.#wake();
  }

  async #do(work: Work): Promise<void> {
    const { task } = work;
    if (task.kind === "external") this.#fail(task, externalMissing(task), 0);
    else await this.#doAlone(work);
  }

  /** What another run did to the task meanwhile counts: it may be fresh by now. */
  async #doAlone(work: Work): Promise<void> {
    const claim = await this.#claim(work.task);
    try {
      if (claim === undefined || this.#limits.signal.aborted) return;
      const { task, decision } =
        claim.news.length === 0 ? work : await this.#lookAgain(work, claim.news);
      switch (decision.state) {
        case "fresh":
          this.#settleFresh(task, decision.content);
          return;
        case "restorable":
          await this.#effects.restore(task, decision.version);
          this.#succeed(task, "fresh", decision.content);
          this.#emitTask(task, { status: "fresh", restored: true });
          return;
        case "stale":
          this.#emitTask(task, { status: "started", reason: decision.reasons });
          await this.#attempt(task);
      }
    } finally {
      claim?.release();
    }
  }

  /** A task that waits for another run gives its place to others. */
  async #claim(task: Observation): Promise<Claim | undefined> {
    let isWaiting = false;
    const claim = await this.#effects.claim(task, () => {
      isWaiting = true;
      this.#elsewhere++;
      this.#active--;
      this.#wake();
    });
    if (!isWaiting) return claim;
    await new Promise<void>((resume) => {
      this.#elsewhere--;
      this.#resumable.push(resume);
      this.#wake();
    });
    return claim;
  }

  /** What it asked for in that other run is brought up to date before it is decided about. */
  async #lookAgain({ task, decision }: Work, news: readonly Observation[]): Promise<Work> {
    const now = news.at(-1);
    if (now === undefined) return { task, decision };
    const further = news.slice(0, -1);
    this.#tellBlocked(this.#plan.add(further));
    if (further.length > 0) await this.#await(task, further);
    return this.#plan.reconsider(now);
  }

  #settleFresh(task: Observation, content: string): void {
    this.#succeed(task, "fresh", content);
    this.#emitTask(task, { status: "fresh" });
  }

  async #attempt(task: Observation): Promise<void> {
    const from = this.#effects.now();
    const attempt = await this.#effects.executor.execute(task.id, {
      signal: this.#limits.signal,
      progress: (done, total) =>
        this.#effects.emit({ event: "progress", ...headOf(task), done, total }),
      log: (text, stream) => this.#log(task, text, stream),
      demand: (requirements) => this.#demand(task, requirements),
    });
    const ms = Math.round(this.#effects.now() - from);
    if (this.#limits.signal.aborted) return;
    await this.#conclude(task, attempt, ms);
  }

  async #conclude(task: Observation, attempt: Attempt, ms: number): Promise<void> {
    const outcome = attempt.ok ? await this.#effects.commit(task, ms) : attempt;
    if (!outcome.ok) {
      this.#fail(task, outcome.failure, ms);
      return;
    }
    this.#succeed(task, "succeeded", outcome.content);
    this.#emitTask(task, { status: "succeeded", ms, outputs: outcome.outputs });
  }

  #succeed(task: Observation, status: "succeeded" | "fresh", content: string): void {
    this.#plan.succeed(task.id, status, content);
    this.#counts[status === "fresh" ? "fresh" : "ran"]++;
    this.#answerDemands();
  }

  #fail(task: Observation, failure: TaskFailure, ms: number): void {
    const blocked = this.#plan.fail(task.id);
    this.#counts.failed++;
    this.#emitTask(task, { status: "failed", ms, error: failure });
    this.#tellBlocked(blocked);
    this.#answerDemands();
  }

  #tellBlocked(ids: readonly string[]): void {
    this.#counts.blocked += ids.length;
    for (const id of ids)
      this.#emitTask(this.#plan.taskOf(id), { status: "blocked", by: this.#plan.blockersOf(id) });
  }

  /** A task that yields gives its place to others until what it asked for is done. */
  async #demand(task: Observation, requirements: Requirements): Promise<void> {
    const added = await this.#effects.observe(requirements, task.id);
    this.#tellBlocked(this.#plan.add(added));
    const problem = await this.#await(task, added);
    if (problem !== undefined) throw new CauceError("asked-for-failed", problem);
  }

  /** Resolves when tasks have ended, with what is wrong where one of them did not end well. */
  #await(task: Observation, others: readonly Observation[]): Promise<string | undefined> {
    return new Promise((settle) => {
      this.#waiting.push({ by: task.id, ids: others.map(({ id }) => id), settle });
      this.#active--;
      this.#answerDemands();
      this.#wake();
    });
  }

  #answerDemands(): void {
    for (const demand of [...this.#waiting]) {
      const open = demand.ids.some((id) => !isSettled(this.#plan.statusOf(id)));
      if (!open || this.#limits.signal.aborted) this.#answer(demand, undefined);
    }
  }

  #answer(demand: Demand, problem: string | undefined): void {
    this.#waiting.splice(this.#waiting.indexOf(demand), 1);
    const failed = demand.ids.filter((id) => !isGood(this.#plan.statusOf(id)));
    const found =
      problem ??
      (failed.length === 0
        ? undefined
        : `\`${demand.by}\` asked for ${quoted(failed)}, which did not succeed`);
    this.#resumable.push(() => demand.settle(found));
  }

  /** Nothing runs and nothing can: the tasks that wait asked, in a circle, for each other. */
  #breakStall(): void {
    const demand = this.#waiting.at(-1);
    if (demand === undefined) throw new Error("the plan has no task left that could run");
    const open = demand.ids.filter(
      (id) => !isSettled(this.#plan.statusOf(id)) && (id !== demand.by || demand.ids.length === 1),
    );
    this.#answer(
      demand,
      `\`${demand.by}\` asked for ${quoted(open)}, which cannot be done before it: one requires the other. Take one of these requirements out.`,
    );
  }

  #cancelRest(): void {
    for (const id of this.#plan.cancel()) {
      this.#counts.cancelled++;
      this.#emitTask(this.#plan.taskOf(id), { status: "cancelled" });
    }
  }

  #summarise(): RunSummary {
    const { cancelled, ...counts } = this.#counts;
    const ms = Math.round(this.#effects.now() - this.#started);
    const summary = { ...counts, ...(cancelled > 0 ? { cancelled } : {}), ms };
    this.#effects.emit({ event: "summary", ...summary });
    return summary;
  }

  /** What a task printed is an event a line. */
  #log(task: Observation, text: string, stream?: "stdout" | "stderr"): void {
    const head = { event: "log", ...headOf(task) } as const;
    if (stream === undefined) this.#effects.emit({ ...head, text });
    else for (const line of text.split("\n")) this.#effects.emit({ ...head, text: line, stream });
  }

  #emitTask(task: Observation, change: TaskChange): void {
    this.#effects.emit({ event: "task", ...headOf(task), ...change });
  }
}

function isSettled(status: ReturnType<Plan["statusOf"]>): boolean {
  return status !== "waiting" && status !== "started";
}

function isGood(status: ReturnType<Plan["statusOf"]>): boolean {
  return status === "succeeded" || status === "fresh";
}

function quoted(ids: readonly string[]): string {
  return ids.map((id) => `\`${id}\``).join(", ");
}

function externalMissing(task: Observation): TaskFailure {
  const missing = task.outputs
    .filter(({ hash }) => hash === undefined)
    .map(({ name, path }) => path ?? name);
  return {
    name: "CauceError",
    code: "external-missing",
    message: `\`${task.id}\` needs ${quoted(missing)}, which is not there. Put the file there, or correct its path.`,
  };
}

function headOf(task: Observation): TaskHead {
  return { id: task.id, family: task.family, params: task.visibleParams };
}
