import type { ErrorDetail } from "../../core/error-detail.ts";
import type { CheckMode } from "../cell-converter.ts";
import type { MimeBundle, Publisher } from "../publisher.ts";

/** A name that cells share now. */
export interface NamedValue {
  readonly name: string;
  readonly value: unknown;
  /** "cell 4"; undefined where no cell declares it any more. */
  readonly place: string | undefined;
}

/** Where a cell's outputs go, and what tells that it was interrupted. */
export interface CellContext {
  readonly publisher: Publisher;
  readonly signal: AbortSignal;
  /** Hands something to the client's pager; where it has none it shows it below the cell. */
  page(data: MimeBundle): void;
}

/** What a magic may do to the session and its cell. */
export interface MagicContext extends CellContext {
  /** How long the cell's own code ran. */
  readonly codeMs: number;
  checkMode: CheckMode;
  errorDetail: ErrorDetail;
  /** The value of an expression, as the cells see it. Its types are not checked. */
  evaluate(expression: string): Promise<unknown>;
  present(value: unknown): Promise<MimeBundle>;
  /** The type and the documentation of a name, or undefined. */
  inspect(name: string): Promise<MimeBundle | undefined>;
  names(): readonly NamedValue[];
  /** Forgets all names and all cells. */
  reset(): void;
}
