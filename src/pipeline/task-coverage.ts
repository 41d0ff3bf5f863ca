import path from "node:path";
import type { CodeBase } from "../cell/code-base.ts";
import { type Coverage, coverTask } from "../cell/cover-task.ts";
import { codeHashVersion } from "../cell/hash-code.ts";
import { isInert } from "../cell/inert-module.ts";
import { isTaskClass, listTaskClasses } from "../cell/task-classes.ts";
import { isCauceError } from "../core/errors.ts";
import type { CoveredItem } from "../core/record.ts";
import { sha256 } from "../plan/fingerprint.ts";
import { codeHashKey, importedNamesKey, nodeKey } from "../plan/staleness.ts";
import { CodeTexts } from "./code-texts.ts";
import { analyseFile } from "./imported-tasks.ts";
import type { Project } from "./project.ts";
import { unknownTask } from "./unknown-task.ts";

/** What fingerprints cover of one state of the code, with the texts that stand behind the hashes. */
export class TaskCoverage {
  readonly #project: Project;
  readonly #code: CodeBase;
  readonly #items = new Map<string, Readonly<Record<string, CoveredItem>>>();
  readonly #texts = new Map<string, string>();
  readonly texts: CodeTexts;

  constructor(project: Project, code: CodeBase) {
    this.#project = project;
    this.#code = code;
    this.texts = new CodeTexts(project.store, this.#texts);
  }

  /** By declared name, `file:…` or `package:…`, and what every task stands on. */
  cover(family: string): Readonly<Record<string, CoveredItem>> {
    const known = this.#items.get(family);
    if (known !== undefined) return known;
    const declaration = this.#code.find(family);
    const covered = {
      ...groundItems,
      ...(declaration !== undefined && isTaskClass(declaration, this.#code)
        ? this.#coverDeclared(coverTask(declaration, this.#code))
        : this.#coverImported(family)),
    };
    this.#items.set(family, covered);
    return covered;
  }

  /** Of the code itself, or of a module of the project, which may name its parts after itself. */
  #coverDeclared(
    { declarations, imports, whole, names }: Coverage,
    { folder, prefix = "", open = [] }: CoveredPlace = {},
  ): Record<string, CoveredItem> {
    const covered: Record<string, CoveredItem> = {};
    for (const specifier of imports) {
      const taken = names.filter((name) => name.specifier === specifier);
      const parts = whole.includes(specifier)
        ? [undefined]
        : taken.map(({ imported }) => this.#coverExport(specifier, imported, folder, open));
      const found = parts.every((part) => part !== undefined)
        ? parts
        : [this.#project.loader.cover([specifier], this.#texts, folder)];
      Object.assign(covered, ...found);
    }
    for (const { name, hash, place, text } of declarations) {
      covered[`${prefix}${name}`] = { hash, place };
      this.#texts.set(hash, text);
    }
    if (names.length > 0) covered[`${prefix}${importedNamesKey}`] = this.#coverNames(names, folder);
    return covered;
  }

  /** What one export of a module of the project reaches; undefined where the file counts whole. */
  #coverExport(
    specifier: string,
    imported: string,
    folder: string | undefined,
    open: readonly string[],
  ): Record<string, CoveredItem> | undefined {
    const { loader } = this.#project;
    const file = loader.findLocal(specifier, folder);
    if (file === undefined || !isCode(file)) return undefined;
    const key = `${imported} ${file}`;
    if (open.includes(key)) return {};
    const code = analyseFile(file);
    if (!code.cells[0]?.exports.includes(imported)) return undefined;
    const coverage = this.#coverInert(imported, code, loader.nameOf(file), false);
    const place = {
      folder: path.dirname(file),
      prefix: `file:${loader.nameOf(file)}#`,
      open: [...open, key],
    };
    return coverage === undefined ? undefined : this.#coverDeclared(coverage, place);
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
    throw unknownTask(family, listTaskClasses(this.#code), this.#code.find(family));
  }

  /** As the module itself, run as the code, would cover it: both share what they made. */
  #coverInFile(family: string, file: string): Record<string, CoveredItem> | undefined {
    const name = this.#project.loader.nameOf(file);
    const coverage = this.#coverInert(family, analyseFile(file), name, true);
    return coverage === undefined
      ? undefined
      : this.#coverDeclared(coverage, { folder: path.dirname(file) });
  }

  /** Undefined where evaluating the module whole may do more than its declarations say. */
  #coverInert(name: string, code: CodeBase, place: string, isTask: boolean): Coverage | undefined {
    const [analysis] = code.cells;
    try {
      const declaration = code.find(name);
      if (declaration === undefined || declaration.kind === "import" || analysis === undefined)
        return undefined;
      // Which parts of a task class count depends on who uses it: another module's count whole.
      if (isTaskClass(declaration, code) !== isTask) return undefined;
      const coverage = coverTask(declaration, code);
      const reached = new Set(coverage.declarations.flatMap((covered) => covered.name.split(",")));
      if (!isInert(analysis, code, reached)) return undefined;
      const declarations = coverage.declarations.map((covered) => ({ ...covered, place }));
      return { ...coverage, declarations };
    } catch (error) {
      // What a cell must not do, a module may: its whole text counts then.
      if (isCauceError(error)) return undefined;
      throw error;
    }
  }
}

/** Where covered code stands. */
interface CoveredPlace {
  /** What its imports are relative to; that of the code itself where nothing is said. */
  readonly folder?: string;
  /** Before the names of what it declares. */
  readonly prefix?: string;
  /** Exports that are being covered: modules may import each other. */
  readonly open?: readonly string[];
}

function isCode(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file);
}

/** Another major version of Node computes, sorts and formats otherwise here and there. */
const groundItems = {
  [nodeKey]: { hash: process.versions.node.split(".", 1)[0] ?? "" },
  [codeHashKey]: { hash: codeHashVersion },
} satisfies Record<string, CoveredItem>;
