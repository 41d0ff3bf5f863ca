import path from "node:path";

/** Where the record of a project lies, by the project's `.cauce`. */
export function recordFile(folder: string): string {
  return path.join(folder, "record", "data.mdb");
}
