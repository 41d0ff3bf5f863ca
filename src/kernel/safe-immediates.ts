import { AsyncResource } from "node:async_hooks";
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import { promisify } from "node:util";
import { currentExecution, type Execution } from "./publisher.ts";

type Callback = (...values: unknown[]) => void;

const nativeSetImmediate = timers.setImmediate;
const nativeClearImmediate = timers.clearImmediate;

/** Those that wait for their turn, in order. */
const waiting = new Set<CellImmediate>();
let isArmed = false;

/**
 * What `setImmediate` gives to cells: one callback in each turn of the event loop. Node runs all
 * that are due in one turn, and where an interrupt stops the second of them it loses its place in
 * their list and fails for ever.
 */
class CellImmediate extends AsyncResource {
  readonly #callback: Callback;
  readonly #values: readonly unknown[];
  readonly #execution: Execution | undefined = currentExecution();

  constructor(callback: Callback, values: readonly unknown[]) {
    super("Immediate");
    this.#callback = callback;
    this.#values = values;
  }

  /** A loop of immediates ends with the interrupt of its cell. */
  run(): void {
    if (this.#execution?.signal.aborted === true) return;
    this.runInAsyncScope(this.#callback, undefined, ...this.#values);
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }

  [Symbol.dispose](): void {
    waiting.delete(this);
  }
}

/** Replaces `setImmediate` and `clearImmediate`, for cells and for the packages that they load. */
export function installSafeImmediates(): void {
  const setImmediate = (callback: unknown, ...values: unknown[]): CellImmediate => {
    if (typeof callback !== "function")
      throw new TypeError('The "callback" argument must be of type function');
    const immediate = new CellImmediate(callback as Callback, values);
    waiting.add(immediate);
    arm();
    return immediate;
  };
  Object.assign(setImmediate, {
    [promisify.custom]: Reflect.get(nativeSetImmediate, promisify.custom),
  });
  const clearImmediate = (immediate: unknown): void => {
    if (immediate instanceof CellImmediate) waiting.delete(immediate);
    else nativeClearImmediate(immediate as NodeJS.Immediate);
  };
  Object.assign(globalThis, { setImmediate, clearImmediate });
  Object.assign(timers, { setImmediate, clearImmediate });
  syncBuiltinESMExports();
}

function arm(): void {
  if (isArmed || waiting.size === 0) return;
  isArmed = true;
  nativeSetImmediate(runNext);
}

function runNext(): void {
  isArmed = false;
  const [next] = waiting;
  if (next === undefined) return;
  waiting.delete(next);
  // Before the callback, which may throw or be stopped.
  arm();
  next.run();
}
