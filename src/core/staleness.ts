import { CauceError } from "./errors.ts";

export type TaskKind = "task" | "external" | "wrapper";

/**
 * When a task is stale. "changed": when its code, its parameters, what it requires or its outputs
 * changed. "exists": when an output is missing, and never else, as in Luigi. "always": in every run.
 */
export type Staleness = "changed" | "exists" | "always";

/** What a class says of itself. */
interface SaysWhen {
  readonly name: string;
  readonly kind: TaskKind;
  readonly staleness: Staleness;
}

const stalenesses: readonly unknown[] = ["changed", "exists", "always"] satisfies Staleness[];

/** @throws CauceError `bad-staleness` */
export function assertStaleness({ name, kind, staleness }: SaysWhen): void {
  if (staleness === "changed") return;
  if (!stalenesses.includes(staleness))
    throw new CauceError(
      "bad-staleness",
      `\`${name}.staleness\` is ${typeof staleness === "string" ? JSON.stringify(staleness) : `of type ${typeof staleness}`}. Expected "changed", "exists" or "always".`,
    );
  if (kind !== "task")
    throw new CauceError(
      "bad-staleness",
      `\`${name}.staleness\` is "${staleness}", but ${kind === "external" ? "an external task" : "a wrapper"} has no \`run()\` of its own. Take it out, or extend \`Task\`.`,
    );
}
