/** How a change would reach a task: its own code, the file that it reads or writes, or another task. */
type ImpactPath = "code" | "requires" | "file" | "requirement";

export interface TouchedFamily {
  readonly family: string;
  /** "code": its fingerprint would be another. "requires": what it requires might be. */
  readonly how: "code" | "requires";
}

export interface TouchedTask {
  readonly id: string;
  readonly family: string;
  readonly how: ImpactPath;
  /** The touched task that it requires; only for "requirement". */
  readonly by?: string;
}

/**
 * The answer of `impact`: what a change would touch, at most. A task that writes the same bytes
 * again ends the wave, so fewer may run.
 */
export class ImpactReport {
  readonly subject: string;
  readonly kind: "declaration" | "file" | "package";
  /** The families of the code that it reaches, in the order of the code. */
  readonly families: readonly TouchedFamily[];
  /** The recorded tasks that it reaches, each behind what it requires. */
  readonly tasks: readonly TouchedTask[];
  /** Families of which it cannot be said, because their code is in error; with the error's text. */
  readonly unknown: readonly { readonly family: string; readonly message: string }[];

  constructor(
    subject: string,
    kind: ImpactReport["kind"],
    found: Pick<ImpactReport, "families" | "tasks" | "unknown">,
  ) {
    this.subject = subject;
    this.kind = kind;
    this.families = found.families;
    this.tasks = found.tasks;
    this.unknown = found.unknown;
  }
}
