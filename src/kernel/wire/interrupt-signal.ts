/**
 * Calls `onInterrupt` for every SIGINT, from whichever thread this runs on. Node's own listeners
 * wait for the main thread, which may be computing; the handle below them does not. Returns false
 * where this Node has no such handle.
 */
export function hearInterrupts(onInterrupt: () => void): boolean {
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
    handle.onsignal = onInterrupt;
    return handle.start(SIGINT) === 0;
  } catch {
    return false;
  } finally {
    process.noDeprecation = noDeprecation ?? false;
  }
}

const SIGINT = 2;

interface SignalHandle {
  onsignal: () => void;
  /** Gives 0 where it worked. */
  start(signal: number): number;
  unref(): void;
}
