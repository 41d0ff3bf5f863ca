import { describeError } from "./describe-error.ts";
import type { MimeBundle } from "./publisher.ts";
import type { JsonObject } from "./wire/message.ts";

/** Name → expression, as an `execute_request` asks for them. */
export type UserExpressions = Readonly<Record<string, string>>;

/** Those of a request's expressions that are text; what else a client sends is left out. */
export function readExpressions(content: JsonObject): UserExpressions {
  const texts = Object.entries(Object(content.user_expressions)).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries(texts);
}

/** The `user_expressions` of an `execute_reply`: one after the other, and one that fails spoils no other. */
export async function evaluateExpressions(
  expressions: UserExpressions,
  evaluate: (expression: string, name: string) => Promise<MimeBundle>,
): Promise<JsonObject> {
  const results: Record<string, JsonObject> = {};
  for (const [name, expression] of Object.entries(expressions))
    results[name] = await outcomeOf(() => evaluate(expression, name));
  return results;
}

async function outcomeOf(evaluate: () => Promise<MimeBundle>): Promise<JsonObject> {
  try {
    return { status: "ok", data: await evaluate(), metadata: {} };
  } catch (error) {
    return { status: "error", ...describeError(error) };
  }
}
