import { AsyncResource } from "node:async_hooks";
import { Session } from "node:inspector";
import { isStopPoint } from "./stop-point.ts";

export interface StopperOptions {
  /** The name of the global function. */
  readonly name: string;
  /** Whether main has not seen this interrupt yet: one that it has seen stops nothing. */
  readonly isOpen: (interrupt: number) => boolean;
  /** Whether the code of a cell runs. */
  readonly isExecuting: () => boolean;
  /** Whether the code that calls is the running cell's; with `ofAny`, that of any cell. */
  readonly isCellCode: (ofAny: boolean) => boolean;
  /** Whether main stands still in order to be stopped. */
  readonly isHeld: () => boolean;
  /** A URL: the code below it is the kernel's own. */
  readonly ownFolder: string | undefined;
}

/**
 * The main thread's side of an interrupt: a global function that the wire thread calls
 * through the inspector, in the middle of whatever runs here. Whether to stop is decided here
 * and at that moment. Where no cell runs, what blocks main is code that a cell has left behind,
 * or work of the kernel's own: it is stopped only when forced.
 */
export class Stopper {
  readonly #name: string;
  readonly #clearAsyncStack = findClearAsyncStack();
  readonly #isOpen: (interrupt: number) => boolean;
  readonly #isExecuting: () => boolean;
  readonly #isCellCode: (ofAny: boolean) => boolean;
  readonly #isHeld: () => boolean;
  readonly #ownFolder: string | undefined;

  constructor({ name, isOpen, isExecuting, isCellCode, isHeld, ownFolder }: StopperOptions) {
    this.#name = name;
    this.#isOpen = isOpen;
    this.#isExecuting = isExecuting;
    this.#isCellCode = isCellCode;
    this.#isHeld = isHeld;
    this.#ownFolder = ownFolder;
    const value = (
      interrupt: number,
      isForced: boolean,
      isLast: boolean,
      isHeld = false,
    ): boolean => (isHeld ? this.#prepareHeld() : this.#stop(interrupt, isForced, isLast));
    Object.defineProperty(globalThis, name, { value, configurable: true, enumerable: false });
  }

  dispose(): void {
    Reflect.deleteProperty(globalThis, this.#name);
  }

  /** Makes ready what a debugger holds, to be stopped as it is let go. False where no cell runs. */
  #prepareHeld(): boolean {
    if (!this.#isExecuting()) return false;
    dropTicks(() => this.#isCellCode(false));
    this.#clearAsyncStack();
    return true;
  }

  /** False where it should be tried again in a moment; `isLast` when that has not helped. */
  #stop(interrupt: number, isForced: boolean, isLast: boolean): boolean {
    if (!this.#isOpen(interrupt) || (!isForced && !this.#isExecuting())) return true;
    dropTicks(() => this.#isCellCode(isForced));
    if (!isLast && !this.#isHeld() && !isStopPoint(FRAMES_OF_STOP, this.#ownFolder)) return false;
    // Termination runs no `finally`, Node's own included: what it has pushed for the running
    // callback stays on its stack, and Node aborts the process over it ("async hook stack has
    // become corrupted"). It must be empty before, as after an uncaught exception.
    this.#clearAsyncStack();
    const session = new Session();
    session.connect();
    session.post("Runtime.terminateExecution", () => session.disconnect());
    return true;
  }
}

/** Runs `turn` with async-local stores of its own: those of a stopped cell are never taken back. */
export function runInOwnContext(turn: () => void): void {
  new AsyncResource("CauceMessage", { triggerAsyncId: 0 }).runInAsyncScope(turn);
}

/** `#stop`, the global function and the inspector's expression. */
const FRAMES_OF_STOP = 3;

const { nextTick } = process;

/**
 * A loop of `process.nextTick` survives its stop, because Node keeps the ticks that are due. Until
 * those are done, behind the first timer, no further ones are taken from cells.
 */
function dropTicks(isCellCode: () => boolean): void {
  if (process.nextTick !== nextTick) return;
  process.nextTick = (callback, ...values) => {
    if (!isCellCode()) nextTick(callback, ...values);
  };
  setTimeout(() => {
    setTimeout(() => {
      process.nextTick = nextTick;
    }, 0);
  }, 0);
}

/** Up to Node 22 there is a function for it, under a deprecated name. */
function findClearAsyncStack(): () => void {
  const { noDeprecation } = process;
  process.noDeprecation = true;
  try {
    const binding: unknown = Reflect.get(process, "binding");
    const hooks: unknown = typeof binding === "function" ? binding.call(process, "async_wrap") : {};
    const clear: unknown = Reflect.get(Object(hooks), "clearAsyncIdStack");
    return typeof clear === "function" ? () => clear() : clearByException;
  } catch {
    return clearByException;
  } finally {
    process.noDeprecation = noDeprecation ?? false;
  }
}

/** Node itself empties the stack behind an uncaught exception, once that has been taken. */
function clearByException(): void {
  const take: unknown = Reflect.get(process, "_fatalException");
  if (typeof take !== "function" || process.hasUncaughtExceptionCaptureCallback()) return;
  process.setUncaughtExceptionCaptureCallback(() => {});
  try {
    take.call(process, undefined, false);
  } finally {
    process.setUncaughtExceptionCaptureCallback(null);
  }
}
