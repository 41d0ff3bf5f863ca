import type { ChildProcess } from "node:child_process";
import path from "node:path";
import { API, type Project, type Snapshot } from "typescript-native/unstable/sync";
import { catchChild } from "./catch-child.ts";
import { DiskFiles } from "./disk-files.ts";
import { findCompiler } from "./find-compiler.ts";
import type { ParsedOptions } from "./session-config.ts";

/** More files than these are taken in at once, which costs as much as 30 of them one by one. */
const mostSingleChanges = 30;
/** What is not needed any more is told late, so that no answer waits for it; but not ever more of it. */
const mostReplaced = 3;

type FileChanges =
  | { readonly changed: string[]; readonly created?: string[] }
  | { readonly invalidateAll: true };

interface CompilerOptions {
  /** What the session's tsconfig.json and cells stand in. */
  readonly folder: string;
  /** Where Cauce itself is installed. */
  readonly packageRoot: string;
  /** Told of each process that is started, and that there is none any more. */
  readonly onProcess?: (pid: number | undefined) => void;
}

/** TypeScript 7 over files that exist in memory alone, beside those of the disk. */
export class Compiler {
  readonly #folder: string;
  readonly #packageRoot: string;
  readonly #onProcess: (pid: number | undefined) => void;
  readonly #config: string;
  readonly #files = new Map<string, string>();
  readonly #disk = new DiskFiles();
  readonly #changed = new Set<string>();
  #api: API | undefined;
  #process: ChildProcess | undefined;
  #snapshot: Snapshot | undefined;
  #replaced: Snapshot[] = [];
  #isInvalid = false;

  constructor({ folder, packageRoot, onProcess = () => {} }: CompilerOptions) {
    this.#folder = folder;
    this.#packageRoot = packageRoot;
    this.#onProcess = onProcess;
    this.#config = path.join(folder, "tsconfig.cauce-session.json");
  }

  /** Starts the compiler's process ahead of the first question. */
  start(): void {
    this.#open();
  }

  /** Gives a file its text; the compiler hears of it with the next `project`. False if that was its text. */
  write(file: string, written: string): boolean {
    // Half a surrogate pair would end its process.
    const text = written.toWellFormed();
    if (this.#files.get(file) === text) return false;
    this.#files.set(file, text);
    this.#changed.add(file);
    return true;
  }

  /** Gives the session its tsconfig.json. False if that was it. */
  configure(config: Readonly<Record<string, unknown>>): boolean {
    return this.write(this.#config, JSON.stringify(config));
  }

  /** The options that a tsconfig.json on the disk stands for, with all that it extends. */
  parseConfig(file: string): ParsedOptions {
    return this.#open().parseConfigFile(file).options;
  }

  /** Looks which files of the project were edited since they were read, and reads those anew. */
  rereadDisk(): readonly string[] {
    const changed = this.#disk.takeChanged();
    for (const file of changed) this.#changed.add(file);
    return changed;
  }

  /** A module was not found: it may be there the next time. */
  forgetMissing(): void {
    this.#isInvalid = true;
  }

  /** The program as the files are now. */
  project(): Project {
    this.#takeIn();
    const snapshot = this.#snapshot;
    const project = snapshot?.getProject(this.#config) ?? snapshot?.getProjects()[0];
    if (project === undefined) throw new Error("the compiler did not open the session's project");
    return project;
  }

  /** Makes the program of the files as they are now, ahead of the next question. */
  takeAhead(): void {
    // What was not found is looked for only then: it may come meanwhile.
    if (this.#snapshot !== undefined && !this.#isInvalid) this.#takeIn();
  }

  #takeIn(): void {
    const changed = [...this.#changed];
    this.#changed.clear();
    if (this.#snapshot === undefined || this.#isInvalid) this.#update({ invalidateAll: true });
    // A snapshot in which one file is other than before keeps all that is known of the others.
    else if (changed.includes(this.#config) || changed.length > mostSingleChanges)
      this.#update({ changed, created: changed });
    else for (const file of changed) this.#update({ changed: [file] });
    this.#isInvalid = false;
  }

  /** Lets go of the programs of earlier files. */
  tidy(): void {
    const replaced = this.#replaced;
    this.#replaced = [];
    for (const snapshot of replaced) snapshot.dispose();
  }

  /** Ends the compiler's process; the next `project` starts another one, with the same files. */
  close(): void {
    const api = this.#api;
    const child = this.#process;
    this.#api = undefined;
    this.#process = undefined;
    this.#snapshot = undefined;
    this.#replaced = [];
    // One that has failed may hear no other signal, and it keeps nothing.
    child?.kill("SIGKILL");
    this.#onProcess(undefined);
    // Each snapshot that a dead process still holds makes `close` throw, and is gone then.
    for (let left = mostReplaced + 2; left > 0; left -= 1) {
      try {
        api?.close();
        return;
      } catch {}
    }
  }

  #open(): API {
    if (this.#api !== undefined) return this.#api;
    const fs = {
      readFile: (file: string) => this.#read(file),
      fileExists: (file: string) => (this.#files.has(file) ? true : undefined),
    };
    const tsserverPath = findCompiler(this.#packageRoot);
    const { made, child } = catchChild(() => new API({ cwd: this.#folder, fs, tsserverPath }));
    this.#api = made;
    this.#process = child;
    this.#onProcess(child?.pid);
    return made;
  }

  #read(file: string): string | undefined {
    const text = this.#files.get(file);
    if (text === undefined) this.#disk.note(file);
    return text;
  }

  #update(fileChanges: FileChanges): void {
    if (this.#replaced.length === mostReplaced) this.tidy();
    const previous = this.#snapshot;
    this.#snapshot = this.#open().updateSnapshot({
      openProjects: [this.#config],
      ...(previous === undefined ? {} : { fileChanges }),
    });
    if (previous !== undefined) this.#replaced.push(previous);
  }
}
