import path from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { type EmittedModule, emitModule, wrapModule } from "../cell/emit-module.ts";
import type { Slice } from "../cell/slice-task.ts";
import { CauceError, isCauceError } from "../core/errors.ts";
import type { CoveredItem } from "../core/record.ts";
import { registerSource } from "../core/source-places.ts";
import type { TaskClass } from "../core/task.ts";
import { sha256 } from "../plan/fingerprint.ts";
import { assertExported } from "./assert-exported.ts";
import { compileLocalModule } from "./compile-local-module.ts";
import { declaresTask } from "./imported-tasks.ts";
import { readLocalModule } from "./local-modules.ts";
import { lowerSyntax } from "./lower-syntax.ts";
import { type ModuleMeta, moduleMeta } from "./module-meta.ts";
import type { Namespace } from "./namespace.ts";
import { packageVersion } from "./package-root.ts";
import { readEmitOptions } from "./read-emit-options.ts";
import { type ResolvedModule, resolveModule } from "./resolve-module.ts";
import { userCodeError } from "./user-code-error.ts";

/** The classes that a hermetic module exports. */
export type TaskModule = Readonly<Record<string, TaskClass>>;

type Evaluate = (
  imports: Readonly<Record<string, Namespace>>,
  load: (specifier: string) => Promise<Namespace>,
  meta: ModuleMeta,
) => Promise<TaskModule>;

const mostModules = 32;

/** Evaluates hermetic modules and what they import, from one project. */
export class ModuleLoader {
  readonly #root: string;
  readonly #base: string;
  readonly #library: () => Promise<Namespace>;
  /** What `import.meta` is in the code itself. */
  readonly meta: ModuleMeta;
  readonly #modules = new Map<string, Promise<TaskModule>>();

  /**
   * Specifiers are resolved from the folder of `file`, the notebook or the module. `library` gives
   * what `import … from "cauce"` stands for in this process.
   */
  constructor(root: string, file: string, library: () => Promise<Namespace>) {
    this.#root = root;
    this.#base = path.dirname(file);
    this.#library = library;
    this.meta = moduleMeta(file);
  }

