import { type ConvertedCell, convertCell } from "../cell/convert-cell.ts";
import { typedNames } from "../cell/typed-names.ts";
import { registerSource } from "../core/source-places.ts";
import { type CellFailure, syntaxFailure, typeFailure } from "./cell-failure.ts";
import type { TypeChecker } from "./language/type-checker.ts";
import type { NotebookCode } from "./notebook-code.ts";

/** What tslab's executor asks of a converter. Diagnostics are thrown instead, with all that is known of them. */
export interface TslabConversion {
  readonly output: string;
  readonly declOutput: string;
  readonly diagnostics: readonly [];
  readonly hasToplevelAwait: boolean;
  readonly lastExpressionVar?: string;
}

/** What a type error does: nothing, show itself and let the cell run, or stop the cell. */
export type CheckMode = "off" | "warn" | "error";

/** The cell that is about to be converted. */
export interface CellInHand {
  readonly cellId: string | undefined;
  /** "cell 4" */
  readonly label: string;
  /** The name of its code in stack traces; no two conversions share one. */
  readonly file: string;
  /** False for an expression that is only looked at: it is not checked, and no later code sees it. */
  readonly isKept: boolean;
  /** Hears of type errors that do not stop the cell. */
  readonly onWarning: (failure: CellFailure) => void;
  /** Called when the cell is converted: its code runs next. */
  readonly onCode: () => void;
}

/** Stands in for tslab's own converter: TypeScript 7 checks, oxc strips the types, names are shared by `exports`. */
export class CellConverter {
  readonly #code: NotebookCode;
  readonly #checker: TypeChecker;
  #inHand: CellInHand = {
    cellId: undefined,
    label: "cell 0",
    file: "cauce:cell-0",
    isKept: true,
    onWarning: () => {},
    onCode: () => {},
  };
  /** What the last converted cell declares. */
  declared: readonly string[] = [];
  checkMode: CheckMode = "error";

  constructor(code: NotebookCode, checker: TypeChecker) {
    this.#code = code;
    this.#checker = checker;
  }

  take(cell: CellInHand): void {
    this.#inHand = cell;
    this.declared = [];
  }

  convert(_previous: string, source: string): TslabConversion {
    const { label, file, isKept, onCode } = this.#inHand;
    const converted = convertCell(source, (name) => this.#code.declares(name));
    if (converted.problems.length > 0) throw syntaxFailure(label, source, converted.problems);
    if (isKept) this.#keep(source);
    this.declared = isKept ? converted.declares : [];
    onCode();
    return toTslab(converted, label, file);
  }

  #keep(source: string): void {
    const { cellId, label } = this.#inHand;
    // Inspectors send cells without a name again and again: those that declare nothing share one.
    const id = cellId ?? (typedNames(source).names.length === 0 ? "nameless" : label);
    if (this.checkMode !== "off") this.#check(id, source);
    this.#checker.keep(id, source);
    this.#code.put(cellId, label, source);
  }

  #check(id: string, source: string): void {
    const { label, onWarning } = this.#inHand;
    const problems = this.#checker.check(id, source);
    if (problems.length === 0) return;
    const failure = typeFailure(label, source, problems);
    if (this.checkMode === "error") throw failure;
    onWarning(failure);
  }

  addModule(): readonly [] {
    return [];
  }

  close(): void {
    this.#checker.close();
  }
}

function toTslab(converted: ConvertedCell, label: string, file: string): TslabConversion {
  registerSource(
    file,
    converted.lines.map((line, at) => ({
      place: label,
      line,
      columns: converted.columns[at] ?? [],
    })),
  );
  const { lastValue } = converted;
  // tslab passes no null on: in an array every value gets through.
  const boxed = lastValue === undefined ? "" : `exports.${lastValue} = [exports.${lastValue}];`;
  return {
    output: `${converted.code}\n${boxed}\n//# sourceURL=${file}`,
    declOutput: "",
    diagnostics: [],
    hasToplevelAwait: true,
    ...(lastValue === undefined ? {} : { lastExpressionVar: lastValue }),
  };
}
