import { Session } from "node:inspector";
import { setTimeout as delay } from "node:timers/promises";
import type { DebugPort } from "./debug-port.ts";
import { interruptChild } from "./interrupt-child.ts";
import { logLine } from "./log-line.ts";

/** A main thread that turns its event loop answers long before; one that computes does not. */
const FIRST_GRACE_MS = 40;
/** A busy machine may need longer to tell what an attempt has done. */
const NEXT_GRACE_MS = 100;
/** Work of the kernel's own, which is not to be cut in two, never takes so long. */
const FORCE_AFTER = 15;
/**
 * For a moment in which the main thread can be stopped without harm. A loop of microtasks spends
 * 97 % of its time in Node's own hooks, and stopped there it is deaf to any later stop.
 */
const MOST_MS_OF_TRIES = 3_000;
const TRY_AGAIN_MS = 1;

export interface InterrupterOptions {
  /** Tells the main thread of an interrupt. */
  readonly ask: (interrupt: number) => void;
  /** The name of the main thread's global stop function. */
  readonly stopperName: string;
  /** Whether the main thread waits for a child process, and does not hear of a stop. */
  readonly isWaiting: () => boolean;
  /** The child process has been told to end: the main thread may hold on when it comes back. */
  readonly onChildInterrupted: () => void;
  /** What may hold the main thread at a breakpoint. */
  readonly debug: DebugPort | undefined;
}

/**
 * Interrupts the main thread, from the wire thread: first by asking, then by stopping what
 * runs there, again and again until main acknowledges.
 */
export class Interrupter {
  readonly #options: InterrupterOptions;
  #raised = 0;
  #acknowledged = 0;
  #insisting = false;

  constructor(options: InterrupterOptions) {
    this.#options = options;
  }

  raise(): void {
    this.#raised += 1;
    void this.#options.debug?.release();
    // At once, also while an earlier one is waited for: it must not come behind a later request.
    this.#options.ask(this.#raised);
    if (!this.#insisting) void this.#insist();
  }

  acknowledge(interrupt: number): void {
    this.#acknowledged = Math.max(this.#acknowledged, interrupt);
    if (this.#acknowledged >= this.#raised) void this.#options.debug?.rearm();
  }

  /** Gives up what has not been acknowledged, so that the thread can end. */
  dispose(): void {
    this.#acknowledged = Number.POSITIVE_INFINITY;
  }

  async #insist(): Promise<void> {
    this.#insisting = true;
    for (let attempt = 0; this.#acknowledged < this.#raised; attempt += 1) {
      const asked = this.#raised;
      await delay(attempt === 0 ? FIRST_GRACE_MS : NEXT_GRACE_MS);
      if (this.#acknowledged >= asked) continue;
      await this.#stop(attempt);
      // Asked anew every time: the stop may have unwound the very turn that read the last one.
      this.#options.ask(this.#raised);
    }
    this.#insisting = false;
  }

  async #stop(attempt: number): Promise<void> {
    const { stopperName, isWaiting, onChildInterrupted } = this.#options;
    if (isWaiting()) {
      onChildInterrupted();
      return interruptChild(attempt);
    }
    const deadline = performance.now() + MOST_MS_OF_TRIES;
    for (;;) {
      const isLast = performance.now() > deadline;
      const values = [this.#raised, attempt >= FORCE_AFTER, isLast];
      if ((await callOnMain(stopperName, values.join())) || isLast) return;
      await delay(TRY_AGAIN_MS);
    }
  }
}

/**
 * Calls a global function of the main thread even while that computes: the inspector breaks
 * into running code. Connected only now, because a session that is open when the process exits
 * makes Node print that it waits for a debugger. Resolves with whether it gave anything but false.
 */
function callOnMain(functionName: string, values: string): Promise<boolean> {
  return new Promise((resolve) => {
    const session = new Session();
    session.connectToMainThread();
    const expression = `globalThis[${JSON.stringify(functionName)}]?.(${values})`;
    session.post("Runtime.evaluate", { expression, returnByValue: true }, (error, answer) => {
      if (error !== null) logLine(`the cell could not be stopped: ${error.message}`);
      session.disconnect();
      resolve(answer?.result?.value !== false);
    });
  });
}