  /** The module of a slice; equal slices share one as long as the files that they import stay the same. */
  load(slice: Slice): Promise<TaskModule> {
    const emitted = emitModule(slice);
    const key = sha256(
      JSON.stringify([
        emitted.code,
        this.#versions(emitted.imports),
        Object.entries(this.cover(emitted.imports)).map(([name, item]) => [name, item.hash]),
      ]),
    );
    const filename = `cauce:module-${key.slice(0, 12)}`;
    const lowered = lowerSyntax(emitted, readEmitOptions(this.#base));
    const { code, lines } = wrapModule(lowered, emitted.exports);
    // The same code may have moved to other lines of its cells since it was evaluated.
    registerSource(filename, lines);
    const known = this.#modules.get(key);
    if (known !== undefined) return known;
    const loaded = this.#evaluate(new Script(code, { filename }), emitted, slice);
    loaded.catch(() => this.#modules.delete(key));
    this.#modules.set(key, loaded);
    const oldest = this.#modules.keys().next().value;
    if (this.#modules.size > mostModules && oldest !== undefined) this.#modules.delete(oldest);
    return loaded;
  }

  /** Of the text of local files: their lines may have moved where their meaning has not. */
  #versions(specifiers: readonly string[]): string[] {
    return specifiers.flatMap((specifier) => {
      if (specifier === "cauce") return [];
      const resolved = resolveModule(specifier, this.#base);
      return resolved.kind === "local" ? [readLocalModule(resolved.file, this.#root).version] : [];
    });
  }

  async #evaluate(script: Script, emitted: EmittedModule, slice: Slice): Promise<TaskModule> {
    const evaluate = script.runInThisContext() as Evaluate;
    const load = (specifier: string) => this.import(specifier);
    const namespaces = Object.fromEntries(
      await Promise.all(
        emitted.imports.map(async (specifier) => [specifier, await load(specifier)] as const),
      ),
    );
    assertExported(slice.imports, namespaces);
    try {
      return await evaluate(namespaces, load, this.meta);
    } catch (error) {
      throw isCauceError(error)
        ? error
        : userCodeError("declarations-failed", "The code that the task reaches", error);
    }
  }

  /** What `import` of a specifier gives, in a file of `folder`. */
  async import(specifier: string, folder: string = this.#base): Promise<Namespace> {
    if (specifier === "cauce") return this.#library();
    const resolved = resolveModule(specifier, folder);
    switch (resolved.kind) {
      case "node":
        return (await import(resolved.specifier)) as Namespace;
      case "package":
        assertAsLoaded(resolved);
        return withNamedExports(await importFile(specifier, pathToFileURL(resolved.file).href));
      case "local": {
        const module = readLocalModule(resolved.file, this.#root);
        const url = compileLocalModule(module, this.#root);
        return withNamedExports(await importFile(specifier, url));
      }
    }
  }

  /** What a specifier stands for, said so that it is the same from every folder. */
  identify(specifier: string): string {
    const resolved = specifier === "cauce" ? undefined : resolveModule(specifier, this.#base);
    return resolved?.kind === "local" ? `./${this.#nameOf(resolved.file)}` : specifier;
  }

  /** What a fingerprint covers of some imports: the versions of packages, and the content of local files. */
  cover(
    specifiers: readonly string[],
    texts: Map<string, string> = new Map(),
  ): Record<string, CoveredItem> {
    const covered: Record<string, CoveredItem> = {};
    for (const specifier of specifiers) {
      if (specifier === "cauce" || specifier === "tslab") {
        covered["package:cauce"] = { hash: packageVersion() };
        continue;
      }
      const resolved = resolveModule(specifier, this.#base);
      if (resolved.kind === "package")
        covered[`package:${resolved.name}`] = { hash: resolved.version };
      if (resolved.kind === "local") this.#coverLocal(resolved.file, covered, texts);
    }
    return covered;
  }

  /** What a fingerprint covers of a task class that a module of the project declares: all that the module stands on. */
  coverImportedTask(
    family: string,
    specifiers: readonly string[],
    texts: Map<string, string>,
  ): Record<string, CoveredItem> | undefined {
    for (const specifier of specifiers) {
      const resolved = resolveModule(specifier, this.#base);
      if (resolved.kind !== "local") continue;
      const declaring = readLocalModule(resolved.file, this.#root).files.find(({ file }) =>
        declaresTask(file, family),
      );
      if (declaring === undefined) continue;
      const covered = this.cover(["cauce"]);
      this.#coverLocal(declaring.file, covered, texts);
      return covered;
    }
    return undefined;
  }

  #coverLocal(
    file: string,
    covered: Record<string, CoveredItem>,
    texts: Map<string, string>,
  ): void {
    const module = readLocalModule(file, this.#root);
    for (const local of module.files) {
      const name = this.#nameOf(local.file);
      covered[`file:${name}`] = { hash: local.hash, place: name };
      texts.set(local.hash, local.code);
    }
    for (const { name, version } of module.packages) covered[`package:${name}`] = { hash: version };
  }

  #nameOf(file: string): string {
    return path.relative(this.#root, file).split(path.sep).join("/");
  }
}

const loadedVersions = new Map<string, string>();

/** Node reads a package once: a task would run on the old one, and count as made with the new one. */
function assertAsLoaded({ name, file, version }: Extract<ResolvedModule, { kind: "package" }>) {
  const loaded = loadedVersions.get(file) ?? version;
  loadedVersions.set(file, loaded);
  if (loaded === version) return;
  throw new CauceError(
    "package-changed",
    `\`${name}\` is ${version} now, but this process has loaded ${loaded}. Restart the kernel to go on with the new one.`,
  );
}

async function importFile(specifier: string, url: string): Promise<Namespace> {
  try {
    return (await (url.endsWith(".json")
      ? import(url, { with: { type: "json" } })
      : import(url))) as Namespace;
  } catch (error) {
    throw userCodeError("import-failed", `\`${specifier}\`, while it was imported,`, error);
  }
}

/** Names that Node's scan of a CommonJS module has missed are there on its default export. */
function withNamedExports(namespace: Namespace): Namespace {
  const whole = namespace.default;
  if (typeof whole !== "object" || whole === null) return namespace;
  const missed = Object.keys(whole).filter((name) => !(name in namespace));
  return missed.length === 0 ? namespace : { ...whole, ...namespace };
}
