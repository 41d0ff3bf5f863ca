import type { TaskOrder } from "./thread-messages.ts";

/** What is said of a batch as a whole. */
export function describeBatch(ids: readonly string[]): string {
  return ids.length < 2 ? (ids[0] ?? "") : `${ids[0]} and ${ids.length - 1} more`;
}

/** What is said of an order: its task, or its batch. */
export function describeOrder({ id, others = [] }: TaskOrder): string {
  return describeBatch([id, ...others.map((other) => other.id)]);
}
