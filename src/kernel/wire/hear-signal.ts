import { constants } from "node:os";

/**
 * Calls `onSignal` for every such signal, from whichever thread this runs on. Node's own listeners
 * wait for the main thread, which may be computing; the handle below them does not. Returns false
 * where this Node has no such handle.
 */
export function hearSignal(signal: "SIGINT" | "SIGTERM", onSignal: () => void): boolean {
  const { noDeprecation } = process;
  process.noDeprecation = true;
  try {
    const binding: unknown = Reflect.get(process, "binding");
    const { Signal } = Object(
      typeof binding === "function" ? binding.call(process, "signal_wrap") : undefined,
    ) as { Signal?: new () => SignalHandle };
    if (Signal === undefined) return false;
    const handle = new Signal();
    handle.unref();
    handle.onsignal = onSignal;
    return handle.start(constants.signals[signal]) === 0;
  } catch {
    return false;
  } finally {
    process.noDeprecation = noDeprecation ?? false;
  }
}

interface SignalHandle {
  onsignal: () => void;
  /** Gives 0 where it worked. */
  start(signal: number): number;
  unref(): void;
}
