import path from "node:path";
import { API, type Project, type Snapshot } from "typescript-native/unstable/sync";

/** More files than these are taken in at once: one by one would take longer. */
const mostSingleChanges = 4;

/** TypeScript 7 over files that exist in memory alone, beside those of the disk. */
export class Compiler {
  readonly #folder: string;
  readonly #config: string;
  readonly #files = new Map<string, string>();
  readonly #changed = new Set<string>();
  #api: API | undefined;
  #snapshot: Snapshot | undefined;
  #invalid = false;

  constructor(folder: string) {
    this.#folder = folder;
    this.#config = path.join(folder, "tsconfig.cauce-session.json");
  }

  /** Gives a file its text; the compiler hears of it with the next `project`. */
  write(file: string, text: string): void {
    if (this.#files.get(file) === text) return;
    this.#files.set(file, text);
    this.#changed.add(file);
  }

  configure(options: Readonly<Record<string, unknown>>, files: readonly string[]): void {
    this.write(this.#config, JSON.stringify({ compilerOptions: options, files }));
  }

  /** Files on the disk are other than before. */
  forgetDisk(): void {
    this.#invalid = true;
  }

  /** The program as the files are now. */
  project(): Project {
    this.#api ??= new API({ cwd: this.#folder, fs: this.#fileSystem() });
    const changed = [...this.#changed];
    this.#changed.clear();
    if (this.#snapshot === undefined || this.#invalid) this.#update({ invalidateAll: true });
    // A snapshot in which one file is other than before keeps all that is known of the others.
    else if (changed.includes(this.#config) || changed.length > mostSingleChanges)
      this.#update({ changed, created: changed });
    else for (const file of changed) this.#update({ changed: [file] });
    this.#invalid = false;
    const snapshot: Snapshot | undefined = this.#snapshot;
    const project = snapshot?.getProject(this.#config) ?? snapshot?.getProjects()[0];
    if (project === undefined) throw new Error("the compiler did not open the session's project");
    return project;
  }

  /** Ends the compiler's process; the next `project` starts another one, with the same files. */
  close(): void {
    const api = this.#api;
    this.#api = undefined;
    this.#snapshot = undefined;
    // Each snapshot that a dead process still holds makes `close` throw, and is gone then.
    for (let left = 3; left > 0; left -= 1) {
      try {
        api?.close();
        return;
      } catch {}
    }
  }

  #update(fileChanges: { changed?: string[]; created?: string[] } | { invalidateAll: true }): void {
    const previous = this.#snapshot;
    this.#snapshot = this.#api?.updateSnapshot({
      openProjects: [this.#config],
      ...(previous === undefined ? {} : { fileChanges }),
    });
    previous?.dispose();
  }

  #fileSystem() {
    return {
      readFile: (file: string) => this.#files.get(file),
      fileExists: (file: string) => (this.#files.has(file) ? true : undefined),
    };
  }
}
