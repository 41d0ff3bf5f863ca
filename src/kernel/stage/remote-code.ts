import type { Attempt, AttemptContext, BatchContext } from "../../core/executor.ts";
import { packError, unpackError } from "../../core/packed-error.ts";
import type { FoundTasks, TaskCode } from "../../pipeline/task-code.ts";
import type { Answer, FromRun, Question, ToRun } from "./stage-messages.ts";
import { stopReason } from "./stop-reason.ts";

type Context =
  | { readonly kind: "one"; readonly context: AttemptContext<FoundTasks> }
  | { readonly kind: "batch"; readonly context: BatchContext };

interface Open {
  readonly settle: (answer: Answer) => void;
  readonly context: Context | undefined;
}

/** The code of a run's tasks, which main has: it is asked, and the run goes on with the rest meanwhile. */
export class RemoteCode implements TaskCode {
  readonly #post: (message: FromRun) => void;
  readonly #open = new Map<number, Open>();
  readonly #thrown = new WeakMap<Error, number>();
  #count = 0;

  constructor(post: (message: FromRun) => void) {
    this.#post = post;
  }

  /** The question that an error was the answer to. */
  questionOf(error: unknown): number | undefined {
    return error instanceof Error ? this.#thrown.get(error) : undefined;
  }

  findAsked(asked: Parameters<TaskCode["findAsked"]>[0], by: string): Promise<FoundTasks> {
    return this.#ask({ ask: "find-asked", asked, by });
  }

  findAnew(id: string): Promise<FoundTasks> {
    return this.#ask({ ask: "find-anew", id });
  }

  hashOutputs(id: string): Promise<ReadonlyMap<string, string | undefined>> {
    return this.#ask({ ask: "hash-outputs", id });
  }

  execute(id: string, context: AttemptContext<FoundTasks>): Promise<Attempt> {
    return this.#ask({ ask: "execute", id }, { kind: "one", context });
  }

  executeBatch(ids: readonly string[], context: BatchContext): Promise<Attempt> {
    return this.#ask({ ask: "execute-batch", ids }, { kind: "batch", context });
  }

  /** What main says about a question. */
  hear(message: Extract<ToRun, { readonly number: number }>): void {
    const open = this.#open.get(message.number);
    if (open === undefined) return;
    switch (message.kind) {
      case "answer":
        this.#open.delete(message.number);
        open.settle(message.answer);
        return;
      case "progress":
        tellProgress(open.context, message);
        return;
      case "log":
        tellLog(open.context, message);
        return;
      case "demand":
        if (open.context?.kind === "one") void this.#demand(open.context.context, message);
    }
  }

  async #demand(
    context: AttemptContext<FoundTasks>,
    { number, demand, found }: Extract<ToRun, { kind: "demand" }>,
  ): Promise<void> {
    const problem = await context.demand(found).then(
      () => undefined,
      (error: unknown) => packError(error),
    );
    this.#post({ kind: "demand-answer", number, demand, problem });
  }

  async #ask<Value extends (Answer & { ok: true })["value"]>(
    question: Question,
    context?: Context,
  ): Promise<Value> {
    const number = ++this.#count;
    const signal = context?.context.signal;
    const stop = () => this.#post({ kind: "stop", number, reason: stopReason(signal?.reason) });
    const answer = await new Promise<Answer>((settle) => {
      this.#open.set(number, { settle, context });
      this.#post({ kind: "question", number, question });
      if (signal?.aborted) stop();
      signal?.addEventListener("abort", stop, { once: true });
    });
    signal?.removeEventListener("abort", stop);
    if (answer.ok) return answer.value as Value;
    const error = unpackError(answer.error);
    this.#thrown.set(error, number);
    throw error;
  }
}

function tellProgress(
  context: Context | undefined,
  { id, done, total }: Extract<ToRun, { kind: "progress" }>,
): void {
  if (context?.kind === "one") context.context.progress(done, total);
  if (context?.kind === "batch" && id !== undefined) context.context.progress(id, done, total);
}

function tellLog(
  context: Context | undefined,
  { id, text, stream }: Extract<ToRun, { kind: "log" }>,
): void {
  if (context?.kind === "one") context.context.log(text, stream);
  if (context?.kind === "batch" && id !== undefined) context.context.log(id, text, stream);
}
