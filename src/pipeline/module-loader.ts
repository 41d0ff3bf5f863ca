import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { EmittedModule } from "../cell/emit-module.ts";
import type { Slice } from "../cell/slice-task.ts";
import { CauceError } from "../core/errors.ts";
import type { CoveredItem } from "../core/record.ts";
import { registerSource } from "../core/source-places.ts";
import type { TaskClass } from "../core/task.ts";
import { sha256 } from "../plan/fingerprint.ts";
import { frameLibrary } from "../target/frame-loader.ts";
import { assertExported } from "./assert-exported.ts";
import { compileLocalModule, urlOfCompiled } from "./compile-local-module.ts";
import { evaluateModule, type KeptModule, type TaskModule } from "./evaluate-module.ts";
import { importLocated, type LocatedModule } from "./import-located.ts";
import { declaresTask } from "./imported-tasks.ts";
import { keepModule } from "./kept-modules.ts";
import { readLocalModule } from "./local-modules.ts";
import { type ModuleMeta, moduleMeta } from "./module-meta.ts";
import type { Namespace } from "./namespace.ts";
import { packageVersion } from "./package-root.ts";
import { PreparedModules } from "./prepared-modules.ts";
import { readEmitOptions } from "./read-emit-options.ts";
import { type ResolvedModule, resolveModule } from "./resolve-module.ts";

const mostModules = 32;

/** A task class that a hermetic module does not export, and the file that exports it. */
export interface TaskBehind {
  readonly Class: TaskClass;
  readonly url: string;
}

