import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { CauceError } from "../core/errors.ts";
import type { RunSummary, TaskFailure } from "../core/event.ts";
import type { Attempt } from "../core/executor.ts";
import { longestTimerMs } from "../core/schedule.ts";
import type { Observation } from "../plan/observation.ts";
import type { Plan, Work } from "../plan/plan.ts";
import { Batch, type SharedAttempt } from "./batch.ts";
import { Demands } from "./demands.ts";
import { externalMissing } from "./external-missing.ts";
import { Places } from "./places.ts";
import type { Claim, RunEffects, RunLimits } from "./run-effects.ts";
import { RunEvents } from "./run-events.ts";

/** Steps a plan to its end. Failures of tasks are data in the events; only faults of the engine reject. */
export async function runPlan<Demanded>(
  plan: Plan,
  effects: RunEffects<Demanded>,
  limits: RunLimits,
): Promise<RunSummary> {
  const run = new Run(plan, effects, limits);
  return run.toTheEnd();
}

/** How long a cancelled run waits for tasks that still run. */
const graceMs = 2_000;

class Run<Demanded> {
  readonly #plan: Plan;
  readonly #effects: RunEffects<Demanded>;
  readonly #limits: RunLimits;
  readonly #started: number;
  readonly #events: RunEvents;
  readonly #places: Places;
  readonly #demands: Demands;
  /** The batch that a task is in, until it goes on alone. */
  readonly #batches = new Map<string, Batch>();
  /** Tasks that were told that what they asked for will not be done, because the run stops. */
  readonly #dismissed = new Set<string>();
  /** Tasks that wait for another run to be done with them, or for their next attempt. */
  #elsewhere = 0;
  /** A task has failed, and nothing more is to be started. */
  #isStopping = false;
  #abandoned = false;
  #wake: () => void = () => undefined;
  #fault: { readonly error: unknown } | undefined;
  /** Aborts when the run is cancelled, and at a fault: what still runs would be recorded nowhere. */
  readonly #halting = new AbortController();

