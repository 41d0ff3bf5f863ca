import { lstatSync } from "node:fs";
import path from "node:path";
import { CauceError } from "../core/errors.ts";
import type { FileLocation } from "./file-location.ts";
import { findNearFile } from "./near-file.ts";

/** The system's name of an error ("ENOENT"), where it is an error of the system. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** What a person is told when a file could not be read. Errors that are not the system's come back as they are. */
export function readFailure(file: FileLocation, error: unknown): unknown {
  const errno = errnoOf(error);
  if (errno === undefined) return error;
  if (errno === "ENOENT" || errno === "ENOTDIR") return missing(file, error);
  return new CauceError(
    "target-not-readable",
    `\`${file.path}\` cannot be read: ${readFault(errno, error)}`,
    {
      cause: error,
    },
  );
}

function missing(file: FileLocation, cause: unknown): CauceError {
  const near = findNearFile(file);
  const hint = near === undefined ? "" : ` Did you mean \`${near}\`?`;
  return new CauceError(
    "target-missing",
    `\`${file.path}\` does not exist (looked for ${file.absolutePath}). ` +
      `Run the task that writes it, or put the file there; paths start at the project's root.${hint}`,
    { cause },
  );
}

function readFault(errno: string, error: unknown): string {
  if (errno === "EISDIR") return "it is a folder, and a file was expected. Name a file in it.";
  if (errno === "EACCES" || errno === "EPERM") {
    return `this user may not read it (${errno}). Give the permission, then run again.`;
  }
  return `${messageOf(error)}. Repair that, then run again.`;
}

/** What a person is told when a file could not be written. Errors that are not the system's come back as they are. */
export function writeFailure(file: FileLocation, error: unknown): unknown {
  const errno = errnoOf(error);
  if (errno === undefined) return error;
  return notWritable(file, writeFault(file, errno, error), error);
}

/** The error `target-not-writable`; `fault` says what was found, what was expected and what to do. */
export function notWritable(file: FileLocation, fault: string, cause?: unknown): CauceError {
  return new CauceError("target-not-writable", `\`${file.path}\` cannot be written: ${fault}`, {
    cause,
  });
}

function writeFault(file: FileLocation, errno: string, error: unknown): string {
  const folder = path.dirname(file.path);
  switch (errno) {
    case "ENOTDIR":
    case "EEXIST":
      return `\`${blockingFile(file)}\` is a file, and a folder was expected there. Move that file, or give the target another path.`;
    case "EISDIR":
      return "it is a folder, and a file was expected. Remove that folder, or give the target another path.";
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `this user may not write into the folder \`${folder}\` (${errno}). Allow it, or give the target another path.`;
    case "ENOSPC":
    case "EDQUOT":
    case "EFBIG":
      return `there is no room for it (${errno}). Free some space, then run again; what stood there before is unchanged.`;
    case "ENAMETOOLONG":
      return "its name is longer than the file system allows. Give the target a shorter name.";
    case "ENOENT":
      if (isOfFolder(error))
        return `its file system takes no new folder for \`${folder}\`. Give the target another path.`;
      return `the folder \`${folder}\` was removed while it was being written. Run again.`;
    default:
      return `${messageOf(error)}. Repair that, then run again.`;
  }
}

function isOfFolder(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && error.syscall === "mkdir";
}

/** The nearest thing upward that exists and is no folder. */
function blockingFile(file: FileLocation): string {
  let named = file.path;
  for (let at = file.absolutePath; at !== path.dirname(at); at = path.dirname(at)) {
    if (isNoFolder(at)) return named;
    named = path.dirname(named);
  }
  return path.dirname(file.path);
}

function isNoFolder(absolutePath: string): boolean {
  try {
    return !lstatSync(absolutePath).isDirectory();
  } catch {
    return false;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
