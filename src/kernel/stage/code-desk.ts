import type { Attempt } from "../../core/executor.ts";
import { packError, unpackError } from "../../core/packed-error.ts";
import type { FoundTasks, TaskCode } from "../../pipeline/task-code.ts";
import { AttemptVoice } from "./attempt-voice.ts";
import type { Answer, FromRun, Question, ToRun } from "./stage-messages.ts";

type Value = (Answer & { readonly ok: true })["value"];

interface Demand {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Answers what the lead of a run asks of its tasks' code, where that code is. */
export class CodeDesk {
  readonly #code: TaskCode;
  readonly #post: (message: ToRun) => void;
  readonly #voice: AttemptVoice;
  readonly #attempts = new Map<number, AbortController>();
  readonly #demands = new Map<string, Demand>();
  readonly #thrown = new Map<number, unknown>();
  #demandCount = 0;
  #cancelled: { readonly reason: unknown } | undefined;

  constructor(code: TaskCode, post: (message: ToRun) => void, taken: Int32Array) {
    this.#code = code;
    this.#post = post;
    this.#voice = new AttemptVoice(post, taken);
  }

  async answer(number: number, question: Question): Promise<void> {
    try {
      const value = await this.#find(number, question);
      this.#voice.tellLatest();
      this.#post({ kind: "answer", number, answer: { ok: true, value } });
    } catch (error) {
      this.#thrown.set(number, error);
      this.#post({ kind: "answer", number, answer: { ok: false, error: packError(error) } });
    }
    this.#attempts.delete(number);
  }

  /** What was asked before the lead has heard of it does not begin: it could hold this thread for good. */
  cancel(reason: unknown): void {
    this.#cancelled = { reason };
    for (const controller of this.#attempts.values()) controller.abort(reason);
  }

  stop({ number, reason }: Extract<FromRun, { kind: "stop" }>): void {
    this.#attempts.get(number)?.abort(new DOMException(reason.message, reason.name));
  }

  settleDemand({ number, demand, problem }: Extract<FromRun, { kind: "demand-answer" }>): void {
    const key = `${number} ${demand}`;
    const waiting = this.#demands.get(key);
    this.#demands.delete(key);
    if (problem === undefined) waiting?.resolve();
    else waiting?.reject(unpackError(problem));
  }

  /** The error itself that a question was answered with. */
  thrownAt(number: number | undefined): unknown {
    return number === undefined ? undefined : this.#thrown.get(number);
  }

  /** Nobody leads the run any more: what still runs here is to stop. */
  abandon(reason: Error): void {
    for (const controller of this.#attempts.values()) controller.abort(reason);
    for (const { reject } of this.#demands.values()) reject(reason);
    this.#demands.clear();
  }

  #find(number: number, question: Question): Promise<Value> {
    switch (question.ask) {
      case "find-asked":
        return this.#code.findAsked(question.asked, question.by);
      case "find-anew":
        return this.#code.findAnew(question.id);
      case "hash-outputs":
        return this.#code.hashOutputs(question.id);
      case "execute":
        return this.#execute(number, question.id);
      case "execute-batch":
        return this.#executeBatch(number, question.ids);
    }
  }

  #execute(number: number, id: string): Promise<Attempt> {
    return measure(() =>
      this.#code.execute(id, {
        signal: this.#signalOf(number),
        progress: (done, total) => this.#tellProgress(number, id, done, total),
        log: (text, stream) => this.#tellLog(number, id, text, stream),
        demand: (found) => this.#demand(number, found),
      }),
    );
  }

  #executeBatch(number: number, ids: readonly string[]): Promise<Attempt> {
    return measure(() =>
      this.#code.executeBatch(ids, {
        signal: this.#signalOf(number),
        progress: (id, done, total) => this.#tellProgress(number, id, done, total),
        log: (id, text, stream) => this.#tellLog(number, id, text, stream),
      }),
    );
  }

  /** Code without types may give anything, which fails its task here and not the message later. */
  #tellProgress(number: number, id: string, done: number, total: number): void {
    this.#voice.progress({
      kind: "progress",
      number,
      id,
      done: Number(done),
      total: Number(total),
    });
  }

  #tellLog(number: number, id: string, text: unknown, stream: "stdout" | "stderr" | undefined) {
    this.#voice.log({ kind: "log", number, id, text: String(text), stream });
  }

  #signalOf(number: number): AbortSignal {
    const controller = new AbortController();
    if (this.#cancelled !== undefined) controller.abort(this.#cancelled.reason);
    this.#attempts.set(number, controller);
    return controller.signal;
  }

  #demand(number: number, found: FoundTasks): Promise<void> {
    const demand = ++this.#demandCount;
    return new Promise((resolve, reject) => {
      this.#demands.set(`${number} ${demand}`, { resolve, reject });
      this.#post({ kind: "demand", number, demand, found });
    });
  }
}

/** The time that it waited for this thread to be free is not its own. */
async function measure(execute: () => Promise<Attempt>): Promise<Attempt> {
  const from = performance.now();
  const attempt = await execute();
  return { ms: performance.now() - from, ...attempt };
}
