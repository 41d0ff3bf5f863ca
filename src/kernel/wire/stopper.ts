import { AsyncResource } from "node:async_hooks";
import { Session } from "node:inspector";

/**
 * The main thread's side of an interrupt: a global function that the wire thread calls
 * through the inspector, in the middle of whatever runs here. Whether to stop is decided here
 * and at that moment, so that an interrupt which main has just seen stops nothing.
 */
export class Stopper {
  readonly #name: string;
  readonly #clearAsyncStack = findClearAsyncStack();
  readonly #isStoppable: () => boolean;

  constructor(name: string, isStoppable: () => boolean) {
    this.#name = name;
    this.#isStoppable = isStoppable;
    const value = (): void => this.#stop();
    Object.defineProperty(globalThis, name, { value, configurable: true, enumerable: false });
  }

  dispose(): void {
    Reflect.deleteProperty(globalThis, this.#name);
  }

  #stop(): void {
    if (!this.#isStoppable()) return;
    // Termination runs no `finally`, Node's own included: what it has pushed for the running
    // callback stays on its stack, and Node aborts the process over it ("async hook stack has
    // become corrupted"). It must be empty before, as after an uncaught exception.
    this.#clearAsyncStack();
    const session = new Session();
    session.connect();
    session.post("Runtime.terminateExecution", () => session.disconnect());
  }
}

/** Runs `turn` with async-local stores of its own: those of a stopped cell are never taken back. */
export function runInOwnContext(turn: () => void): void {
  new AsyncResource("CauceMessage", { triggerAsyncId: 0 }).runInAsyncScope(turn);
}

/** Node has this only under a deprecated name; where it is gone, there is nothing to clear. */
function findClearAsyncStack(): () => void {
  const { noDeprecation } = process;
  process.noDeprecation = true;
  try {
    const binding: unknown = Reflect.get(process, "binding");
    const hooks: unknown = typeof binding === "function" ? binding.call(process, "async_wrap") : {};
    const clear: unknown = Reflect.get(Object(hooks), "clearAsyncIdStack");
    return typeof clear === "function" ? () => clear() : () => {};
  } catch {
    return () => {};
  } finally {
    process.noDeprecation = noDeprecation ?? false;
  }
}
