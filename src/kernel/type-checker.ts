import path from "node:path";
import { API, type CompletionEntry, type Diagnostic, type Project, type Snapshot } from "typescript-native/unstable/sync";
import { typedNames } from "../cell/typed-names.ts";
import { compilerOptions } from "./notebook-types.ts";

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
}

const ignoredCodes = new Set([
  // A module without typings is of type any, as in JavaScript.
  7016,
]);

/**
 * TypeScript's view of a session: each cell is a virtual module that imports from the others
 * what they declare, so declarations keep their full type across cells, whatever their order.
 */
export class TypeChecker {
  readonly #folder: string;
  readonly #config: string;
  readonly #options: Record<string, unknown>;
  readonly #files = new Map<string, string>();
  readonly #cells = new Map<string, CheckedCell>();
  readonly #owners = new Map<string, string>();
  #api: API | undefined;
  #snapshot: Snapshot | undefined;
  #count = 0;

  constructor(root: string, packageRoot: string) {
    this.#folder = root;
    this.#config = path.join(root, "tsconfig.cauce-session.json");
    this.#options = compilerOptions(root, packageRoot);
  }

  /** What is wrong with a cell as it would be after running it; nothing is kept. */
  check(cellId: string, source: string): TypeProblem[] {
    const { project, file, offset } = this.#load(cellId, source);
    const found = [...project.program.getSyntacticDiagnostics(file), ...project.program.getSemanticDiagnostics(file)];
    return found
      .filter((problem) => problem.category === 1 && !ignoredCodes.has(problem.code))
      .map((problem) => ({ start: problem.pos - offset, end: problem.end - offset, code: problem.code, message: messageOf(problem) }))
      .filter((problem) => problem.start >= 0 && problem.start <= source.length);
  }

  /** Keeps a cell: from now on its names are seen by the others. Running it again replaces it. */
  keep(cellId: string, source: string): void {
    const { names } = typedNames(source);
    const file = this.#fileOf(cellId);
    const before = this.#cells.get(cellId);
    for (const name of before?.names ?? []) if (this.#owners.get(name) === cellId) this.#owners.delete(name);
    this.#cells.set(cellId, { file, source, names });
    for (const name of names) this.#owners.set(name, cellId);
    this.#files.set(file, this.#moduleOf(cellId, source).text);
  }

  complete(cellId: string, source: string, position: number): readonly CompletionEntry[] {
    const { project, file, offset } = this.#load(cellId, source);
    return project.checker.getCompletionsAtPosition(file, position + offset)?.entries ?? [];
  }

  /** The type and the documentation of what stands at a position. */
  inspect(cellId: string, source: string, position: number): { readonly name: string; readonly type: string; readonly documentation: string } | undefined {
    const { project, file, offset } = this.#load(cellId, source);
    const symbol = project.checker.getSymbolAtPosition(file, position + offset);
    if (symbol === undefined) return undefined;
    const type = project.checker.getTypeAtPosition(file, position + offset) ?? project.checker.getTypeOfSymbol(symbol);
    return {
      name: symbol.name,
      type: type === undefined ? "" : project.checker.typeToString(type),
      documentation: symbol.getDocumentationComment(project.checker),
    };
  }

  close(): void {
    this.#api?.close();
    this.#api = undefined;
  }

  #load(cellId: string, source: string): { project: Project; file: string; offset: number } {
    const file = this.#fileOf(cellId);
    const { text, offset } = this.#moduleOf(cellId, source);
    const before = this.#files.get(file);
    this.#files.set(file, text);
    try {
      const project = this.#update(file);
      return { project, file, offset };
    } finally {
      if (before !== undefined) this.#files.set(file, before);
    }
  }

  #update(changed: string): Project {
    const others = [...this.#cells.values()].map((cell) => cell.file).filter((file) => file !== changed);
    this.#files.set(this.#config, JSON.stringify({ compilerOptions: this.#options, files: [...others, changed] }));
    this.#api ??= new API({ cwd: this.#folder, fs: this.#fileSystem() });
    const previous = this.#snapshot;
    this.#snapshot = this.#api.updateSnapshot({
      openProjects: [this.#config],
      fileChanges: { changed: [this.#config, ...this.#files.keys()], created: [changed] },
    });
    previous?.dispose();
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
    const known = this.#cells.get(cellId)?.file ?? this.#pending.get(cellId);
    if (known !== undefined) return known;
    this.#count++;
    const file = path.join(this.#folder, `__cauce_cell_${this.#count}.ts`);
    this.#pending.set(cellId, file);
    return file;
  }
  readonly #pending = new Map<string, string>();

  #moduleOf(cellId: string, source: string): { text: string; offset: number } {
    const { names, exported } = typedNames(source);
    const own = new Set(names);
    const imports = new Map<string, string[]>();
    for (const [name, owner] of this.#owners) {
      if (owner === cellId || own.has(name)) continue;
      imports.set(owner, [...(imports.get(owner) ?? []), name]);
    }
    const prefix = [...imports].map(([owner, list]) => `import { ${list.join(", ")} } from ${JSON.stringify(`./${path.basename(this.#fileOf(owner))}`)}; `).join("");
    const suffix = `\nexport { ${names.filter((name) => !exported.has(name)).join(", ")} };`;
    return { text: `${prefix}${source}${suffix}`, offset: prefix.length };
  }
}

function messageOf(problem: Diagnostic): string {
  const chain = (problem.messageChain ?? []).map((inner) => `\n  ${messageOf(inner).replaceAll("\n", "\n  ")}`);
  return `${problem.text}${chain.join("")}`;
}
