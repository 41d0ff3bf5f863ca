import type { JsonObject } from "./wire/message.ts";

/** The answer to a request of the protocol that this kernel does not offer; undefined for what wants no answer. */
export function refuseRequest(type: string, content: JsonObject): JsonObject | undefined {
  if (!type.endsWith("_request")) return undefined;
  if (type === "debug_request") return refuseDebugger(content);
  const evalue = type.includes("_subshell_")
    ? `\`${type}\` is not supported: this kernel has no subshells. Completion, inspection, interrupts and comms are answered while a cell waits, without them.`
    : `\`${type}\` is not a request that this kernel answers.`;
  return { status: "error", ename: "NotImplementedError", evalue, traceback: [] };
}

/** In the form of the Debug Adapter Protocol, whose requests these are. */
function refuseDebugger({ seq, command }: JsonObject): JsonObject {
  return {
    type: "response",
    seq: 0,
    request_seq: seq ?? 0,
    success: false,
    command: command ?? "",
    message: `\`${String(command)}\` is not supported: this kernel has no debugger.`,
  };
}
