import { getSystemErrorName } from "node:util";
import { CauceError } from "../core/errors.ts";

const deleting =
  "deleting that folder loses no outputs: only what is known of their freshness goes, so that every task runs once more";

/** The codes of LMDB for a file whose inside does not hold together. */
const damageCodes: ReadonlySet<unknown> = new Set([
  -30797, -30796, -30795, -30794, -30793, -30784, -30782, -30781, -30779,
]);
const fullCodes: ReadonlySet<unknown> = new Set(["ENOSPC", "EDQUOT", -30792]);
const readersFullCode = -30790;

/** The record's file is not one of ours, or is damaged. */
export function damagedStore(folder: string, found: string, cause?: unknown): CauceError {
  return new CauceError(
    "store-damaged",
    `\`${folder}\` holds a damaged record: ${found}. Delete \`${folder}\`: ${deleting}.`,
    { cause },
  );
}

/** The record was written by a version of Cauce that this one does not know. */
export function newerStore(folder: string, found: number, known: number): CauceError {
  return new CauceError(
    "store-newer",
    `\`${folder}\` was written by a newer Cauce: its record has format ${found}, and this one reads ` +
      `format ${known}. Update Cauce, or delete \`${folder}\`: ${deleting}.`,
  );
}

/** The record was written by an older version of Cauce, in a way that this one does not read. */
export function describeOlderStore(kept: string, found: number): string {
  return `the record of format ${found}, by an older Cauce, was set aside as \`${kept}\`: no output is lost, and every task runs once more.`;
}

/** Turns what LMDB or the file system threw into an error that says what to do; others pass. */
export function explainStoreError(folder: string, cause: unknown): unknown {
  if (cause instanceof CauceError || !(cause instanceof Error)) return cause;
  const [reason = ""] = cause.message.split("\n");
  if (cause instanceof SyntaxError) return damagedStore(folder, reason, cause);
  if (!("code" in cause)) return cause;
  const code = nameOf(cause.code);
  if (damageCodes.has(code)) return damagedStore(folder, reason, cause);
  return new CauceError("store-unusable", `\`${folder}\` cannot be used: ${hint(code, reason)}`, {
    cause,
  });
}

function hint(code: unknown, reason: string): string {
  if (code === "ENOTDIR" || code === "EEXIST") {
    return `a file stands where a folder is expected (${reason}). Move that file away.`;
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return `this user may not write there (${reason}). Make the folder writable, or work on a copy of the project.`;
  }
  if (fullCodes.has(code)) {
    return `the disk is full or a quota is reached (${reason}). Make room and run again.`;
  }
  // LMDB calls a page that could be written in part an error of the disk: as a rule it was full.
  if (code === "EIO") {
    return `the disk is full or has a fault (${reason}). Make room, or look after the disk, and run again.`;
  }
  if (code === readersFullCode) {
    return `too many processes have it open at once (${reason}). Close some of them.`;
  }
  return `${reason}. Expected a folder on a local disk that this user may write to.`;
}

/** LMDB gives the operating system's errors as their positive numbers. */
function nameOf(code: unknown): unknown {
  return typeof code === "number" && code > 0 ? getSystemErrorName(-code) : code;
}
