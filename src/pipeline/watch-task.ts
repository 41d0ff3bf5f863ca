import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { globSync, isDynamicPattern } from "tinyglobby";
import { canonicalJson } from "../core/canonical.ts";
import type { CheckpointStore } from "../core/checkpoint-store.ts";
import { CauceError } from "../core/errors.ts";
import { resolveFromRoot } from "../core/project-root.ts";
import type { CoveredItem } from "../core/record.ts";
import { classOf, Task, type Watched } from "../core/task.ts";
import { sha256 } from "../plan/fingerprint.ts";
import { watchedFilePrefix, watchedValuePrefix } from "../plan/staleness.ts";
import { hashTarget, type StampBatch } from "./hash-outputs.ts";
import { userCodeError } from "./user-code-error.ts";

const longestShownBytes = 8_192;

/** False for the many that watch nothing, and for those that are never run. */
export function isWatching(task: Task): boolean {
  return task.watch !== Task.prototype.watch && classOf(task).kind !== "external";
}

/** What a task's `watch()` adds to its fingerprint, with the texts that stand behind the hashes. */
export async function watchTask(
  task: Task,
  store: CheckpointStore,
  stamps: StampBatch,
): Promise<{
  readonly items: Readonly<Record<string, CoveredItem>>;
  readonly texts: ReadonlyMap<string, string>;
}> {
  const items: Record<string, CoveredItem> = {};
  const texts = new Map<string, string>();
  const { files = [], values = {} } = ask(task);
  for (const [name, value] of Object.entries(values)) {
    const text = textOfValue(task, name, value);
    const hash = sha256(text);
    items[`${watchedValuePrefix}${name}`] = { hash };
    texts.set(hash, text);
  }
  const root = resolveFromRoot(".");
  for (const file of files.flatMap((pattern) => findFiles(task, pattern, root)).sort()) {
    const target = { path: file, exists: async () => true };
    const hash = await hashTarget(target, store, stamps);
    if (hash === undefined) throw unreadable(task, file);
    items[`${watchedFilePrefix}${file}`] = { hash, place: file };
    const text = readShort(path.resolve(root, file));
    if (text !== undefined) texts.set(hash, text);
  }
  return { items, texts };
}

function ask(task: Task): Watched {
  let watched: unknown;
  try {
    watched = task.watch();
  } catch (error) {
    throw userCodeError("watch-failed", `\`${task.id}.watch()\``, error);
  }
  if (watched === undefined) return {};
  if (!isRecord(watched)) throw badWatch(task, `a value of type ${kindOf(watched)}`);
  const unknown = Object.keys(watched).find((key) => key !== "files" && key !== "values");
  if (unknown !== undefined) throw badWatch(task, `\`${unknown}\``);
  const { files, values } = watched;
  if (files !== undefined && !Array.isArray(files))
    throw badWatch(task, `\`files\` of type ${kindOf(files)}`);
  if (files !== undefined && !files.every(isPath))
    throw badWatch(task, "`files` with something other than a path");
  if (values !== undefined && !isRecord(values))
    throw badWatch(task, `\`values\` of type ${kindOf(values)}`);
  return watched as Watched;
}

function findFiles(task: Task, pattern: string, root: string): string[] {
  const posix = pattern.split(path.sep).join("/");
  const found = statSync(path.resolve(root, posix), { throwIfNoEntry: false });
  if (found?.isFile()) return [path.posix.normalize(posix)];
  if (!isDynamicPattern(posix))
    throw found === undefined ? missing(task, posix) : isFolder(task, posix);
  return globSync(posix, {
    cwd: root,
    onlyFiles: true,
    dot: true,
    expandDirectories: false,
    ignore: ["**/node_modules/**", ".cauce/**", ".git/**"],
  });
}

function textOfValue(task: Task, name: string, value: unknown): string {
  try {
    return canonicalJson(value);
  } catch {
    throw badWatch(task, `\`values.${name}\`, which has no stable text,`);
  }
}

/** Small and text: it can be shown what changed in it. */
function readShort(file: string): string | undefined {
  const { size } = statSync(file);
  if (size > longestShownBytes) return undefined;
  const text = readFileSync(file, "utf8");
  return text.includes("\0") || text.includes("\uFFFD") ? undefined : text;
}

function isPath(value: unknown): boolean {
  return typeof value === "string" && value !== "" && !value.includes("\0");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function badWatch(task: Task, found: string): CauceError {
  return new CauceError(
    "bad-watch",
    `\`${task.family}.watch()\` returned ${found}. Expected \`{ files: ["config/*.json"], values: { name: value } }\`: paths or patterns from the project's root, and values of plain data.`,
  );
}

function missing(task: Task, file: string): CauceError {
  return new CauceError(
    "watched-file-missing",
    `\`${task.id}\` watches \`${file}\`, which is not there. Put the file there, correct its path in \`watch()\`, or, where it may be absent, write a pattern such as \`${path.posix.dirname(file)}/*${path.posix.extname(file)}\`.`,
  );
}

function isFolder(task: Task, folder: string): CauceError {
  return new CauceError(
    "watched-file-missing",
    `\`${task.id}\` watches \`${folder}\`, which is a folder. Expected files: write \`${folder.replace(/\/$/, "")}/**\` for all that it holds.`,
  );
}

function unreadable(task: Task, file: string): CauceError {
  return new CauceError(
    "watched-file-missing",
    `\`${task.id}\` watches \`${file}\`, which cannot be read. Check its permissions.`,
  );
}
