import { formatBytes } from "./format-bytes.ts";

/** What cleaning took away, or would. */
export interface CleanInput {
  readonly dryRun: boolean;
  readonly tasks: readonly {
    readonly id: string;
    readonly files: readonly { readonly path: string; readonly sizeBytes: number }[];
    readonly versionsBytes: number;
  }[];
  readonly kept: readonly { readonly id: string; readonly path: string; readonly why: string }[];
  readonly sizeBytes: number;
}

const WHY_KEPT: Readonly<Record<string, string>> = {
  edited: "changed since the task wrote it; --force removes it",
  outside: "outside the project",
  external: "external data",
  "of-another-task": "another task has written it since",
  "not-a-file": "not an ordinary file",
};

/** The answer of `cauce clean` in text: each task with its files, then what stays and why. */
export function renderClean({ dryRun, tasks, kept, sizeBytes }: CleanInput): string {
  const count = `${tasks.length} ${tasks.length === 1 ? "task" : "tasks"}`;
  const lines =
    tasks.length === 0
      ? ["nothing to remove: no such task is recorded, or all its files stay"]
      : [`${dryRun ? "would remove" : "removed"} ${count}, ${formatBytes(sizeBytes)}`];
  for (const { id, files, versionsBytes } of tasks) {
    lines.push(`  ${id}`);
    for (const file of files) lines.push(`    ${file.path}  ${formatBytes(file.sizeBytes)}`);
    if (versionsBytes > 0) lines.push(`    kept versions  ${formatBytes(versionsBytes)}`);
  }
  if (kept.length > 0) lines.push("stays");
  for (const { path, why } of kept) lines.push(`  ${path}  ${WHY_KEPT[why] ?? why}`);
  return lines.join("\n");
}
