/** One piece of code that a fingerprint covers, as a person would point at it. */
export interface CodeChange {
  /** The declared name, a file relative to the root, or a package. */
  readonly name: string;
  /** "cell 4", "src/lib.ts", "package.json"; absent when it is no longer declared anywhere. */
  readonly place?: string;
  readonly change: "edited" | "added" | "removed";
  /** What it is other than code: a file or a value that the task's `watch()` names. */
  readonly watched?: "file" | "value";
  /** Of what has a version or a short value: the one before, and the one now. */
  readonly from?: string;
  readonly to?: string;
  /** The lines that differ, each behind its "-" or "+"; absent where the text before is not kept. */
  readonly diff?: readonly string[];
}

/** Why a task would run, or ran: data, so that page, shell and JSON say the same. */
export type Reason =
  /** "found": the first of its outputs that is there all the same, as after a `run()` called by hand. */
  | { readonly kind: "never-run"; readonly found?: string }
  /** "staleness": its class says that it runs in every run; absent where the person forced it. */
  | { readonly kind: "forced"; readonly by?: "staleness" }
  | {
      readonly kind: "code-changed";
      readonly changes: readonly CodeChange[];
      /** The other notebook or module that has run the task since this one did. */
      readonly lastRunBy?: string;
    }
  | {
      readonly kind: "parameter-changed";
      readonly parameter: string;
      readonly from: unknown;
      readonly to: unknown;
    }
  | {
      readonly kind: "requirement-changed";
      readonly requirement: string;
      /**
       * "will-run": not known yet, because the requirement itself has to run first.
       * "moved": in what `requires()` returns, another task stands in its place.
       */
      readonly change: "content" | "added" | "removed" | "moved" | "will-run";
    }
  | { readonly kind: "output-missing"; readonly path: string }
  | { readonly kind: "output-changed"; readonly path: string };

export type ReasonKind = Reason["kind"];
