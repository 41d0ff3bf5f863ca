import { AsyncResource } from "node:async_hooks";
import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  SHARE_ENV,
  Worker,
} from "node:worker_threads";
import type { TaskFailure } from "../core/event.ts";
import type { Attempt } from "../core/executor.ts";
import { tellPlaces } from "../core/printed-places.ts";
import { Deadline } from "./deadline.ts";
import { describeOrder } from "./describe-batch.ts";
import { describeLoading } from "./describe-loading.ts";
import { endPrograms } from "./end-programs.ts";
import { failureOf, placeFailure } from "./failure-of.ts";
import { notData } from "./not-data.ts";
import { countHeard, makeHeard } from "./outbox.ts";
import { describeDeath, describeStray } from "./thread-death.ts";
import type {
  AskedTask,
  FromThread,
  TaskOrder,
  ThreadLine,
  ThreadOutcome,
  ToThread,
} from "./thread-messages.ts";

/** What the attempt in a thread may ask of the run around it. */
export interface ThreadContext {
  readonly signal: AbortSignal;
  /** With `id` for one task of a batch. */
  progress(done: number, total: number, id?: string): void;
  log(text: string, stream?: "stdout" | "stderr", id?: string): void;
  demand(tasks: readonly AskedTask[]): Promise<void>;
}

export interface ThreadOptions {
  /** The built program of a thread. */
  readonly program: URL;
  readonly data: unknown;
  /** How much memory its JavaScript may take; V8's own limit where it says nothing. */
  readonly memoryMb: () => number | undefined;
  /** Hears in a sentence what ended a thread and failed no task: it had ended before. */
  readonly onStray: (text: string) => void;
  /** How long the code around a class may take at least where its task has a limit. */
  readonly leastLoadingMs: number;
}

/** "lost": the attempt waited for others in a thread that another one has ended, and is to begin anew. */
type Hosted = ThreadOutcome | "lost";

interface Guest {
  readonly order: TaskOrder;
  readonly context: ThreadContext;
  readonly deadline: Deadline;
  readonly startedAt: number;
  /** While it waits for what it asked for, and then for its turn. */
  state: "running" | "waiting" | "ready";
  answer: ToThread | undefined;
  /** The thread is gone, and the attempt still waits for what it asked for: how it will have ended. */
  fate: Hosted | undefined;
  settle(outcome: Hosted): void;
}

/**
 * One worker thread. One attempt runs in it at a time; others may stand still in it while they wait
 * for what they have asked for. Whatever ends it fails the one that runs, and no other.
 */
export class TaskThread {
  readonly #worker: Worker;
  /** A channel of our own: packages that find themselves in a thread may talk on its usual one. */
  readonly #port: MessagePort;
  readonly #heard = makeHeard();
  readonly #memoryMb: number | undefined;
  readonly #guests = new Map<number, Guest>();
  readonly #onExit: () => void;
  readonly #onStray: (text: string) => void;
  readonly #leastLoadingMs: number;
  #running: Guest | undefined;
  #attempts = 0;
  #death: TaskFailure | undefined;
  #error: unknown;
  /** The attempt whose code ended the thread, and its task. */
  #blamed: number | undefined;
  #blamedTask: string | undefined;
  /** Where the last attempt was asked for: in a notebook, what is said there stands below that cell. */
  #asked = new AsyncResource("CauceThread");
  #isClosing = false;
  #isKilled = false;
  #prepared: string | undefined;
  #latest: Pick<TaskOrder, "family" | "module"> | undefined;
  /** What it has last begun to evaluate. */
  #loading: string | undefined;
  #systemThread: string | undefined;

