import { createRequire } from "node:module";

/** A thread that is started with it may listen as Node itself does; without it `hearSignal` fails. */
export const HEAR_SIGNALS_FLAG = "--expose-internals";

/**
 * Calls `onSignal` for every such signal, in the thread that this runs in. `process.on` hears them
 * in the main thread only, which may be computing; the listener below it does not care where it
 * is. Returns false where this Node has none.
 */
export function hearSignal(signal: "SIGINT" | "SIGTERM", onSignal: () => void): boolean {
  try {
    const { startListeningIfSignal } = createRequire(import.meta.url)("internal/process/signal");
    startListeningIfSignal(signal);
    process.on(signal, onSignal);
    return true;
  } catch {
    return false;
  }
}
