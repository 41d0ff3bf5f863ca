import { AsyncLocalStorage } from "node:async_hooks";
import type { MessagePort } from "node:worker_threads";
import { CauceError } from "../core/errors.ts";
import type { Attempt } from "../core/executor.ts";
import { listRequirements } from "../core/list-requirements.ts";
import type { Requirements, Task, TaskClass } from "../core/task.ts";
import { systemThread } from "../system/child-programs.ts";
import { drive } from "./drive.ts";
import { driveBatch } from "./drive-batch.ts";
import { failureOf } from "./failure-of.ts";
import { Outbox } from "./outbox.ts";
import { OutputLines } from "./output-lines.ts";
import type { TaskOrder, ThreadLine, ThreadOutcome, ToThread } from "./thread-messages.ts";

/**
 * Gives the classes of a hermetic module by the file that keeps it, or those of a file behind it.
 * Tells what it evaluates: whatever does not end cannot tell it afterwards.
 */
export type LoadModule = (
  order: Pick<TaskOrder, "module" | "behind">,
  tell: (what: string) => void,
) => Promise<Readonly<Record<string, TaskClass>>>;

interface Guest {
  readonly attempt: number;
  readonly id: string;
  readonly controller: AbortController;
  readonly lines: OutputLines;
  answer: (problem: CauceError | undefined) => void;
}

/** The thread's side: makes the tasks that it is sent, runs them, and tells what they say. */
export function serveAttempts({ port, heard }: ThreadLine, load: LoadModule): void {
  new AttemptServer(port, new Outbox(port, heard), load).open();
}

class AttemptServer {
  readonly #port: MessagePort;
  readonly #outbox: Outbox;
  readonly #load: LoadModule;
  readonly #guests = new Map<number, Guest>();
  readonly #current = new AsyncLocalStorage<Guest>();
  readonly #tellLoading = (what: string) => this.#outbox.post({ kind: "loading", what });

  constructor(port: MessagePort, outbox: Outbox, load: LoadModule) {
    this.#port = port;
    this.#outbox = outbox;
    this.#load = load;
  }

  open(): void {
    this.#outbox.post({ kind: "started", systemThread: systemThread() });
    this.#capture("stdout");
    this.#capture("stderr");
    const crash = (error: unknown) => {
      this.#outbox.post({ kind: "crash", failure: failureOf(error) });
      process.exit(1);
    };
    process.on("uncaughtException", crash);
    process.on("unhandledRejection", crash);
    process.on("exit", () => {
      const { attempt: by, id } = this.#current.getStore() ?? {};
      this.#outbox.post({ kind: "exit", by, id });
    });
    this.#port.on("message", (message: ToThread) => this.#take(message));
  }

  #take(message: ToThread): void {
    switch (message.kind) {
      case "prepare":
        // What is wrong with it is told by the task that needs it.
        this.#load({ module: message.module }, this.#tellLoading).catch(() => undefined);
        return;
      case "run":
        void this.#run(message.attempt, message.order);
        return;
      case "stop": {
        const { name, message: text } = message.reason;
        this.#guests.get(message.attempt)?.controller.abort(new DOMException(text, name));
        return;
      }
      case "answer": {
        const { problem } = message;
        const error =
          problem === undefined
            ? undefined
            : new CauceError(problem.code ?? "asked-for-failed", problem.message);
        this.#guests.get(message.attempt)?.answer(error);
      }
    }
  }

  async #run(attempt: number, order: TaskOrder): Promise<void> {
    const guest: Guest = {
      attempt,
      id: order.id,
      controller: new AbortController(),
      lines: new OutputLines((stream, text) =>
        this.#outbox.log({ kind: "log", attempt, text, stream }),
      ),
      answer: () => undefined,
    };
    this.#guests.set(attempt, guest);
    const from = performance.now();
    const outcome = await this.#current.run(guest, () => this.#attempt(guest, order));
    const ms = performance.now() - from;
    guest.lines.flush();
    this.#guests.delete(attempt);
    const measured = outcome === "elsewhere" ? outcome : { ...outcome, ms };
    this.#outbox.post({ kind: "end", attempt, outcome: measured });
  }

  async #attempt(guest: Guest, order: TaskOrder): Promise<ThreadOutcome> {
    try {
      const tasks = makeTasks(await this.#load(order, this.#tellLoading), order);
      if (tasks === undefined) return "elsewhere";
      if (order.timeoutMs !== undefined)
        this.#outbox.post({ kind: "begun", attempt: guest.attempt });
      return await (order.others === undefined
        ? this.#drive(guest, tasks[0])
        : this.#driveBatch(guest, tasks));
    } catch (error) {
      return { ok: false, failure: failureOf(error) };
    }
  }

  async #drive(guest: Guest, task: Task): Promise<Attempt> {
    const { attempt, controller } = guest;
    await drive(task, {
      signal: controller.signal,
      progress: (done, total) => this.#outbox.progress({ kind: "progress", attempt, done, total }),
      log: (text) => this.#outbox.log({ kind: "log", attempt, text: String(text) }),
      demand: (required) => this.#demand(guest, task.id, required),
    });
    return { ok: true };
  }

  async #driveBatch(
    { attempt, controller: { signal } }: Guest,
    tasks: readonly Task[],
  ): Promise<Attempt> {
    const failed = await driveBatch(tasks, {
      signal,
      progress: (id, done, total) =>
        this.#outbox.progress({ kind: "progress", attempt, done, total, id }),
      log: (id, text) => this.#outbox.log({ kind: "log", attempt, text: String(text), id }),
    });
    return { ok: true, failed };
  }

  async #demand(guest: Guest, by: string, required: Requirements): Promise<void> {
    const tasks = listRequirements(required, `\`${by}.run()\` yielded`).map(({ task }) => ({
      family: task.family,
      given: task.given,
    }));
    const answered = new Promise<void>((resolve, reject) => {
      guest.answer = (problem) => (problem === undefined ? resolve() : reject(problem));
    });
    this.#outbox.post({ kind: "demand", attempt: guest.attempt, tasks });
    await answered;
  }

  /** What a task prints is its own, also when several share the thread. */
  #capture(name: "stdout" | "stderr"): void {
    const stream = process[name];
    const original = stream.write;
    const write = (chunk: string | Uint8Array, encoding?: unknown, callback?: unknown): boolean => {
      const guest = this.#current.getStore();
      if (guest === undefined || !this.#guests.has(guest.attempt))
        return original.call(stream, chunk as string);
      guest.lines.write(name, chunk);
      const done = typeof encoding === "function" ? encoding : callback;
      if (typeof done === "function") process.nextTick(done as () => void);
      return true;
    };
    stream.write = write as typeof stream.write;
  }
}

type Tasks = readonly [Task, ...Task[]];

/** Undefined where the class, or a task of the same identity, cannot be made from the data alone. */
function makeTasks(
  module: Readonly<Record<string, TaskClass>>,
  { id, family, given, others = [] }: TaskOrder,
): Tasks | undefined {
  const Class = module[family] as unknown as (new (given: unknown) => Task) | undefined;
  if (Class === undefined) return undefined;
  const tasks: Tasks = [new Class(given), ...others.map((other) => new Class(other.given))];
  const ids = [id, ...others.map((other) => other.id)];
  return tasks.every((task, at) => task.id === ids[at]) ? tasks : undefined;
}
