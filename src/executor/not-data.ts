import type { TaskFailure } from "../core/event.ts";
import { describeOrder } from "./describe-batch.ts";
import type { TaskOrder } from "./thread-messages.ts";

/** Of an order that cannot be sent. */
export function notData(order: TaskOrder, error: unknown): TaskFailure {
  return {
    name: "CauceError",
    code: "parameters-not-data",
    message: `\`${describeOrder(order)}\` was given a parameter that cannot be copied to a worker thread: ${error instanceof Error ? error.message : String(error)}. Give it data, or say \`static executor = "in-process"\` in its class.`,
  };
}