/** Evaluates hermetic modules and what they import, from one project. */
export class ModuleLoader {
  readonly #root: string;
  readonly #base: string;
  readonly #library: () => Promise<Namespace>;
  /** What `import.meta` is in the code itself. */
  readonly meta: ModuleMeta;
  readonly #prepared = new PreparedModules();
  readonly #modules = new Map<string, Promise<TaskModule>>();
  readonly #kept = new WeakMap<TaskModule, KeptModule>();
  readonly #files = new WeakMap<TaskModule, string>();
  readonly #behind = new WeakMap<TaskModule, Map<string, Promise<TaskBehind | undefined>>>();
  readonly #classes = new WeakMap<TaskModule, TaskModule>();

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
    const { emitted, text, wrapped } = this.#prepared.prepare(slice, readEmitOptions(this.#base));
    const key = sha256(
      JSON.stringify([
        text,
        this.#versions(emitted.imports),
        Object.entries(this.cover(emitted.imports)).map(([name, item]) => [name, item.hash]),
      ]),
    );
    const filename = `cauce:module-${key.slice(0, 12)}`;
    // The same code may have moved to other lines of its cells since it was evaluated.
    registerSource(filename, wrapped.lines);
    const known = this.#modules.get(key);
    if (known !== undefined) return known;
    const loaded = this.#evaluate(filename, wrapped.code, emitted, slice);
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
      if (resolved.kind !== "local") return [];
      const { file, versions } = readLocalModule(resolved.file, this.#root);
      return versions.get(file) ?? [];
    });
  }

  /** What stacks call a module that was loaded here. */
  sourceNameOf(module: TaskModule): string | undefined {
    return this.#kept.get(module)?.name;
  }

  /** The file that keeps a module which was loaded here, for other threads. */
  fileOf(module: TaskModule): string {
    const known = this.#files.get(module);
    if (known !== undefined && existsSync(known)) return known;
    const kept = this.#kept.get(module);
    if (kept === undefined) throw new Error("the module was not loaded here");
    const file = keepModule(kept, this.#root);
    this.#files.set(module, file);
    return file;
  }

  /** A task class that stands in a module of the project, behind what a hermetic module imports. */
  findBehind(module: TaskModule, family: string): Promise<TaskBehind | undefined> {
    const known = this.#behind.get(module) ?? new Map<string, Promise<TaskBehind | undefined>>();
    this.#behind.set(module, known);
    const found = known.get(family) ?? this.#findBehind(module, family);
    known.set(family, found);
    return found;
  }

  /** What a module exports, and the classes behind it that were found so far. */
  classesOf(module: TaskModule): TaskModule {
    return this.#classes.get(module) ?? module;
  }

  async #findBehind(module: TaskModule, family: string): Promise<TaskBehind | undefined> {
    for (const specifier of Object.keys(this.#kept.get(module)?.imports ?? {})) {
      const file = this.findLocal(specifier);
      if (file === undefined) continue;
      const local = readLocalModule(file, this.#root);
      const declaring = local.files.find((one) => declaresTask(one.file, family));
      if (declaring === undefined) continue;
      const url = urlOfCompiled(declaring.file, local, this.#root);
      const found = await importLocated(family, { kind: "file", url }, this.#library);
      if (!(family in found)) continue;
      const Class = found[family] as TaskClass;
      this.#classes.set(module, { ...this.classesOf(module), [family]: Class });
      return { Class, url };
    }
    return undefined;
  }

  async #evaluate(
    name: string,
    code: string,
    { imports }: EmittedModule,
    slice: Slice,
  ): Promise<TaskModule> {
    const located = imports.map((specifier) => [specifier, this.#locate(specifier)] as const);
    const namespaces = Object.fromEntries(
      await Promise.all(
        located.map(
          async ([specifier, found]) =>
            [specifier, await importLocated(specifier, found, this.#library)] as const,
        ),
      ),
    );
    assertExported(slice.imports, namespaces);
    const frames = this.#locateFrames();
    const kept: KeptModule = { name, code, imports: Object.fromEntries(located), ...frames };
    const load = (specifier: string) => this.import(specifier);
    const module = await evaluateModule(kept, { namespaces, load, meta: this.meta });
    this.#kept.set(module, kept);
    return module;
  }

  /** Said ahead, because a thread would need a resolver to find it. */
  #locateFrames(): Pick<KeptModule, "frames"> {
    try {
      const found = resolveModule(frameLibrary, this.#base);
      return found.kind === "package" ? { frames: locatedPackage(found) } : {};
    } catch {
      // Told where a frame is wanted.
      return {};
    }
  }

  /** What `import` of a specifier gives, in a file of `folder`. */
  async import(specifier: string, folder: string = this.#base): Promise<Namespace> {
    return importLocated(specifier, this.#locate(specifier, folder), this.#library);
  }

  #locate(specifier: string, folder: string = this.#base): LocatedModule {
    if (specifier === "cauce") return { kind: "library", url: specifier };
    const resolved = resolveModule(specifier, folder);
    switch (resolved.kind) {
      case "node":
        return { kind: "node", url: resolved.specifier };
      case "package":
        assertAsLoaded(resolved);
        return locatedPackage(resolved);
      case "local": {
        const module = readLocalModule(resolved.file, this.#root);
        return { kind: "file", url: compileLocalModule(module, this.#root) };
      }
    }
  }

  /** What a specifier stands for, said so that it is the same from every folder. */
  identify(specifier: string, folder: string = this.#base): string {
    const resolved = specifier === "cauce" ? undefined : resolveModule(specifier, folder);
    return resolved?.kind === "local" ? `./${this.nameOf(resolved.file)}` : specifier;
  }

  /** The file of the project that a specifier stands for; undefined for anything else. */
  findLocal(specifier: string, folder: string = this.#base): string | undefined {
    if (specifier === "cauce" || specifier === "tslab") return undefined;
    const resolved = resolveModule(specifier, folder);
    return resolved.kind === "local" ? resolved.file : undefined;
  }

  /** What a fingerprint covers of some imports: the versions of packages, and the content of local files. */
  cover(
    specifiers: readonly string[],
    texts: Map<string, string> = new Map(),
    folder: string = this.#base,
  ): Record<string, CoveredItem> {
    const covered: Record<string, CoveredItem> = {};
    for (const specifier of specifiers) {
      if (specifier === "cauce" || specifier === "tslab") {
        covered["package:cauce"] = { hash: packageVersion() };
        continue;
      }
      const resolved = resolveModule(specifier, folder);
      if (resolved.kind === "package")
        covered[`package:${resolved.name}`] = { hash: resolved.version };
      if (resolved.kind === "local") this.#coverLocal(resolved.file, covered, texts);
    }
    return covered;
  }

  /** The file of the project that declares a task class, among those that some imports stand on. */
  findDeclaring(family: string, specifiers: readonly string[]): string | undefined {
    for (const specifier of specifiers) {
      const resolved = resolveModule(specifier, this.#base);
      if (resolved.kind !== "local") continue;
      const { files } = readLocalModule(resolved.file, this.#root);
      const declaring = files.find(({ file }) => declaresTask(file, family));
      if (declaring !== undefined) return declaring.file;
    }
    return undefined;
  }

  /** What a fingerprint covers of a whole file of the project: all that it stands on. */
  coverFile(file: string, texts: Map<string, string>): Record<string, CoveredItem> {
    const covered = this.cover(["cauce"]);
    this.#coverLocal(file, covered, texts);
    return covered;
  }

  #coverLocal(
    file: string,
    covered: Record<string, CoveredItem>,
    texts: Map<string, string>,
  ): void {
    const module = readLocalModule(file, this.#root);
    for (const local of module.files) {
      const name = this.nameOf(local.file);
      covered[`file:${name}`] = { hash: local.hash, place: name };
      texts.set(local.hash, local.code);
    }
    for (const { name, version } of module.packages) covered[`package:${name}`] = { hash: version };
  }

  /** A file by its path from the project's root. */
  nameOf(file: string): string {
    return path.relative(this.#root, file).split(path.sep).join("/");
  }
}

function locatedPackage({ file }: Extract<ResolvedModule, { kind: "package" }>): LocatedModule {
  return { kind: "file", url: pathToFileURL(file).href };
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
