import path from "node:path";

/** Keeps the temporary name below the 255 bytes of a file name, whatever the characters. */
const MAX_BASE_LENGTH = 48;

/** What the names of this process's temporary files for a file begin with. */
export function temporaryPrefix(file: string): string {
  return `.${path.basename(file).slice(0, MAX_BASE_LENGTH)}.${process.pid}-`;
}
