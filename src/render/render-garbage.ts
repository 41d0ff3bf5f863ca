import { formatBytes } from "./format-bytes.ts";

/** What `cauce gc` took away, or would. */
export interface GarbageInput {
  readonly dryRun: boolean;
  readonly items: readonly {
    readonly kind: "version" | "content" | "module" | "older-record" | "temporary-file";
    readonly name?: string;
    readonly sizeBytes: number;
  }[];
  readonly sizeBytes: number;
}

const WORDS = {
  version: ["kept version", "kept versions"],
  content: ["content that no version names", "contents that no version names"],
  module: ["compiled module of code that is gone", "compiled modules of code that is gone"],
  "older-record": ["record of an older Cauce", "records of an older Cauce"],
  "temporary-file": ["file of a process that died", "files of processes that died"],
} as const;

/** The answer of `cauce gc` in text: how much of each kind, and what it was. */
export function renderGarbage({ dryRun, items, sizeBytes }: GarbageInput): string {
  if (items.length === 0) return "nothing to remove";
  const lines = [`${dryRun ? "would remove" : "removed"} ${formatBytes(sizeBytes)}`];
  for (const [kind, [one, many]] of Object.entries(WORDS)) {
    const some = items.filter((item) => item.kind === kind);
    if (some.length === 0) continue;
    const bytes = some.reduce((sum, item) => sum + item.sizeBytes, 0);
    lines.push(`  ${some.length} ${some.length === 1 ? one : many}, ${formatBytes(bytes)}`);
    for (const [name, count] of countNames(some))
      lines.push(`    ${name}${count > 1 ? ` (${count})` : ""}`);
  }
  return lines.join("\n");
}

function countNames(items: GarbageInput["items"]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { name } of items)
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
