import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import { builtFile } from "../../pipeline/built-file.ts";
import { logLine } from "../wire/log-line.ts";
import type { JsonObject } from "../wire/message.ts";
import { runInOwnContext } from "../wire/stopper.ts";
import type { CellToCheck, CodeRequest, FromLanguage, ToLanguage } from "./language-messages.ts";
import type { CheckedPlace } from "./session-program.ts";
import type { CheckedCell } from "./type-checker.ts";

// Taken now: cells' own `process.nextTick` takes nothing while a loop of ticks is being stopped. Not
// imported from `node:process`, because Node then reads what its getters make: 2 ms.
const { nextTick } = process;

/** A thread that dies again and again is not started again: cells then run unchecked. */
const mostStarts = 3;
/** How long the thread may wait for its compiler once the kernel ends. */
const closeWaitMs = 1_000;
/** The texts of cells and of messages are small, and most of them are garbage at once. */
const threadLimits = { maxYoungGenerationSizeMb: 6 };

interface KeptCell {
  readonly id: number;
  readonly source: string;
}

interface Waiting {
  readonly message: ToLanguage;
  readonly resolve: (answer: FromLanguage | undefined) => void;
}

/** The main thread's side of the thread that checks cells and answers questions about code. */
export class Language {
  readonly #place: CheckedPlace;
  readonly #kept = new Map<string, KeptCell>();
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #onPort: (port: MessagePort) => void = () => {};
  #compilerPid: number | undefined;
  #count = 0;
  #starts = 0;
  #isClosed = false;

  constructor(place: CheckedPlace) {
    this.#place = place;
    this.#start();
  }

  /** What is wrong with a cell as it would be after running it, and what to keep it as; nothing is kept. */
  async check(cell: CellToCheck, source: string): Promise<CheckedCell & { cellId?: string }> {
    const answer = await this.#ask((id) => ({ kind: "check", id, cell, source }));
    if (answer?.kind !== "checked") return { problems: [], warnings: [] };
    return { ...answer.checked, cellId: answer.cellId };
  }

  /** From now on the other cells see what this one declares. */
  keep(cellId: string, source: string): void {
    // Told again, in order, to a thread that takes the place of this one.
    this.#kept.delete(cellId);
    const id = ++this.#count;
    this.#kept.set(cellId, { id, source });
    this.#post({ kind: "keep", id, cellId, source });
  }

  /** Forgets all cells. */
  clear(): void {
    this.#kept.clear();
    this.#post({ kind: "clear" });
  }

  /** The content of the reply to a request about code. */
  async answer(request: CodeRequest): Promise<JsonObject> {
    const answer = await this.#ask((id) => ({ kind: "ask", id, request }));
    if (answer?.kind === "answered") return answer.content;
    const evalue = "the thread that answers has ended";
    return { status: "error", ename: "Error", evalue, traceback: [] };
  }

  /** `handler` gets a port that takes requests from another thread, and a new one when it must. */
  onPort(handler: (port: MessagePort) => void): void {
    this.#onPort = handler;
    this.#openPort();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const worker = this.#worker;
    if (worker === undefined) return;
    const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
    this.#post({ kind: "close" });
    // A thread that waits for a compiler which does not answer hears nothing, until that is gone.
    const late = setInterval(() => this.#endCompiler(), closeWaitMs);
    await ended;
    clearInterval(late);
  }

  #endCompiler(): void {
    try {
      if (this.#compilerPid !== undefined) process.kill(this.#compilerPid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }

  #start(): void {
    this.#starts += 1;
    const worker = new Worker(builtFile("kernel/language/language-thread.cjs"), {
      name: "cauce-language",
      workerData: { place: this.#place },
      resourceLimits: threadLimits,
    });
    // What waits for a check is the cell itself, which an interrupt may stop: it needs a context
    // of its own, and a turn behind the one in which Node asserts that its stack is empty.
    worker.on("message", (answer: FromLanguage) =>
      runInOwnContext(() => nextTick(() => this.#take(answer))),
    );
    worker.on("error", (error) => logLine(`the language thread failed: ${String(error)}`));
    worker.once("exit", () => this.#startAgain());
    this.#worker = worker;
  }

  #take(answer: FromLanguage): void {
    switch (answer.kind) {
      case "compiler":
        this.#compilerPid = answer.pid;
        return;
      case "forgot":
        this.#forget(answer.id, answer.cellIds);
        return;
      default:
        this.#waiting.get(answer.id)?.resolve(answer);
        this.#waiting.delete(answer.id);
    }
  }

  /** One that was run again meanwhile is kept: the thread has not heard of that yet. */
  #forget(id: number, cellIds: readonly string[]): void {
    for (const cellId of cellIds)
      if ((this.#kept.get(cellId)?.id ?? 0) <= id) this.#kept.delete(cellId);
  }

  #startAgain(): void {
    this.#worker = undefined;
    if (!this.#isClosed && this.#starts < mostStarts) {
      this.#start();
      for (const [cellId, cell] of this.#kept) this.#post({ kind: "keep", cellId, ...cell });
      for (const { message } of this.#waiting.values()) this.#post(message);
      this.#openPort();
      return;
    }
    for (const { resolve } of this.#waiting.values()) resolve(undefined);
    this.#waiting.clear();
  }

  #openPort(): void {
    const { port1, port2 } = new MessageChannel();
    this.#worker?.postMessage({ kind: "serve", port: port1 } satisfies ToLanguage, [port1]);
    this.#onPort(port2);
  }

  #ask(makeMessage: (id: number) => ToLanguage): Promise<FromLanguage | undefined> {
    if (this.#worker === undefined) return Promise.resolve(undefined);
    const id = ++this.#count;
    const message = makeMessage(id);
    return new Promise((resolve) => {
      this.#waiting.set(id, { message, resolve });
      this.#post(message);
    });
  }

  #post(message: ToLanguage): void {
    this.#worker?.postMessage(message);
  }
}
