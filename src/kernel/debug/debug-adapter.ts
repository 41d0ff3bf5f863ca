import type { DebugPort, DebugPortOptions } from "../wire/debug-port.ts";
import type { JsonObject } from "../wire/message.ts";
import { DebugCommands } from "./debug-commands.ts";
import { textIn } from "./request-options.ts";

/** The Debug Adapter Protocol over the inspector of the main thread: requests in, responses and events out. */
export class DebugAdapter implements DebugPort {
  readonly #commands: DebugCommands;
  readonly #publish: (event: JsonObject) => void;
  #sequence = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor({ publish, interrupt, stopperName }: DebugPortOptions) {
    this.#publish = publish;
    const event = (name: string, body: object = {}) => this.#event(name, body);
    this.#commands = new DebugCommands({ event, interrupt, stopperName });
  }

  /** One after the other: a client sends several at once, and counts on their order. */
  handle(request: JsonObject): Promise<JsonObject> {
    const answered = this.#last.then(() => this.#answer(request));
    this.#last = answered;
    return answered;
  }

  release(): Promise<void> {
    return this.#commands.main.release().catch(() => {});
  }

  rearm(): Promise<void> {
    return this.#commands.main.rearm().catch(() => {});
  }

  dispose(): Promise<void> {
    return this.#commands.dispose();
  }

  async #answer(request: JsonObject): Promise<JsonObject> {
    const { seq = 0, arguments: options } = request;
    this.#sequence += 1;
    const response = {
      type: "response",
      seq: this.#sequence,
      request_seq: seq,
      command: textIn(request, "command"),
    };
    try {
      const body = await this.#commands.run(response.command, Object(options));
      return { ...response, success: true, body };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { ...response, success: false, message, body: {} };
    }
  }

  #event(event: string, body: object): void {
    this.#sequence += 1;
    this.#publish({ type: "event", seq: this.#sequence, event, body });
  }
}
