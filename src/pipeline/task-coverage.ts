import path from "node:path";
import type { CodeBase } from "../cell/code-base.ts";
import { type Coverage, coverTask } from "../cell/cover-task.ts";
import type { CodeDeclaration } from "../cell/declaration.ts";
import { codeHashVersion } from "../cell/hash-code.ts";
import { isInert } from "../cell/inert-module.ts";
import { isTaskClass, listTaskClasses } from "../cell/task-classes.ts";
import { isCauceError } from "../core/errors.ts";
import type { CoveredItem, CoveredText } from "../core/record.ts";
import { sha256 } from "../plan/fingerprint.ts";
import { codeHashKey, importedNamesKey, nodeKey } from "../plan/staleness.ts";
import { analyseFile } from "./imported-tasks.ts";
import type { Project } from "./project.ts";
import { unknownTask } from "./unknown-task.ts";

/** What fingerprints cover of one state of the code, with the texts that stand behind the hashes. */
export class TaskCoverage {
  readonly #project: Project;
  readonly #code: CodeBase;
  readonly #items = new Map<string, Readonly<Record<string, CoveredItem>>>();
  readonly #texts = new Map<string, string>();
  readonly #kept = new Set<string>();

  constructor(project: Project, code: CodeBase) {
    this.#project = project;
    this.#code = code;
  }

  /** By declared name, `file:…` or `package:…`, and what every task stands on. */
  cover(family: string): Readonly<Record<string, CoveredItem>> {
    const known = this.#items.get(family);
    if (known !== undefined) return known;
    const declaration = this.#code.find(family);
    const covered = {
      ...groundItems,
      ...(declaration !== undefined && isTaskClass(declaration, this.#code)
        ? this.#coverDeclared(declaration)
        : this.#coverImported(family)),
    };
    this.#items.set(family, covered);
    return covered;
  }

  /** The text behind a hash of code, be it of the code as it is now or as it once ran. */
  readonly textOf = (hash: string): string | undefined => {
    return this.#texts.get(hash) ?? this.#project.store.readText(hash);
  };

  addTexts(texts: ReadonlyMap<string, string>): void {
    for (const [hash, text] of texts) this.#texts.set(hash, text);
  }

  /** Keeps the texts of what a task was made from, so that the next edit can be shown against them. */
  keepTexts(code: Readonly<Record<string, CoveredItem>>): void {
    const texts: CoveredText[] = [];
    for (const { hash } of Object.values(code)) {
      const text = this.#kept.has(hash) ? undefined : this.#texts.get(hash);
      this.#kept.add(hash);
      if (text !== undefined) texts.push({ hash, text });
    }
    if (texts.length > 0) this.#project.store.keepTexts(texts);
  }

  /** `folder` is where the code stands that the declaration is of: its own, where nothing is said. */
  #coverDeclared(
    declaration: CodeDeclaration,
    { declarations, imports, names }: Coverage = coverTask(declaration, this.#code),
    folder?: string,
  ): Record<string, CoveredItem> {
    const covered = this.#project.loader.cover(imports, this.#texts, folder);
    for (const { name, hash, place, text } of declarations) {
      covered[name] = { hash, place };
      this.#texts.set(hash, text);
    }
    if (names.length > 0) covered[importedNamesKey] = this.#coverNames(names, folder);
    return covered;
  }

  #coverNames(names: Coverage["names"], folder: string | undefined): CoveredItem {
    const { loader } = this.#project;
    const lines = names.map(
      ({ name, specifier, imported }) =>
        `import ${imported === "*" ? "*" : `{ ${imported} }`} as ${name} from ${JSON.stringify(loader.identify(specifier, folder))};`,
    );
    const text = lines.join("\n");
    const hash = sha256(text).slice(0, 32);
    this.#texts.set(hash, text);
    return { hash };
  }

  #coverImported(family: string): Readonly<Record<string, CoveredItem>> {
    const specifiers = this.#code.cells
      .flatMap((cell) => cell.declarations)
      .flatMap((declaration) =>
        declaration.kind === "import" ? [declaration.specifier] : declaration.dynamicImports,
      )
      .filter((specifier) => specifier.startsWith("."));
    const { loader } = this.#project;
    const file = loader.findDeclaring(family, [...new Set(specifiers)]);
    if (file !== undefined)
      return this.#coverInFile(family, file) ?? loader.coverFile(file, this.#texts);
    const families = listTaskClasses(this.#code).map(({ names }) => names[0] ?? "");
    throw unknownTask(family, families, this.#code.find(family));
  }

  /**
   * As the module itself, run as the code, would cover it: both share what they made. Undefined
   * where evaluating the module whole may do more than its declarations say.
   */
  #coverInFile(family: string, file: string): Record<string, CoveredItem> | undefined {
    const code = analyseFile(file);
    const declaration = code.find(family);
    const [analysis] = code.cells;
    if (declaration === undefined || declaration.kind === "import" || analysis === undefined)
      return undefined;
    try {
      const coverage = coverTask(declaration, code);
      const reached = new Set(coverage.declarations.flatMap(({ name }) => name.split(",")));
      if (!isInert(analysis, code, reached)) return undefined;
      const place = this.#project.loader.nameOf(file);
      const declarations = coverage.declarations.map((covered) => ({ ...covered, place }));
      return this.#coverDeclared(declaration, { ...coverage, declarations }, path.dirname(file));
    } catch (error) {
      // What a cell must not do, a module may: its whole text counts then.
      if (isCauceError(error)) return undefined;
      throw error;
    }
  }
}

/** Another major version of Node computes, sorts and formats otherwise here and there. */
const groundItems = {
  [nodeKey]: { hash: process.versions.node.split(".", 1)[0] ?? "" },
  [codeHashKey]: { hash: codeHashVersion },
} satisfies Record<string, CoveredItem>;
