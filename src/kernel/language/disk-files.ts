import { statSync } from "node:fs";

/** Files of the project as they were when the compiler read them. */
export class DiskFiles {
  readonly #stamps = new Map<string, string>();

  /** The compiler reads a file now. Packages and the compiler's own files count as unchanging. */
  note(file: string): void {
    if (file.includes("/node_modules/")) return;
    this.#stamps.set(file, stampOf(file));
  }

  /** The files that are other than when they were noted, or gone. */
  takeChanged(): string[] {
    const changed = [...this.#stamps].filter(([file, stamp]) => stampOf(file) !== stamp);
    for (const [file] of changed) this.#stamps.set(file, stampOf(file));
    return changed.map(([file]) => file);
  }
}

function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? "absent" : `${stat.mtimeMs} ${stat.size} ${stat.ino}`;
}
