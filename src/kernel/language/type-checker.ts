import { type CompletionEntry, SymbolFlags } from "typescript-native/unstable/sync";
import { wordsOf } from "../../cell/words-of.ts";
import { findAbsentGlobals } from "./absent-globals.ts";
import type { Compiler } from "./compiler.ts";
import { findClassHead } from "./find-class-head.ts";
import { findHabitRemedy, unknownNameAt } from "./find-habit-remedy.ts";
import { findOptionRemedy } from "./find-option-remedy.ts";
import { findRemedy } from "./find-remedy.ts";
import { findTaskRemedy } from "./find-task-remedy.ts";
import { findValueRemedy } from "./find-value-remedy.ts";
import { findNamesInScope, wantsAutoImports } from "./names-in-scope.ts";
import { mayGuessAtNode } from "./node-need.ts";
import { messageOf } from "./problem-text.ts";
import { type CheckedPlace, SessionProgram } from "./session-program.ts";
import { identifierBefore, isMemberAt } from "./typed-before.ts";

/** One thing that the compiler has against a cell. Offsets are in the cell's own text, in UTF-16 units. */
export interface TypeProblem {
  readonly start: number;
  readonly end: number;
  readonly code: number;
  readonly message: string;
  /** What to do about it, where more can be said than the message says. */
  readonly remedy: string | undefined;
}

export interface CheckedCell {
  readonly problems: readonly TypeProblem[];
  /** What else the person has to know: a tsconfig.json that cannot be read. */
  readonly warnings: readonly string[];
}

export interface InspectedName {
  readonly name: string;
  readonly type: string;
  /** Of a class of the notebook or the project that extends another, its code up to its body. */
  readonly classHead?: string;
  readonly documentation: string;
}

const ignoredCodes = new Set([
  // A module without typings is of type any, as in JavaScript.
  7016,
]);
const nameNotFound = 2304;
const moduleNotFound = 2307;
const noOverload = 2769;
/** The kind of completions that are strings of a type: `"max"` where `"max" | "min"` is expected. */
const constantKind = 21;

/**
 * TypeScript's view of a session: each cell is a virtual module that imports from the others
 * what they declare, so declarations keep their full type across cells, whatever their order.
 */
export class TypeChecker {
  readonly #program: SessionProgram;
  readonly #folder: string;
  /** The cell whose check found nothing and is not remembered yet. */
  #unnoted: string | undefined;
  /** Whether the last check was not remembered. */
  #hasAsked = false;
  /** Whether the compiler has not heard yet of a cell that was run, and the next one may need it. */
  #isBehind = false;

  constructor(place: CheckedPlace, compiler: Compiler) {
    this.#folder = place.folder;
    this.#program = new SessionProgram(place, compiler);
  }

  /** Reads what every cell needs, so that the first one does not wait for it. */
  warmUp(): void {
    this.#program.reread();
    const { project, file } = this.#program.load("warm-up", "");
    project.program.getSemanticDiagnostics(file);
    this.#program.modules.restore();
  }

  /** Reads what the session's start left out and most cells with imports need. */
  readAhead(): void {
    if (this.#program.takeWholeNode()) this.warmUp();
  }

  /** What is wrong with a cell as it would be after running it; nothing is kept. */
  check(cellId: string, source: string): CheckedCell {
    return this.#program.insist(() => {
      this.#program.reread();
      this.#unnoted = undefined;
      this.#hasAsked = false;
      const warnings = () => this.#program.takeWarnings();
      if (this.#program.hasPassed(cellId, source)) return { problems: [], warnings: warnings() };
      this.#hasAsked = true;
      const problems = this.#check(cellId, source);
      if (problems.length === 0) this.#unnoted = cellId;
      if (problems.some(({ code }) => code === moduleNotFound)) this.#program.forgetMissing();
      return { problems, warnings: warnings() };
    });
  }

