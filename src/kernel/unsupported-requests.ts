import type { JsonObject } from "./wire/message.ts";

/** The answer to a request of the protocol that this kernel does not offer; undefined for what wants no answer. */
export function refuseRequest(type: string): JsonObject | undefined {
  if (!type.endsWith("_request")) return undefined;
  const evalue = type.includes("_subshell_")
    ? `\`${type}\` is not supported: this kernel has no subshells. Completion, inspection, interrupts and comms are answered while a cell waits, without them.`
    : `\`${type}\` is not a request that this kernel answers.`;
  return { status: "error", ename: "NotImplementedError", evalue, traceback: [] };
}
