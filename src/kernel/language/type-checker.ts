import {
  type CompletionEntry,
  type Diagnostic,
  type Project,
  SymbolFlags,
} from "typescript-native/unstable/sync";
import { globalDeclarations } from "../session-globals.ts";
import { Compiler } from "./compiler.ts";
import { findNamesInScope, wantsAutoImports } from "./names-in-scope.ts";
import { compilerOptions } from "./notebook-types.ts";
import { SessionModules } from "./session-modules.ts";

/** One thing that the compiler has against a cell. Offsets are in the cell's own text, in UTF-16 units. */
export interface TypeProblem {
  readonly start: number;
  readonly end: number;
  readonly code: number;
  readonly message: string;
}

export interface InspectedName {
  readonly name: string;
  readonly type: string;
  readonly documentation: string;
}

const ignoredCodes = new Set([
  // A module without typings is of type any, as in JavaScript.
  7016,
]);

export interface CheckedPlace {
  /** The project's root. */
  readonly root: string;
  /** The notebook's folder: what its relative imports are relative to. */
  readonly folder: string;
  /** Where Cauce itself is installed. */
  readonly packageRoot: string;
}

/**
 * TypeScript's view of a session: each cell is a virtual module that imports from the others
 * what they declare, so declarations keep their full type across cells, whatever their order.
 */
export class TypeChecker {
  readonly #compiler: Compiler;
  readonly #modules: SessionModules;
  readonly #options: Record<string, unknown>;

  constructor({ root, folder, packageRoot }: CheckedPlace) {
    const compiler = new Compiler(folder);
    this.#compiler = compiler;
    this.#options = compilerOptions(root, packageRoot);
    this.#modules = new SessionModules(folder, globalDeclarations, (file, text) =>
      compiler.write(file, text),
    );
  }

  /** Reads what every cell needs, so that the first one does not wait for it. */
  warmUp(): void {
    const { project, file } = this.#load("warm-up", "");
    project.program.getSemanticDiagnostics(file);
    this.#modules.restore();
  }

  /** What is wrong with a cell as it would be after running it; nothing is kept. */
  check(cellId: string, source: string): TypeProblem[] {
    return this.#insist(() => this.#check(cellId, source));
  }

  #check(cellId: string, source: string): TypeProblem[] {
    const { project, file, offset } = this.#load(cellId, source);
    const found = [
      ...project.program.getSyntacticDiagnostics(file),
      ...project.program.getSemanticDiagnostics(file),
    ];
    return found
      .filter((problem) => problem.category === 1 && !ignoredCodes.has(problem.code))
      .map((problem) => ({
        start: problem.pos - offset,
        end: problem.end - offset,
        code: problem.code,
        message: messageOf(problem),
      }))
      .filter((problem) => problem.start >= 0 && problem.start <= source.length);
  }

  /** Keeps a cell: from now on its names are seen by the others. Running it again replaces it. */
  keep(cellId: string, source: string): void {
    this.#modules.keep(cellId, source);
  }

  /** Forgets all cells. */
  clear(): void {
    this.#modules.clear();
  }

  /** What may stand at a position, behind what is typed there already. */
  complete(cellId: string, source: string, position: number): readonly CompletionEntry[] {
    return this.#insist(() => this.#complete(cellId, source, position));
  }

  #complete(cellId: string, source: string, position: number): readonly CompletionEntry[] {
    const { project, file, offset } = this.#load(cellId, source);
    const at = position + offset;
    try {
      return project.checker.getCompletionsAtPosition(file, at)?.entries ?? [];
    } catch (error) {
      if (!wantsAutoImports(error)) throw error;
      const typed = identifierBefore(source, position);
      const words = source.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? [];
      const known = this.#modules.names.filter((name) => this.#modules.ownerOf(name) !== cellId);
      return findNamesInScope({ project, file, position: at, typed, candidates: words, known });
    }
  }

  /** The type and the documentation of what stands at a position. */
  inspect(cellId: string, source: string, position: number): InspectedName | undefined {
    return this.#insist(() => this.#inspect(cellId, source, position));
  }

  #inspect(cellId: string, source: string, position: number): InspectedName | undefined {
    const { project, file, offset } = this.#load(cellId, source);
    const { checker } = project;
    const at = position + offset;
    const found = checker.getSymbolAtPosition(file, at);
    // Between statements stands the module itself, which is ours and not the person's.
    if (found === undefined || (found.flags & SymbolFlags.ValueModule) !== 0) return undefined;
    const isAlias = (found.flags & SymbolFlags.Alias) !== 0;
    const symbol = isAlias ? checker.getAliasedSymbol(found) : found;
    const type = checker.getTypeAtPosition(file, at) ?? checker.getTypeOfSymbol(symbol);
    return {
      name: found.name,
      type: type === undefined ? "" : checker.typeToString(type),
      documentation: symbol.getDocumentationComment(checker),
    };
  }

  close(): void {
    this.#compiler.close();
  }

  /** A compiler that has died or lost its way is started anew, once. */
  #insist<T>(attempt: () => T): T {
    try {
      return attempt();
    } catch {
      this.#compiler.close();
      return attempt();
    }
  }

  /** A cell as the compiler would see it; kept only by `keep`. */
  #load(cellId: string, source: string): { project: Project; file: string; offset: number } {
    const { file, offset } = this.#modules.look(cellId, source);
    this.#compiler.configure(this.#options, this.#modules.files);
    return { project: this.#compiler.project(), file, offset };
  }
}

/** The name that is being typed at a position, as far as it goes. */
export function identifierBefore(source: string, position: number): string {
  return /[\p{ID_Continue}$]*$/u.exec(source.slice(0, position))?.[0] ?? "";
}

function messageOf(problem: Diagnostic): string {
  const chain = (problem.messageChain ?? []).map(
    (inner) => `\n  ${messageOf(inner).replaceAll("\n", "\n  ")}`,
  );
  return `${problem.text}${chain.join("")}`;
}
