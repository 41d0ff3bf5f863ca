import type { Project } from "typescript-native/unstable/sync";
import { globalDeclarations } from "../session-globals.ts";
import { type CellNames, namesOfCell } from "./cell-names.ts";
import { checkKey } from "./check-key.ts";
import type { Compiler } from "./compiler.ts";
import { describeConfigProblem } from "./config-problem.ts";
import { NodeNeed } from "./node-need.ts";
import { PassedChecks } from "./passed-checks.ts";
import { findProjectConfig, type SessionPlace, sessionConfig } from "./session-config.ts";
import { type CellModule, SessionModules } from "./session-modules.ts";

export interface CheckedPlace {
  /** The project's root. */
  readonly root: string;
  /** The notebook's folder: what its relative imports are relative to. */
  readonly folder: string;
  /** Where Cauce itself is installed. */
  readonly packageRoot: string;
}

/** A cell in the compiler's hands. */
export interface LoadedCell {
  readonly project: Project;
  readonly file: string;
  /** Where the cell's own text begins in the file's. */
  readonly offset: number;
}

/** The session as a program: its cells, the project's options, and the files of both. */
export class SessionProgram {
  readonly modules: SessionModules;
  readonly #checked: CheckedPlace;
  readonly #compiler: Compiler;
  #own: SessionPlace["own"];
  /** As the disk was when it was looked at last. */
  #config: Record<string, unknown> | undefined;
  #isConfigNew = true;
  #warnings: readonly string[] = [];
  readonly #passed = new PassedChecks();
  readonly #nodeNeed = new NodeNeed();
  #mayOutlineNode = true;
  #resolutions = 0;

  constructor(place: CheckedPlace, compiler: Compiler) {
    this.#checked = place;
    this.#compiler = compiler;
    this.modules = new SessionModules(place.folder, globalDeclarations, (file, text) =>
      compiler.write(file, text),
    );
  }

  /** A cell as the compiler would see it; what it is on the disk is not looked at again. */
  load(cellId: string, source: string): LoadedCell {
    const { file, offset } = this.#place(cellId, source);
    const project = this.#compiler.project();
    if (this.#isConfigNew)
      this.#warnings = project.program.getConfigFileParsingDiagnostics().map(describeConfigProblem);
    this.#isConfigNew = false;
    return { project, file, offset };
  }

  /** The cell was run. Tells which cells are forgotten for it. */
  keep(cellId: string, source: string): readonly string[] {
    const names = namesOfCell(source);
    this.#lookForNode(source, names);
    this.#nodeNeed.keep(names);
    return this.modules.keep(cellId, source);
  }

  /** From now on with all of Node's typings. False if it had them already. */
  takeWholeNode(): boolean {
    if (!this.#mayOutlineNode) return false;
    this.#mayOutlineNode = false;
    this.#config = undefined;
    return true;
  }

  /** Whether a check of this cell would find what one before it found: nothing. The compiler is not asked. */
  hasPassed(cellId: string, source: string): boolean {
    this.#place(cellId, source);
    const { plain } = namesOfCell(source);
    return this.#passed.has(plain, () => checkKey(this.modules, cellId));
  }

  /** The check of this cell, as it stands in the files, found nothing. */
  notePassed(cellId: string): void {
    const cell = this.modules.shownCell(cellId);
    // The modules of a cell that is not kept are found anew each time.
    if (cell === undefined || (!cell.isKept && cell.names.mentions !== "")) return;
    const key = checkKey(this.modules, cellId);
    if (key !== undefined) this.#passed.add(cell.names.plain, key);
  }

  /** Puts a cell into the files. Whatever makes the compiler read others than before ends what was known. */
  #place(cellId: string, source: string): CellModule {
    const module = this.modules.look(cellId, source);
    this.#lookForNode(source, namesOfCell(source));
    this.#config ??= this.#writeConfig();
    const isNew = this.#compiler.configure(this.#config);
    const { resolutions } = this.modules;
    if (isNew || resolutions !== this.#resolutions) this.#passed.forget();
    this.#resolutions = resolutions;
    return module;
  }

  #writeConfig(): Record<string, unknown> {
    const { root, packageRoot } = this.#checked;
    const [own, mayOutlineNode] = [this.#own, this.#mayOutlineNode];
    return sessionConfig({ root, packageRoot, own, mayOutlineNode }, this.modules.files);
  }

  #lookForNode(source: string, names: CellNames): void {
    if (this.#mayOutlineNode && this.#nodeNeed.isNeededBy(source, names)) this.takeWholeNode();
  }

  /** Takes in what was edited on the disk: options, and modules of the project. */
  reread(): void {
    this.#config = undefined;
    const found = findProjectConfig(this.#checked.folder, this.#checked.root);
    const edited = this.#compiler.rereadDisk();
    if (edited.length > 0) this.#passed.forget();
    const isSame = found === this.#own?.file && !edited.some((file) => file.endsWith(".json"));
    if (isSame && !this.#isConfigNew) return;
    this.#passed.forget();
    this.#own =
      found === undefined ? undefined : { file: found, options: this.#compiler.parseConfig(found) };
    this.#isConfigNew = true;
  }

  /** What is wrong with the project's tsconfig.json, once for each time it was read. */
  takeWarnings(): readonly string[] {
    const warnings = this.#warnings;
    this.#warnings = [];
    return warnings;
  }

  /** A module was not found: it may be there the next time. */
  forgetMissing(): void {
    this.#passed.forget();
    this.#compiler.forgetMissing();
  }

  /** A compiler that has died or lost its way is started anew, once. */
  insist<T>(attempt: () => T): T {
    try {
      return attempt();
    } catch {
      this.#passed.forget();
      this.#compiler.close();
    }
    try {
      return attempt();
    } catch (error) {
      // Its process may be there still, and of no use.
      this.#compiler.close();
      throw error;
    }
  }

  /** Takes in ahead what cells that were run have changed for others. */
  catchUp(): void {
    this.insist(() => this.#compiler.takeAhead());
  }

  /** Lets go of what only earlier answers needed. */
  tidy(): void {
    this.#compiler.tidy();
  }

  close(): void {
    this.#compiler.close();
  }
}