  constructor(plan: Plan, effects: RunEffects<Demanded>, limits: RunLimits) {
    this.#plan = plan;
    this.#effects = effects;
    this.#limits = limits;
    this.#events = new RunEvents((event) => effects.emit(event));
    this.#places = new Places(limits);
    this.#demands = new Demands(plan);
    this.#started = effects.now();
    // As many tasks hear them as run or wait.
    setMaxListeners(0, limits.signal, this.#halting.signal);
  }

  async toTheEnd(): Promise<RunSummary> {
    this.#events.plan(this.#plan.size, this.#plan.staleCount);
    let patience: ReturnType<typeof setTimeout> | undefined;
    const onHalt = () => {
      this.#answerDemands();
      this.#wake();
      patience = setTimeout(() => this.#abandon(), graceMs);
    };
    const onCancel = () => this.#halting.abort(this.#limits.signal.reason);
    if (this.#limits.signal.aborted) onCancel();
    this.#limits.signal.addEventListener("abort", onCancel);
    this.#halting.signal.addEventListener("abort", onHalt);
    const stopHearing = this.#limits.resourceShare?.onReturn(() => this.#wake());
    try {
      await this.#loop();
    } finally {
      stopHearing?.();
      this.#limits.signal.removeEventListener("abort", onCancel);
      this.#halting.signal.removeEventListener("abort", onHalt);
      clearTimeout(patience);
    }
    if (this.#fault !== undefined) throw this.#fault.error;
    this.#cancelRest();
    return this.#events.summary(Math.round(this.#effects.now() - this.#started));
  }

  async #loop(): Promise<void> {
    while (!this.#abandoned) {
      try {
        this.#startWhatIsReady();
      } catch (error) {
        this.#halt(error);
      }
      const isIdle = this.#places.areEmpty && this.#elsewhere === 0;
      if (isIdle && (this.#plan.isDone || this.#isEnding)) return;
      // Another run has what is wanted: it is told when that is given back.
      const isShort = this.#places.takeShortage();
      if (isIdle && !isShort) {
        this.#demands.breakStall();
        continue;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  get #isEnding(): boolean {
    return this.#halting.signal.aborted || this.#isStopping;
  }

  #startWhatIsReady(): void {
    for (;;) {
      if (this.#places.resumeNext(this.#halting.signal.aborted)) continue;
      if (this.#isEnding || !this.#places.areFree) return;
      const work = this.#plan.take((demand) => this.#places.canMeet(demand));
      if (work === undefined) return;
      // Of a large graph most are: a promise and a lock for each would cost more than all else.
      if (work.decision.state === "fresh") this.#settleFresh(work.task, work.decision.content);
      else this.#start(work);
    }
  }

  #start(work: Work): void {
    this.#places.take(resourcesOf(work.task));
    const others = work.decision.state === "stale" ? this.#takeOthers(work.task) : [];
    if (others.length > 0) this.#gather([work, ...others]);
    for (const one of [work, ...others])
      this.#do(one)
        .catch((error: unknown) => this.#halt(error))
        .finally(() => {
          this.#leavePlace(one.task);
          this.#wake();
        });
  }

  /** What can run now and may share the batch of a task. */
  #takeOthers(task: Observation): Work[] {
    const most = task.batching?.most ?? 1;
    const others: Work[] = [];
    while (others.length + 1 < most) {
      const other = this.#plan.takeAlike(task);
      if (other === undefined) break;
      if (other.decision.state === "fresh") this.#settleFresh(other.task, other.decision.content);
      else others.push(other);
    }
    return others;
  }

  #gather(works: readonly Work[]): void {
    const ids = works.map(({ task }) => task.id);
    const batch = new Batch(ids, (arrived) => this.#attemptBatch(arrived));
    for (const id of ids) this.#batches.set(id, batch);
  }

  /** Who is in a batch shares its place, which is left with the last of them. */
  #leavePlace(task: Observation): void {
    const batch = this.#batches.get(task.id);
    this.#batches.delete(task.id);
    if (batch === undefined || batch.leave(task.id)) this.#places.leave(resourcesOf(task));
  }

  #halt(error: unknown): void {
    this.#fault ??= { error };
    this.#halting.abort();
  }

  /** A task that does not listen to its signal is left behind: what it still does is not recorded. */
  #abandon(): void {
    this.#abandoned = true;
    this.#wake();
  }

  async #do(work: Work): Promise<void> {
    const { task } = work;
    if (task.kind === "external") this.#fail(task, externalMissing(task), { ms: 0 });
    else await this.#doAlone(work);
  }

  /** What another run did to the task meanwhile counts: it may be fresh by now. */
  async #doAlone(work: Work): Promise<void> {
    const claim = await this.#claim(work.task);
    try {
      if (claim === undefined || this.#halting.signal.aborted) return;
      const { task, decision } =
        claim.news.length === 0 ? work : await this.#lookAgain(work, claim.news);
      switch (decision.state) {
        case "fresh":
          this.#settleFresh(task, decision.content);
          return;
        case "restorable":
          await this.#effects.restore(task, decision.version);
          this.#succeed(task, "fresh", decision.content);
          this.#events.task(task, { status: "fresh", restored: true });
          return;
        case "stale":
          this.#events.task(task, { status: "started", reason: decision.reasons });
          await this.#attemptInTurn(task);
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
      this.#stepAside(task);
    });
    if (isWaiting) await this.#stepBack(task);
    return claim;
  }

  /** Waits for something else than the tasks of this run, and gives its place to others. */
  #stepAside(task: Observation): void {
    this.#elsewhere++;
    this.#leavePlace(task);
    this.#wake();
  }

  #stepBack(task: Observation): Promise<void> {
    return new Promise((resume) => {
      this.#elsewhere--;
      this.#places.return(resourcesOf(task), resume);
      this.#wake();
    });
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
    this.#events.task(task, { status: "fresh" });
  }

  /** Again and again, as often as the task wants it. */
  async #attemptInTurn(task: Observation): Promise<void> {
    const { retries = 0, retryDelayMs = 0 } = task.schedule ?? {};
    for (let attempt = 1; ; attempt++) {
      const from = this.#effects.now();
      const { attempt: ended, size } = await this.#attempt(task);
      const ms = Math.round((ended.ms ?? this.#effects.now() - from) / size);
      if (this.#halting.signal.aborted) return;
      const outcome = ended.ok ? await this.#effects.commit(task, ms) : ended;
      const counted = {
        ms,
        ...(attempt > 1 ? { attempts: attempt } : {}),
        ...(size > 1 ? { batch: size } : {}),
      };
      if (outcome.ok) {
        this.#succeed(task, "succeeded", outcome.content);
        this.#events.task(task, { status: "succeeded", ...counted, outputs: outcome.outputs });
        return;
      }
      if (this.#dismissed.has(task.id)) return;
      if (attempt > retries || this.#isStopping) {
        this.#fail(task, outcome.failure, counted);
        return;
      }
      this.#events.retry(task, outcome.failure, attempt);
      await this.#pause(task, retryDelayMs);
      if (this.#isEnding) return;
    }
  }

  async #attempt(task: Observation): Promise<SharedAttempt> {
    const shared = this.#batches.get(task.id)?.join(task.id);
    return shared ?? { attempt: await this.#attemptAlone(task), size: 1 };
  }

  #attemptAlone(task: Observation): Promise<Attempt> {
    return this.#effects.executor.execute(task.id, {
      signal: this.#halting.signal,
      progress: (done, total) => this.#events.progress(task, done, total),
      log: (text, stream) => this.#events.log(task, text, stream),
      demand: (demanded) => this.#demand(task, demanded),
    });
  }

  async #attemptBatch(ids: readonly string[]): Promise<Attempt> {
    const [first] = ids;
    if (first !== undefined && ids.length === 1)
      return this.#attemptAlone(this.#plan.taskOf(first));
    // What they waited for may have ended the run: nobody asks any more how they ended.
    if (this.#halting.signal.aborted) return { ok: true };
    return this.#effects.executor.executeBatch(ids, {
      signal: this.#halting.signal,
      progress: (id, done, total) => this.#events.progress(this.#plan.taskOf(id), done, total),
      log: (id, text, stream) => this.#events.log(this.#plan.taskOf(id), text, stream),
    });
  }

