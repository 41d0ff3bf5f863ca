import type { StopReason } from "./stage-messages.ts";

/** The reason of an aborted signal, as data. */
export function stopReason(reason: unknown): StopReason {
  if (reason instanceof Error) return { name: reason.name, message: reason.message };
  return { name: "AbortError", message: String(reason) };
}
