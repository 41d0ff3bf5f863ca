import { writeFileSync } from "node:fs";
import { CauceError } from "../core/errors.ts";
import { claimStandardOutput } from "./claim-standard-output.ts";

/** Writes what a command made to the file of its `--output`, or to standard output without one. */
export function writeResult(text: string, file: string | undefined): void {
  if (file === undefined) {
    claimStandardOutput()(text);
    return;
  }
  try {
    writeFileSync(file, text);
    process.stderr.write(`wrote ${file}\n`);
  } catch (cause) {
    throw new CauceError(
      "file-not-writable",
      `\`${file}\` cannot be written: ${describeFault(cause as NodeJS.ErrnoException)}. Name a file in a folder that is there and may be written.`,
      { cause },
    );
  }
}

function describeFault({ code, message }: NodeJS.ErrnoException): string {
  if (code === "ENOENT") return "its folder is not there";
  if (code === "EISDIR") return "it is a folder";
  return code === "EACCES" || code === "EPERM" ? "this user may not write there" : message;
}
