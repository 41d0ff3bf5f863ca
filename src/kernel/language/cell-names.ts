import { type TypedNames, typedNames } from "../../cell/typed-names.ts";
import type { CellLanguage } from "./cell-slots.ts";

export interface CellNames extends TypedNames {
  readonly language: CellLanguage;
  /** Every word of the text: the names that it uses are among them. */
  readonly words: ReadonlySet<string>;
}

/** The cell that is checked is kept next, and the one that is completed is asked for again. */
let last: { readonly source: string; readonly names: CellNames } | undefined;

/** What the compiler's files have to know of a cell's text. */
export function namesOfCell(source: string): CellNames {
  if (last?.source === source) return last.names;
  const typed = typedNames(source);
  const words = new Set(source.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
  const names = { ...typed, words };
  last = { source, names };
  return names;
}
