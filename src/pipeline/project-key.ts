import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * The key of a project, in its `.cauce/private-key`, for its owner's eyes alone: made when it is
 * first asked for. Whoever deletes it gives tasks with private parameters other names, and they run again.
 */
export function readProjectKey(folder: string): string {
  const file = path.join(folder, "private-key");
  return readFile(file) ?? makeKey(folder, file);
}

/** Linked into place whole: of two processes at once, one makes it and both read it. */
function makeKey(folder: string, file: string): string {
  mkdirSync(folder, { recursive: true });
  ignore(folder);
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString("hex")}.tmp`;
  writeFileSync(temporary, randomBytes(32).toString("hex"), { mode: 0o600 });
  try {
    linkSync(temporary, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
  return readFileSync(file, "utf8");
}

/** The key must never reach version control, be the record there yet or not. */
function ignore(folder: string): void {
  try {
    writeFileSync(path.join(folder, ".gitignore"), "*\n", { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function readFile(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
