import type { MessagePort } from "node:worker_threads";
import type { JsonObject, JupyterMessage } from "./message.ts";

/** What the port's other end is sent, and sends back. */
interface DelegatedRequest {
  readonly id: number;
  /** The `msg_type`. */
  readonly type: string;
  readonly content: JsonObject;
  readonly metadata: JsonObject;
}

interface DelegatedReply {
  readonly id: number;
  readonly content: JsonObject;
}

/** Requests that a third thread answers, so that they need not wait for main. */
export class Delegate {
  readonly #types: ReadonlySet<string>;
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, JupyterMessage>();
  #count = 0;
  #isOpen = true;

  /** `giveBack` gets the requests that were not answered when the other end closed. */
  constructor(
    types: readonly string[],
    port: MessagePort,
    answer: (message: JupyterMessage, content: JsonObject) => void,
    giveBack: (message: JupyterMessage) => void,
  ) {
    this.#types = new Set(types);
    this.#port = port;
    port.on("message", ({ id, content }: DelegatedReply) => {
      const message = this.#waiting.get(id);
      if (message !== undefined) answer(message, content);
      this.#waiting.delete(id);
    });
    port.once("close", () => {
      this.#isOpen = false;
      for (const message of this.#waiting.values()) giveBack(message);
      this.#waiting.clear();
    });
  }

  /** False where it is for main. */
  take(message: JupyterMessage): boolean {
    const type = message.header.msg_type;
    if (!this.#isOpen || !this.#types.has(type)) return false;
    const id = ++this.#count;
    this.#waiting.set(id, message);
    const { content, metadata } = message;
    this.#port.postMessage({ id, type, content, metadata } satisfies DelegatedRequest);
    return true;
  }

  close(): void {
    this.#port.close();
  }
}
