import { lstat, realpath } from "node:fs/promises";
import path from "node:path";
import { resolveFromRoot } from "../core/project-root.ts";
import { hashFile } from "./hash-file.ts";

/** Why a file that a task names as its output is not removed with it. */
export type KeptReason = "edited" | "outside" | "external" | "of-another-task" | "not-a-file";

/** Looks at a recorded output: what it would free, or why it stays. Undefined where nothing is there. */
export async function judgeOutput(
  root: string,
  output: string,
  recordedHash: string,
  force: boolean,
): Promise<{ readonly sizeBytes: number; readonly why?: KeptReason } | undefined> {
  const file = resolveFromRoot(output);
  const found = await lstat(file).catch(() => undefined);
  if (found === undefined) return undefined;
  const sizeBytes = found.size;
  if (!(await isInside(root, file))) return { sizeBytes, why: "outside" };
  if (!found.isFile()) return { sizeBytes, why: "not-a-file" };
  if (!force && (await hashFile(file, sizeBytes)) !== recordedHash)
    return { sizeBytes, why: "edited" };
  return { sizeBytes };
}

/** Links are followed: an output folder may lie on another disk, and is then left alone. */
async function isInside(root: string, file: string): Promise<boolean> {
  const [realRoot, realFile] = await Promise.all([realpath(root), realpath(file)]).catch(() => [
    root,
    "",
  ]);
  const relative = path.relative(realRoot ?? root, realFile ?? "");
  return relative !== "" && !relative.startsWith("..") && !path.isAbsolute(relative);
}
