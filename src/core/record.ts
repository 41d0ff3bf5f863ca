/** One piece of code or one package that a fingerprint covered, by its hash or version. */
export interface CoveredItem {
  readonly hash: string;
  /** "cell 4", a file, or nothing for a package. */
  readonly place?: string;
}

/** The text that stands behind a covered item's hash, so that a change of it can be shown. */
export interface CoveredText {
  readonly hash: string;
  readonly text: string;
}

/** Why a file's recorded hash may stand for its content without reading it again. */
export interface FileStamp {
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly inode: number;
  /** When the content was hashed, by the same clock. */
  readonly hashedAtMs: number;
  /** When the machine had started: a power cut since then may have taken content that was not yet on the disk. */
  readonly bootedAtMs?: number;
}

export interface OutputRecord {
  readonly name: string;
  /** As the target names it; absent for targets that are no file. */
  readonly path?: string;
  /** Of the content; for targets without content "exists". */
  readonly hash: string;
  readonly sizeBytes?: number;
}

/** A task that a `run()` asked for while it was running, so that it can be asked for again. */
export interface DynamicRequirement {
  readonly family: string;
  /** Undefined where it holds a private value that is recorded nowhere. */
  readonly given: unknown;
  readonly id: string;
}

/** How a task ended that failed: enough to say so the next time. */
export interface LastFailure {
  /** The first line of the error. */
  readonly message: string;
  /** "cell 4, line 3" */
  readonly where?: string;
  readonly failedAtMs: number;
}

/** What is known of the last time a task succeeded: enough to say whether it is fresh, and if not why. */
export interface TaskRecord {
  readonly id: string;
  readonly family: string;
  /** The notebook or the module that it ran from, relative to the project's root, where that is known. */
  readonly file?: string;
  /** Significant parameters with defaults; private values are hashed. */
  readonly params: Readonly<Record<string, unknown>>;
  /** What the fingerprint covered of code: declared name, `file:…` or `package:…` → hash or version. */
  readonly code: Readonly<Record<string, CoveredItem>>;
  /** Content of each required task, static and dynamic, by its id. */
  readonly requirements: Readonly<Record<string, string>>;
  /** Which task stood where in what `requires()` returned: a `run()` reads its input by these names. */
  readonly places?: Readonly<Record<string, string>>;
  readonly dynamic: readonly DynamicRequirement[];
  readonly outputs: readonly OutputRecord[];
  /** Everything above but the outputs, as one hash. */
  readonly fingerprint: string;
  readonly finishedAtMs: number;
  readonly durationMs: number;
}
