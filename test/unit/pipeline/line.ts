import type { MessagePort } from "node:worker_threads";
import { type PackedError, packError, unpackError } from "../../../src/core/packed-error.ts";

type Handlers = Readonly<Record<string, (...given: unknown[]) => unknown>>;

type Message =
  | {
      readonly kind: "ask";
      readonly number: number;
      readonly name: string;
      readonly given: unknown[];
    }
  | { readonly kind: "tell"; readonly name: string; readonly given: unknown[] }
  | { readonly kind: "answer"; readonly number: number; readonly value: unknown }
  | { readonly kind: "refusal"; readonly number: number; readonly error: PackedError };

/** Questions and answers between two threads, all of them data. */
export class Line {
  readonly #port: MessagePort;
  readonly #handlers: Handlers;
  readonly #asked = new Map<
    number,
    { readonly resolve: (value: unknown) => void; readonly reject: (error: unknown) => void }
  >();
  #questions = 0;

  constructor(port: MessagePort, handlers: Handlers) {
    this.#port = port;
    this.#handlers = handlers;
    port.on("message", (message: Message) => void this.#hear(message));
  }

  ask(name: string, ...given: unknown[]): Promise<unknown> {
    const number = ++this.#questions;
    return new Promise((resolve, reject) => {
      this.#asked.set(number, { resolve, reject });
      this.#post({ kind: "ask", number, name, given });
    });
  }

  tell(name: string, ...given: unknown[]): void {
    this.#post({ kind: "tell", name, given });
  }

  async #hear(message: Message): Promise<void> {
    switch (message.kind) {
      case "tell":
        await this.#handlers[message.name]?.(...message.given);
        return;
      case "ask": {
        const { number, name, given } = message;
        try {
          this.#post({ kind: "answer", number, value: await this.#handlers[name]?.(...given) });
        } catch (error) {
          this.#post({ kind: "refusal", number, error: packError(error) });
        }
        return;
      }
      case "answer":
        this.#asked.get(message.number)?.resolve(message.value);
        this.#asked.delete(message.number);
        return;
      case "refusal":
        this.#asked.get(message.number)?.reject(unpackError(message.error));
        this.#asked.delete(message.number);
    }
  }

  #post(message: Message): void {
    this.#port.postMessage(message);
  }
}
