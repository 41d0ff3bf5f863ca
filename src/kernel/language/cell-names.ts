import { type CellInterface, readInterface } from "../../cell/cell-interface.ts";
import { commentCuts, hasDirective } from "../../cell/comment-cuts.ts";
import { cutText } from "../../cell/cut-text.ts";
import { writeJsxChoice } from "../../cell/jsx-pragmas.ts";
import { moduleMentions } from "../../cell/module-mentions.ts";
import { type ParsedTypeScript, parseTypeScript } from "../../cell/syntax.ts";
import { type TypedNames, typedNames } from "../../cell/typed-names.ts";
import { wordsOf } from "../../cell/words-of.ts";
import { mayNameAbsentGlobal } from "./absent-globals.ts";
import type { CellLanguage } from "./cell-slots.ts";

export interface CellNames extends TypedNames {
  readonly language: CellLanguage;
  /** Every word of the text: the names that it uses are among them. */
  readonly words: ReadonlySet<string>;
  /** The text without comments, unless one of them may make a difference to a check. */
  readonly plain: string;
  /** Whether the text says anything about modules. */
  readonly mentionsModules: boolean;
  /** What it says about modules that may come or go: the compiler finds those anew where that is other than before. */
  readonly mentions: string;
  /** It may declare something for all cells: `declare global`, `declare module "…"`. */
  readonly augments: boolean;
  /** Read when it is first asked for. */
  readonly interface: () => CellInterface;
}

/** A module of Node's own is never found elsewhere than before. */
const nodeModule = /^["']node:[\w/]+["'];?$/;

/**
 * The cell that is checked is kept next, and the one that is completed is asked for again. Only
 * of this one the tree is kept, which takes room.
 */
let last:
  | { readonly source: string; readonly names: CellNames; readonly parsed: ParsedTypeScript }
  | undefined;

/** What the compiler's files have to know of a cell's text. */
export function namesOfCell(source: string): CellNames {
  if (last?.source === source) return last.names;
  const parsed = parseTypeScript(source);
  const { comments, isValid } = parsed;
  const words = wordsOf(source);
  const isRaw = !isValid || hasDirective(source, comments) || mayNameAbsentGlobal(words);
  const mentions = mentionsOf(parsed, source, words);
  let known: CellInterface | undefined;
  const names: CellNames = {
    ...typedNames(source, parsed),
    words,
    plain: isRaw ? source : cutText(source, commentCuts(source, comments)),
    mentionsModules: mentions.length > 0,
    mentions: mentions.filter((mention) => !nodeModule.test(mention)).join("\n"),
    augments: words.has("declare") && (words.has("global") || words.has("module")),
    interface: () => {
      known ??= readInterface(source, last?.source === source ? last.parsed : undefined);
      return known;
    },
  };
  last = { source, names, parsed };
  return names;
}

function mentionsOf(
  { program, language, isValid }: ParsedTypeScript,
  source: string,
  words: ReadonlySet<string>,
): readonly string[] {
  const jsx = language === "tsx" ? ["jsx", ...writeJsxChoice(source)] : [];
  if (!words.has("import") && !words.has("export")) return jsx;
  // The compiler makes more of a text with errors than the tree holds.
  return [...jsx, ...(isValid ? moduleMentions(program, source) : [source])];
}
