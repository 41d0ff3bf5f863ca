import type { CoveredText } from "../core/record.ts";
import type { ColumnOrigin } from "../core/source-places.ts";

/** Where in a class a reference stands: the engine itself calls `requires`, `run` and `output`, and so they are told apart. */
export type Region = "heritage" | "requires" | "run" | "output" | "other";

/** A name that a value is shared with. `depth` counts how far inside the value it stands: 1 for `[a]`. */
export interface Alias {
  readonly name: string;
  readonly depth: number;
}

/** `f(a)`: a call of a name, with what each argument hands over. */
export interface CallSite {
  readonly callee: string;
  readonly arguments: readonly (readonly Alias[])[];
}

/** What a call of a function can do to values from outside. */
export interface FunctionEffects {
  /** The names that each parameter binds, and how far inside what is given: 1 for `{ a }`. */
  readonly parameters: readonly { readonly names: readonly string[]; readonly depth: number }[];
  /** Names of any scope whose value it changes in place. */
  readonly mutations: readonly Alias[];
  readonly calls: readonly CallSite[];
}

/** A name of the notebook's own top level that a declaration reads. */
export interface Read {
  readonly name: string;
  /** Read while the declaration itself is evaluated, not later when a function is called. */
  readonly eager: boolean;
  readonly region: Region;
}

export interface Place {
  readonly cellId: string;
  /** "cell 4" */
  readonly label: string;
  /** Lines of the cell's text, from 1. */
  readonly line: number;
}

interface DeclarationBase {
  readonly names: readonly string[];
  readonly place: Place;
}

/** One binding that an import brings in. */
export interface ImportDeclaration extends DeclarationBase {
  readonly kind: "import";
  readonly specifier: string;
  /** "*" for the namespace, "default", or the exported name. */
  readonly imported: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A function, class, enum or variable: something that a module of its own can hold. */
export interface CodeDeclaration extends DeclarationBase {
  readonly kind: "function" | "class" | "variable";
  /** JavaScript of the declaration alone. */
  readonly code: string;
  /** For each line of `code` the line of the cell's text that it came from. */
  readonly lines: readonly number[];
  /** For each line of `code` its stretches, each with where it came from. */
  readonly columns: readonly (readonly ColumnOrigin[])[];
  /** The whole of it, and for a class the parts of it that each use covers. */
  readonly hash: string;
  readonly classParts?: {
    readonly withoutRequires: CoveredText;
    readonly withoutRequiresAndRun: CoveredText;
    /** Members that would be a slip in the class of a task. */
    readonly misspelt: readonly {
      readonly name: string;
      readonly meant: string;
      /** Of the cell's text, from 1. */
      readonly line: number;
    }[];
  };
  readonly reads: readonly Read[];
  /** Names of `import("…")` with a literal. */
  readonly dynamicImports: readonly string[];
  /** Members that it calls on something other than `super`: the engine's own methods among them widen its reach. */
  readonly callsRun: boolean;
  readonly callsRequires: boolean;
  /** Its code has to be lowered before Node can evaluate it. */
  readonly holdsNewerSyntax: boolean;
  /** Names that its value, or a part of it, is shared with. */
  readonly aliases: readonly Alias[];
  /** What it calls while it is evaluated, by the name at the root of each call. */
  readonly callees: readonly string[];
  /** Of a function, be it in a constant. */
  readonly effects?: FunctionEffects;
  /** Why it cannot be rebuilt from declarations alone, if it cannot. */
  readonly notRebuildable?: string;
}

export type Declaration = ImportDeclaration | CodeDeclaration;

/** Code that gives a top-level name another value, or changes the value in place, outside its declaration. */
export interface Assignment {
  readonly name: string;
  readonly place: Place;
  readonly how: "assigned" | "mutated";
  /** Of a change in place: how far inside the value. */
  readonly depth?: number;
  /** The name through which it was changed, where that is another one. */
  readonly through?: string;
}

/** A call that a cell makes while it runs. */
interface TopCall extends CallSite {
  readonly place: Place;
}

export interface CellAnalysis {
  readonly cellId: string;
  readonly label: string;
  readonly declarations: readonly Declaration[];
  readonly assignments: readonly Assignment[];
  readonly calls: readonly TopCall[];
  /** The declared names that it exports under themselves. */
  readonly exports: readonly string[];
  /** Whether it has statements that do something when it runs. */
  readonly runs: boolean;
  /** `import "x"` for its effect alone. */
  readonly effectImports: readonly string[];
  readonly problems: readonly {
    readonly message: string;
    readonly line: number;
    readonly column: number;
  }[];
  /** The text of a cell with problems: what it would declare nobody knows. */
  readonly unread?: string;
}
