import path from "node:path";
import {
  API,
  type CompletionEntry,
  type Diagnostic,
  type Project,
  type Snapshot,
  SymbolFlags,
} from "typescript-native/unstable/sync";
import { typedNames } from "../cell/typed-names.ts";
import { findNamesInScope, wantsAutoImports } from "./names-in-scope.ts";
import { compilerOptions } from "./notebook-types.ts";
import { globalDeclarations } from "./session-globals.ts";

/** One thing that the compiler has against a cell. Offsets are in the cell's own text, in UTF-16 units. */
export interface TypeProblem {
  readonly start: number;
  readonly end: number;
  readonly code: number;
  readonly message: string;
}

interface CheckedCell {
  readonly file: string;
  readonly source: string;
  readonly names: readonly string[];
  readonly variables: ReadonlySet<string>;
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
  readonly #folder: string;
  readonly #config: string;
  readonly #globals: string;
  readonly #options: Record<string, unknown>;
  readonly #files = new Map<string, string>();
  readonly #cells = new Map<string, CheckedCell>();
  readonly #owners = new Map<string, string>();
  readonly #changed = new Set<string>();
  readonly #names = new Map<string, string>();
  #api: API | undefined;
  #snapshot: Snapshot | undefined;

  constructor({ root, folder, packageRoot }: CheckedPlace) {
    this.#folder = folder;
    this.#config = path.join(folder, "tsconfig.cauce-session.json");
    this.#globals = path.join(folder, "__cauce_globals.d.ts");
    this.#files.set(this.#globals, globalDeclarations);
    this.#options = compilerOptions(root, packageRoot);
  }

  /** What is wrong with a cell as it would be after running it; nothing is kept. */
  check(cellId: string, source: string): TypeProblem[] {
    const { project, file, offset } = this.#load(cellId, source);
    const found = [
      ...project.program.getSyntacticDiagnostics(file),
      ...project.program.getSemanticDiagnostics(file),
    ];
    const problems = found
      .filter((problem) => problem.category === 1 && !ignoredCodes.has(problem.code))
      .map((problem) => ({
        start: problem.pos - offset,
        end: problem.end - offset,
        code: problem.code,
        message: messageOf(problem),
      }))
      .filter((problem) => problem.start >= 0 && problem.start <= source.length);
    if (problems.length > 0) this.#restore(cellId);
    return problems;
  }

  /** Keeps a cell: from now on its names are seen by the others. Running it again replaces it. */
  keep(cellId: string, source: string): void {
    const { names, variables } = typedNames(source);
    const file = this.#fileOf(cellId);
    const before = this.#cells.get(cellId);
    for (const name of before?.names ?? [])
      if (this.#owners.get(name) === cellId) this.#owners.delete(name);
    this.#cells.set(cellId, { file, source, names, variables });
    for (const name of names) this.#owners.set(name, cellId);
    this.#write(file, this.#moduleOf(cellId, source).text);
  }

  /** Forgets all cells. */
  clear(): void {
    for (const { file } of this.#cells.values()) this.#write(file, "");
    this.#cells.clear();
    this.#owners.clear();
  }

  /** What may stand at a position, behind what is typed there already. */
  complete(cellId: string, source: string, position: number): readonly CompletionEntry[] {
    const { project, file, offset } = this.#load(cellId, source);
    this.#restore(cellId);
    const at = position + offset;
    try {
      return project.checker.getCompletionsAtPosition(file, at)?.entries ?? [];
    } catch (error) {
      if (!wantsAutoImports(error)) throw error;
      const typed = identifierBefore(source, position);
      const words = source.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? [];
      const candidates = [...this.#owners.keys(), ...words];
      return findNamesInScope({ project, file, position: at, typed, candidates });
    }
  }

  /** The type and the documentation of what stands at a position. */
  inspect(
    cellId: string,
    source: string,
    position: number,
  ): { readonly name: string; readonly type: string; readonly documentation: string } | undefined {
    const { project, file, offset } = this.#load(cellId, source);
    this.#restore(cellId);
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
    this.#api?.close();
    this.#api = undefined;
  }

  /** A cell as the compiler would see it; kept only by `keep`. */
  #load(cellId: string, source: string): { project: Project; file: string; offset: number } {
    const file = this.#fileOf(cellId);
    const { text, offset } = this.#moduleOf(cellId, source);
    this.#write(file, text);
    return { project: this.#update(file), file, offset };
  }

  /** Back to the cell as it was last run: what was only looked at is not seen by others. */
  #restore(cellId: string): void {
    const kept = this.#cells.get(cellId);
    if (kept !== undefined) this.#write(kept.file, this.#moduleOf(cellId, kept.source).text);
  }

  #write(file: string, text: string | undefined): void {
    if (this.#files.get(file) === text) return;
    if (text === undefined) this.#files.delete(file);
    else this.#files.set(file, text);
    this.#changed.add(file);
  }

  /** Tells the compiler what has changed since it last looked, and no more: each snapshot costs by that. */
  #update(inHand: string): Project {
    const others = [...this.#cells.values()]
      .map((cell) => cell.file)
      .filter((file) => file !== inHand);
    this.#write(
      this.#config,
      JSON.stringify({
        compilerOptions: this.#options,
        files: [this.#globals, ...others, inHand].sort(),
      }),
    );
    const isFirst = this.#api === undefined;
    this.#api ??= new API({ cwd: this.#folder, fs: this.#fileSystem() });
    if (this.#snapshot === undefined || this.#changed.size > 0) {
      const previous = this.#snapshot;
      const files = [...this.#changed];
      this.#changed.clear();
      this.#snapshot = this.#api.updateSnapshot({
        openProjects: [this.#config],
        ...(isFirst ? {} : { fileChanges: { changed: files, created: files } }),
      });
      previous?.dispose();
    }
    const project = this.#snapshot.getProject(this.#config) ?? this.#snapshot.getProjects()[0];
    if (project === undefined) throw new Error("the compiler did not open the session's project");
    return project;
  }

  #fileSystem() {
    return {
      readFile: (file: string) => this.#files.get(file),
      fileExists: (file: string) => (this.#files.has(file) ? true : undefined),
    };
  }

  #fileOf(cellId: string): string {
    const known = this.#names.get(cellId);
    if (known !== undefined) return known;
    const file = path.join(this.#folder, `__cauce_cell_${this.#names.size + 1}.ts`);
    this.#names.set(cellId, file);
    return file;
  }

  #moduleOf(cellId: string, source: string): { text: string; offset: number } {
    const { names, exported } = typedNames(source);
    const own = new Set(names);
    const imports = new Map<string, string[]>();
    const variables: string[] = [];
    for (const [name, owner] of this.#owners) {
      if (owner === cellId || own.has(name)) continue;
      const from = JSON.stringify(`./${path.basename(this.#fileOf(owner))}`);
      // An import cannot be assigned to, but a `let` of another cell can.
      if (this.#cells.get(owner)?.variables.has(name))
        variables.push(`declare let ${name}: (typeof import(${from}))["${name}"];`);
      else imports.set(from, [...(imports.get(from) ?? []), name]);
    }
    const clauses = [...imports].map(
      ([from, list]) => `import { ${list.join(", ")} } from ${from};`,
    );
    // On a line of its own: a comment behind a statement does not document the next one.
    const prefix = `${[...clauses, ...variables].join(" ")}\n`;
    const suffix = `\nexport { ${names.filter((name) => !exported.has(name)).join(", ")} };`;
    return { text: `${prefix}${source}${suffix}`, offset: prefix.length };
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
