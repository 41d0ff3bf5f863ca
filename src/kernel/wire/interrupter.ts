import { Session } from "node:inspector";
import { setTimeout as delay } from "node:timers/promises";
import { logLine } from "./log-line.ts";

/** A main thread that turns its event loop answers long before; one that computes does not. */
const GRACE_MS = 100;

/**
 * Interrupts the main thread, from the wire thread: first by asking, then by stopping what
 * runs there, again and again until main acknowledges.
 */
export class Interrupter {
  readonly #ask: (interrupt: number) => void;
  readonly #stopperName: string;
  #raised = 0;
  #acknowledged = 0;
  #insisting = false;

  /** `ask` tells the main thread of an interrupt; `stopperName` is its global stop function. */
  constructor(ask: (interrupt: number) => void, stopperName: string) {
    this.#ask = ask;
    this.#stopperName = stopperName;
  }

  raise(): void {
    this.#raised += 1;
    if (!this.#insisting) void this.#insist();
  }

  acknowledge(interrupt: number): void {
    this.#acknowledged = Math.max(this.#acknowledged, interrupt);
  }

  /** Gives up what has not been acknowledged, so that the thread can end. */
  dispose(): void {
    this.#acknowledged = Number.POSITIVE_INFINITY;
  }

  async #insist(): Promise<void> {
    this.#insisting = true;
    while (this.#acknowledged < this.#raised) {
      // Asked anew every time: the stop may have unwound the very turn that read the last one.
      this.#ask(this.#raised);
      await delay(GRACE_MS);
      if (this.#acknowledged < this.#raised) await callOnMain(this.#stopperName);
    }
    this.#insisting = false;
  }
}

/**
 * Calls a global function of the main thread even while that computes: the inspector breaks
 * into running code. Connected only now, because a session that is open when the process exits
 * makes Node print that it waits for a debugger.
 */
function callOnMain(functionName: string): Promise<void> {
  return new Promise((resolve) => {
    const session = new Session();
    session.connectToMainThread();
    const expression = `globalThis[${JSON.stringify(functionName)}]?.()`;
    session.post("Runtime.evaluate", { expression, returnByValue: true }, (error) => {
      if (error !== null) logLine(`the cell could not be stopped: ${error.message}`);
      session.disconnect();
      resolve();
    });
  });
}