  constructor(options: ThreadOptions, onExit: () => void) {
    this.#memoryMb = options.memoryMb();
    this.#onExit = onExit;
    this.#onStray = options.onStray;
    this.#leastLoadingMs = options.leastLoadingMs;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    const line: ThreadLine = { port: port2, heard: this.#heard };
    this.#worker = new Worker(options.program, {
      name: "cauce-task",
      workerData: { line, data: options.data },
      transferList: [port2],
      env: SHARE_ENV,
      execArgv: [],
      ...(this.#memoryMb === undefined
        ? {}
        : { resourceLimits: { maxOldGenerationSizeMb: this.#memoryMb } }),
    });
    this.#worker.unref();
    this.#port.on("message", (message: FromThread) => this.#hear(message));
    this.#port.unref();
    this.#worker.on("error", (error) => {
      this.#error ??= error;
    });
    this.#worker.once("exit", (code) => this.#bury(code));
  }

  get isFree(): boolean {
    return this.#running === undefined && !this.#isEnding;
  }

  /** Nothing stands still in it either. */
  get isEmpty(): boolean {
    return this.#guests.size === 0;
  }

  /** Higher where it last ran something like it: V8 has compiled that code for speed in this thread alone. */
  likenessTo({ family, module }: TaskOrder): number {
    return (this.#latest?.family === family ? 2 : 0) + (this.#latest?.module === module ? 1 : 0);
  }

  /** Evaluates a module ahead of its tasks. */
  prepare(module: string): void {
    if (this.#prepared === module) return;
    this.#prepared = module;
    this.#post({ kind: "prepare", module });
  }

  host(order: TaskOrder, context: ThreadContext): Promise<Hosted> {
    const attempt = ++this.#attempts;
    const outcome = new Promise<Hosted>((settle) => {
      const named = { id: describeOrder(order), timeoutMs: order.timeoutMs };
      const deadline = new Deadline(named, context.signal, {
        onStop: (reason) => this.#post({ kind: "stop", attempt, reason: stopReason(reason) }),
        onExpired: () => this.#kill(deadline.failure),
      });
      this.#guests.set(attempt, {
        order,
        context,
        deadline,
        startedAt: performance.now(),
        state: "running",
        answer: undefined,
        fate: undefined,
        settle,
      });
    });
    this.#latest = { family: order.family, module: order.module };
    this.#asked = new AsyncResource("CauceAttempt");
    this.#worker.ref();
    this.#run(attempt, { kind: "run", attempt, order });
    return outcome;
  }

  /** It goes on for a while, because its programs are ended first: nothing new may begin in it. */
  get #isEnding(): boolean {
    return this.#isClosing || this.#isKilled;
  }

  /** What still runs in it is cancelled. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#terminate();
  }

  #run(attempt: number, message: ToThread): void {
    const guest = this.#guests.get(attempt);
    if (guest === undefined) return;
    guest.state = "running";
    this.#running = guest;
    if (message.kind === "answer") guest.deadline.resume();
    else guest.deadline.awaitLoading(this.#leastLoadingMs, this.#describeLoading(guest.order));
    try {
      this.#post(message);
    } catch (error) {
      this.#end(attempt, { ok: false, failure: notData(guest.order, error) });
    }
  }

  #hear(message: FromThread): void {
    countHeard(this.#heard, message);
    if (message.kind === "started") {
      this.#systemThread = message.systemThread;
      return;
    }
    if (message.kind === "loading") {
      this.#loading = message.what;
      return;
    }
    if (message.kind === "crash") {
      this.#death ??= placeFailure(message.failure);
      return;
    }
    if (message.kind === "exit") {
      this.#blamed = message.by;
      this.#blamedTask = message.id;
      return;
    }
    const guest = this.#guests.get(message.attempt);
    if (guest === undefined) return;
    switch (message.kind) {
      case "begun":
        guest.deadline.resume();
        return;
      case "progress":
        guest.context.progress(message.done, message.total, message.id);
        return;
      case "log":
        guest.context.log(tellPlaces(message.text, "kept"), message.stream, message.id);
        return;
      case "demand":
        void this.#demand(message.attempt, guest, message.tasks);
        return;
      case "end":
        this.#end(message.attempt, message.outcome);
    }
  }

  async #demand(attempt: number, guest: Guest, tasks: readonly AskedTask[]): Promise<void> {
    guest.state = "waiting";
    guest.deadline.pause();
    this.#leave(guest);
    const problem = await guest.context.demand(tasks).then(
      () => undefined,
      (error: unknown) => failureOf(error),
    );
    if (guest.fate !== undefined) return guest.settle(guest.fate);
    guest.state = "ready";
    guest.answer = { kind: "answer", attempt, ...(problem === undefined ? {} : { problem }) };
    if (this.#running === undefined) this.#runNext();
  }

  #end(attempt: number, outcome: ThreadOutcome): void {
    const guest = this.#guests.get(attempt);
    if (guest === undefined) return;
    this.#guests.delete(attempt);
    this.#leave(guest);
    if (this.isEmpty) this.#worker.unref();
    guest.settle(outcome === "elsewhere" ? outcome : guest.deadline.end(placed(outcome)));
  }

  #leave(guest: Guest): void {
    if (this.#running !== guest) return;
    this.#running = undefined;
    this.#runNext();
  }

  #runNext(): void {
    if (this.#isEnding) return;
    for (const [attempt, { state, answer }] of this.#guests)
      if (state === "ready" && answer !== undefined) {
        this.#run(attempt, answer);
        return;
      }
  }

  #kill(failure: TaskFailure): void {
    this.#isKilled = true;
    this.#death ??= failure;
    void this.#terminate();
  }

  /** What it has started is looked for first: of a thread that is gone nothing can be told. */
  async #terminate(): Promise<void> {
    const [thread, guest] = [this.#systemThread, this.#running];
    if (thread !== undefined && guest !== undefined) await endPrograms(thread, guest.startedAt);
    await this.#worker.terminate();
  }

  #bury(code: number): void {
    this.#hearTheRest();
    this.#port.close();
    this.#onExit();
    const guests = [...this.#guests];
    this.#guests.clear();
    if (!this.#isEnding && !guests.some(([attempt, guest]) => this.#hasEndedIt(attempt, guest)))
      this.#asked.runInAsyncScope(this.#onStray, undefined, this.#describeStray(code));
    for (const [attempt, guest] of guests) {
      const failure = this.#death ?? this.#describeEnd(guest, code);
      const ended = { ...guest.deadline.end({ ok: false, failure }), isKilled: true } as const;
      // The others have done nothing wrong: they begin anew in another thread, when they may go on.
      const fate = this.#hasEndedIt(attempt, guest) ? ended : "lost";
      if (guest.state === "waiting") guest.fate = fate;
      else guest.settle(fate);
    }
    this.#running = undefined;
  }

  /** What it said last may come behind the news of its end. */
  #hearTheRest(): void {
    for (let last = receiveMessageOnPort(this.#port); last; last = receiveMessageOnPort(this.#port))
      this.#hear(last.message as FromThread);
  }

  /** A timer or a promise that an attempt has left behind may end the thread under the next one. */
  #hasEndedIt(attempt: number, guest: Guest): boolean {
    if (guest.context.signal.aborted) return true;
    return this.#blamed === undefined ? guest === this.#running : attempt === this.#blamed;
  }

  #describeStray(code: number): string {
    return describeStray(this.#blamedTask, {
      failure: this.#death ?? (this.#error === undefined ? undefined : failureOf(this.#error)),
      code,
    });
  }

  #describeEnd({ order, deadline }: Guest, code: number): TaskFailure {
    if (this.#isClosing) return deadline.failure;
    return describeDeath(describeOrder(order), {
      error: this.#error,
      code,
      memoryMb: this.#memoryMb,
    });
  }

  #describeLoading(order: TaskOrder): (limitMs: number) => TaskFailure {
    return (limitMs) => describeLoading(describeOrder(order), this.#loading, limitMs);
  }

  #post(message: ToThread): void {
    this.#port.postMessage(message);
  }
}

function placed(attempt: Attempt): Attempt {
  if (!attempt.ok) return { ...attempt, failure: placeFailure(attempt.failure) };
  if (attempt.failed === undefined) return attempt;
  const failed = [...attempt.failed].map(([id, failure]) => [id, placeFailure(failure)] as const);
  return { ...attempt, failed: new Map(failed) };
}

function stopReason(reason: unknown): { name: string; message: string } {
  return reason instanceof Error
    ? { name: reason.name, message: reason.message }
    : { name: "AbortError", message: String(reason) };
}
