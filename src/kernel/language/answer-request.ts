import { cellOf } from "../cell-of-request.ts";
import { isComplete } from "../is-complete.ts";
import type { JsonObject } from "../wire/message.ts";
import { complete, inspect } from "./completion.ts";
import type { CodeRequest } from "./language-messages.ts";
import type { TypeChecker } from "./type-checker.ts";

/** The content of the reply. Never throws. */
export function answerRequest(checker: TypeChecker, request: CodeRequest): JsonObject {
  try {
    return answer(checker, request);
  } catch (error) {
    const ename = error instanceof Error ? error.name : "Error";
    return { status: "error", ename, evalue: String(error), traceback: [] };
  }
}

function answer(checker: TypeChecker, { type, content, metadata }: CodeRequest): JsonObject {
  const code = typeof content.code === "string" ? content.code : "";
  const cursor = typeof content.cursor_pos === "number" ? content.cursor_pos : 0;
  const cell = cellOf(metadata) ?? "unnamed";
  switch (type) {
    case "complete_request":
      return complete(checker, cell, code, cursor);
    case "inspect_request":
      return inspect(checker, cell, code, cursor);
    default:
      return isComplete(code);
  }
}