  /** Before the next attempt. Others may have its place meanwhile; a cancelled run does not wait. */
  async #pause(task: Observation, ms: number): Promise<void> {
    const { signal } = this.#halting;
    this.#stepAside(task);
    await sleep(Math.min(ms, longestTimerMs), undefined, { signal }).catch(() => undefined);
    await this.#stepBack(task);
  }

  #succeed(task: Observation, status: "succeeded" | "fresh", content: string): void {
    this.#plan.succeed(task.id, status, content);
    this.#answerDemands();
  }

  #fail(
    task: Observation,
    failure: TaskFailure,
    counted: { readonly ms: number; readonly attempts?: number; readonly batch?: number },
  ): void {
    const blocked = this.#plan.fail(task.id);
    this.#events.task(task, { status: "failed", ...counted, error: failure });
    this.#tellBlocked(blocked);
    this.#isStopping ||= this.#limits.keepGoing === false;
    this.#answerDemands();
  }

  #tellBlocked(ids: readonly string[]): void {
    for (const id of ids)
      this.#events.task(this.#plan.taskOf(id), {
        status: "blocked",
        by: this.#plan.blockersOf(id),
      });
  }

  /** A task that yields gives its place to others until what it asked for is done. */
  async #demand(task: Observation, demanded: Demanded): Promise<void> {
    const added = await this.#effects.observe(demanded, task.id);
    this.#tellBlocked(this.#plan.add(added));
    const problem = await this.#await(task, added);
    if (problem !== undefined) throw new CauceError("asked-for-failed", problem);
  }

  /** Resolves when tasks have ended, with what is wrong where one of them did not end well. */
  #await(task: Observation, others: readonly Observation[]): Promise<string | undefined> {
    return new Promise((resolve) => {
      const settle = (problem: string | undefined) =>
        this.#places.return(resourcesOf(task), () => resolve(problem));
      this.#demands.add({ by: task.id, ids: others.map(({ id }) => id), settle });
      this.#leavePlace(task);
      this.#answerDemands();
      this.#wake();
    });
  }

  #answerDemands(): void {
    for (const id of this.#demands.answer(this.#isEnding)) this.#dismissed.add(id);
  }

  #cancelRest(): void {
    for (const id of this.#plan.cancel())
      this.#events.task(this.#plan.taskOf(id), { status: "cancelled" });
  }
}

function resourcesOf(task: Observation): Readonly<Record<string, number>> | undefined {
  return task.schedule?.resources;
}
