import type { ClientMessage } from "./client-message.ts";

/** What a request brought: its reply, and what was published under it, in order, without status. */
export interface Answer {
  readonly reply: ClientMessage;
  readonly messages: readonly ClientMessage[];
}

/** A request whose reply or whose `idle` is still to come: they arrive on sockets of their own. */
export class PendingRequest {
  readonly answer: Promise<Answer>;
  readonly #messages: ClientMessage[] = [];
  readonly #onMessage: ((message: ClientMessage) => void) | undefined;
  #reply: ClientMessage | undefined;
  #isIdle = false;
  #resolve: (answer: Answer) => void = () => {};
  #reject: (error: Error) => void = () => {};

  constructor(onMessage: ((message: ClientMessage) => void) | undefined) {
    this.#onMessage = onMessage;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  takeReply(reply: ClientMessage): void {
    this.#reply = reply;
    this.#settle();
  }

  takePublished(message: ClientMessage): void {
    if (message.type === "status") {
      this.#isIdle ||= message.content.execution_state === "idle";
      this.#settle();
      return;
    }
    this.#messages.push(message);
    this.#onMessage?.(message);
  }

  fail(error: Error): void {
    this.#reject(error);
  }

  #settle(): void {
    if (this.#reply === undefined || !this.#isIdle) return;
    this.#resolve({ reply: this.#reply, messages: this.#messages });
  }
}