  /** Remembers the check just made, if it found nothing. Apart from it, so that nobody waits for this. */
  noteCheck(): void {
    if (this.#unnoted !== undefined) this.#program.notePassed(this.#unnoted);
    this.#unnoted = undefined;
  }

  /**
   * What nobody has to wait for, once a cell or a question is done with. The compiler hears of a
   * cell at once only if it was asked about it: where checks are remembered, the next may be too.
   */
  catchUp(): void {
    this.#program.tidy();
    if (this.#isBehind) this.#program.catchUp();
    this.#isBehind = false;
  }

  /** Keeps a cell: from now on its names are seen by the others. Running it again replaces it. Tells which cells are forgotten for it. */
  keep(cellId: string, source: string): readonly string[] {
    this.#isBehind = this.#hasAsked;
    return this.#program.keep(cellId, source);
  }

  /** Forgets all cells. */
  clear(): void {
    this.#program.modules.clear();
  }

  /** What may stand at a position, behind what is typed there already. */
  complete(cellId: string, source: string, position: number): readonly CompletionEntry[] {
    return this.#program.insist(() => this.#complete(cellId, source, position));
  }

  /** The type and the documentation of what stands at a position. */
  inspect(cellId: string, source: string, position: number): InspectedName | undefined {
    return this.#program.insist(() => this.#inspect(cellId, source, position));
  }

  close(): void {
    this.#program.close();
  }

  #check(cellId: string, source: string): TypeProblem[] {
    const { project, file, offset } = this.#program.load(cellId, source);
    const found = [
      ...project.program.getSyntacticDiagnostics(file),
      ...project.program.getSemanticDiagnostics(file),
    ].filter((problem) => problem.category === 1 && !ignoredCodes.has(problem.code));
    if (found.some(({ code }) => mayGuessAtNode(code)) && this.#program.takeWholeNode())
      return this.#check(cellId, source);
    const absent = findAbsentGlobals(project, file, offset, source).map(
      ({ name, start, remedy }) => ({
        start,
        end: start + name.length,
        code: nameNotFound,
        message: `Cannot find name '${name}'.`,
        remedy,
      }),
    );
    const told = found
      .map((problem) => {
        const [start, end] = [problem.pos - offset, problem.end - offset];
        const { code } = problem;
        const message = messageOf(problem);
        const culprit = source.slice(Math.max(start, 0), end);
        const name = unknownNameAt(source, Math.max(start, 0), end);
        const fault = { code, message, culprit, before: name.before };
        const typeOfCulprit = () => this.#typeAt(cellId, source, end - 1);
        const remedy =
          (code === nameNotFound ? findHabitRemedy(name) : undefined) ??
          findTaskRemedy(fault, () => this.#requiredBy(source, end)) ??
          findValueRemedy(fault, typeOfCulprit) ??
          (code === noOverload
            ? findOptionRemedy(source, { start, end }, (offset) =>
                this.#namesAt(cellId, source, offset),
              )
            : undefined) ??
          findRemedy(
            problem,
            this.#folder,
            () => this.#exportsOfCauce(),
            () => this.#namesAt(cellId, source, start + 1),
          );
        return { start, end, code, message, remedy };
      })
      .filter((problem) => problem.start >= 0 && problem.start <= source.length);
    return [...told, ...absent];
  }

  #namesAt(cellId: string, source: string, position: number): string[] {
    return this.#complete(cellId, source, position).map(({ name }) => name);
  }

  /** Asked of the cell as it is loaded anew: another remedy may have loaded something else since. */
  #typeAt(cellId: string, source: string, position: number): string {
    const { project, file, offset } = this.#program.load(cellId, source);
    const type = project.checker.getTypeAtPosition(file, position + offset);
    return type === undefined ? "" : project.checker.typeToString(type);
  }

  /** What must be given to a class whose `new Class()` ends there. */
  #requiredBy(source: string, end: number): string[] {
    const given = `${source.slice(0, end - 1)}{  }${source.slice(end - 1)}`;
    const names = this.#complete("required", given, end + 1).map(({ name }) => name);
    // The name of an optional member comes with its question mark.
    return names.filter((name) => !name.endsWith("?"));
  }

  #exportsOfCauce(): string[] {
    return this.#complete("exports", 'import {  } from "cauce";', 9).map(({ name }) => name);
  }

  #complete(cellId: string, source: string, position: number): readonly CompletionEntry[] {
    if (!isMemberAt(source, position)) this.#program.takeWholeNode();
    const { project, file, offset } = this.#program.load(cellId, source);
    const { modules } = this.#program;
    const at = position + offset;
    try {
      return project.checker.getCompletionsAtPosition(file, at)?.entries ?? [];
    } catch (error) {
      if (!wantsAutoImports(error)) throw error;
      if (this.#program.takeWholeNode()) return this.#complete(cellId, source, position);
      const typed = identifierBefore(source.slice(0, position));
      const words = wordsOf(source);
      const known = modules.names.filter((name) => modules.ownerOf(name) !== cellId);
      const names = findNamesInScope({
        project,
        file,
        position: at,
        typed,
        candidates: words,
        known,
      });
      return typed === "" ? [...this.#literals(cellId, source, position), ...names] : names;
    }
  }

  /** The strings that may stand where a value is expected: what the compiler would offer between quotes. */
  #literals(cellId: string, source: string, position: number): CompletionEntry[] {
    if (!/[(,[=:?|&]\s*$/.test(source.slice(0, position))) return [];
    const quoted = `${source.slice(0, position)}""${source.slice(position)}`;
    const { project, file, offset } = this.#program.load(cellId, quoted);
    const found = project.checker.getCompletionsAtPosition(file, position + 1 + offset);
    return (found?.entries ?? [])
      .filter(({ kind }) => kind === constantKind)
      .map((entry) => ({ ...entry, name: JSON.stringify(entry.name), sortText: "0" }));
  }

  #inspect(cellId: string, source: string, position: number): InspectedName | undefined {
    const { project, file, offset } = this.#program.load(cellId, source);
    const { checker } = project;
    const at = position + offset;
    const found = checker.getSymbolAtPosition(file, at);
    if (found === undefined || isFile(found)) return undefined;
    const isAlias = (found.flags & SymbolFlags.Alias) !== 0;
    const symbol = isAlias ? checker.getAliasedSymbol(found) : found;
    const type = checker.getTypeAtPosition(file, at) ?? checker.getTypeOfSymbol(symbol);
    const classHead = findClassHead(symbol, project);
    return {
      name: found.name,
      ...(classHead === undefined ? {} : { classHead }),
      type: type === undefined ? "" : checker.typeToString(type),
      documentation: symbol.getDocumentationComment(checker),
    };
  }
}

/**
 * Between statements stands the module itself, which is ours and not the person's. A namespace has
 * a name, as has a function that is one besides (`setTimeout`).
 */
function isFile({ flags, name }: { readonly flags: SymbolFlags; readonly name: string }): boolean {
  return (flags & SymbolFlags.ValueModule) !== 0 && name.startsWith('"');
}
