import type { DescribedError } from "./describe-error.ts";
import type { MimeBundle } from "./publisher.ts";
import type { JsonObject } from "./wire/message.ts";

export type CellOutcome =
  | {
      readonly ok: true;
      /** What the request's `user_expressions` gave, as its reply says it. */
      readonly expressions: JsonObject;
      /** What the client shows in its pager. */
      readonly pages: readonly MimeBundle[];
    }
  | ({ readonly ok: false } & DescribedError);

/**
 * A cell from its start to its end. The end is told by a call: an interrupt that stops a
 * computing cell unwinds all that stands on its stack, and no promise made there settles any more.
 */
export class RunningCell {
  readonly outcome: Promise<CellOutcome>;
  readonly #controller = new AbortController();
  #hasEnded = false;
  #end: (outcome: CellOutcome) => void = () => {};
  #fault: (error: unknown) => void = () => {};

  constructor() {
    this.outcome = new Promise((resolve, reject) => {
      this.#end = resolve;
      this.#fault = reject;
    });
  }

  /** Aborted when the cell is interrupted. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort(): void {
    this.#controller.abort();
  }

  /** The first end counts; false for a later one. */
  end(outcome: CellOutcome): boolean {
    const isFirst = !this.#hasEnded;
    this.#hasEnded = true;
    this.#end(outcome);
    return isFirst;
  }

  /** In a turn of its own, so that whoever waits for the outcome is not on the stack. A body that fails is a fault of ours. */
  start(body: () => Promise<CellOutcome>): void {
    queueMicrotask(() => void body().then((outcome) => this.end(outcome), this.#fault));
  }
}
