import type { CheckMode } from "../cell-converter.ts";
import type { MimeBundle, Publisher } from "../publisher.ts";

/** A name that cells share now. */
export interface NamedValue {
  readonly name: string;
  readonly value: unknown;
  /** "cell 4"; undefined where no cell declares it any more. */
  readonly place: string | undefined;
}

/** What a magic may do to the session and its cell. */
export interface MagicContext {
  readonly publisher: Publisher;
  readonly signal: AbortSignal;
  /** How long the cell's own code ran. */
  readonly codeMs: number;
  checkMode: CheckMode;
  /** The value of an expression, as the cells see it. Its types are not checked. */
  evaluate(expression: string): Promise<unknown>;
  present(value: unknown): Promise<MimeBundle>;
  names(): readonly NamedValue[];
  /** Forgets all names and all cells. */
  reset(): void;
}
