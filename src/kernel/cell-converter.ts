import { type ConvertedCell, convertCell } from "../cell/convert-cell.ts";
import type { EmitOptions } from "../cell/emit-options.ts";
import { findReexports } from "../cell/find-reexports.ts";
import { type CellProgram, readCell } from "../cell/read-cell.ts";
import { tellMisspelt } from "../cell/tell-misspelt.ts";
import { typedNames } from "../cell/typed-names.ts";
import { registerText } from "../core/code-frame.ts";
import { registerSource } from "../core/source-places.ts";
import { lowerSyntax } from "../pipeline/lower-syntax.ts";
import { syntaxFailure, typeFailure } from "./cell-failure.ts";
import { compileAhead } from "./compile-ahead.ts";
import { idOfCell } from "./language/cell-id.ts";
import type { Language } from "./language/language.ts";
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
  /** Its text is ours, around what the person wrote: no error shows it. */
  readonly isMadeUp?: boolean;
  /** Hears of type errors that do not stop the cell, and of options that cannot be read. */
  readonly onWarning: (text: string) => void;
  /** Called when the cell is converted: its code runs next. */
  readonly onCode: () => void;
}

/** Stands in for tslab's own converter: TypeScript 7 checks, oxc strips the types, names are shared by `exports`. */
export class CellConverter {
  readonly #code: NotebookCode;
  readonly #language: Language;
  readonly #emit: () => EmitOptions;
  #inHand: CellInHand = {
    cellId: undefined,
    label: "cell 0",
    file: "cauce:cell-0",
    onWarning: () => {},
    onCode: () => {},
  };
  #prepared: { readonly source: string; readonly conversion: TslabConversion } | undefined;
  /** What the last prepared cell declares. */
  declared: readonly string[] = [];
  checkMode: CheckMode = "error";

  constructor(code: NotebookCode, language: Language, emit: () => EmitOptions) {
    this.#code = code;
    this.#language = language;
    this.#emit = emit;
  }

  take(cell: CellInHand): void {
    this.#inHand = cell;
    this.#prepared = undefined;
    this.declared = [];
  }

  /** Checks the cell in hand and keeps it, or throws what is wrong with it. `convert` comes next. */
  async prepare(source: string): Promise<void> {
    const { cellId, label, onWarning } = this.#inHand;
    const cell = { cellId, label };
    const checking = this.checkMode === "off" ? undefined : this.#language.check(cell, source);
    // While the thread checks. What does not parse throws at once, and nobody waits for the check.
    const program = this.#read(source);
    const converted = this.#convert(program);
    const analysis = this.#code.analyze({ cellId, label, source, program });
    const conversion = this.#conversionAhead(converted);
    const checked = await checking;
    const { problems = [], warnings = [] } = checked ?? {};
    for (const warning of warnings) onWarning(warning);
    if (problems.length > 0) {
      const failure = typeFailure(label, source, problems);
      if (this.checkMode === "error") throw failure;
      onWarning(failure.message);
    }
    const id = checked?.cellId ?? idOfCell(cell, () => typedNames(source).names);
    this.#language.keep(id, source);
    this.#code.put(cellId, analysis);
    for (const slip of tellMisspelt(analysis.declarations, () => this.#code.codeBase))
      onWarning(`note: ${slip}`);
    this.#prepared = conversion && { source, conversion };
    this.declared = converted.declares;
  }

  convert(_previous: string, source: string): TslabConversion {
    const { label, isMadeUp, onCode } = this.#inHand;
    const prepared = this.#prepared;
    const conversion =
      prepared?.source === source
        ? prepared.conversion
        : this.#makeRunnable(this.#convert(this.#read(source)));
    onCode();
    if (!isMadeUp) registerText(label, () => source);
    return conversion;
  }

  #makeRunnable(converted: ConvertedCell): TslabConversion {
    const { label, file } = this.#inHand;
    const { code, lines } = lowerSyntax(mapToCell(converted, label), this.#emit());
    registerSource(file, lines);
    return toTslab(code, converted.lastValue, file);
  }

  /** While others wait anyway. Undefined where something is wrong with the code: that is told when it is to run. */
  #conversionAhead(converted: ConvertedCell): TslabConversion | undefined {
    try {
      const conversion = this.#makeRunnable(converted);
      compileAhead(conversion.output);
      return conversion;
    } catch {
      return undefined;
    }
  }

  #read(source: string): CellProgram {
    const program = readCell(source, this.#emit());
    const problems = program.problems.length > 0 ? program.problems : findReexports(program);
    if (problems.length === 0) return program;
    throw syntaxFailure(this.#inHand.label, source, problems);
  }

  #convert(program: CellProgram): ConvertedCell {
    return convertCell(program, (name) => this.#code.declares(name));
  }

  addModule(): readonly [] {
    return [];
  }

  close(): void {}
}

function mapToCell({ code, lines, columns, holdsNewerSyntax }: ConvertedCell, label: string) {
  const origins = lines.map((line, at) => ({ place: label, line, columns: columns[at] ?? [] }));
  return { code, lines: origins, holdsNewerSyntax };
}

function toTslab(code: string, lastValue: string | undefined, file: string): TslabConversion {
  // tslab passes no null on: in an array every value gets through.
  const boxed = lastValue === undefined ? "" : `exports.${lastValue} = [exports.${lastValue}];`;
  return {
    output: `${code}\n${boxed}\n//# sourceURL=${file}`,
    declOutput: "",
    diagnostics: [],
    hasToplevelAwait: true,
    ...(lastValue === undefined ? {} : { lastExpressionVar: lastValue }),
  };
}
