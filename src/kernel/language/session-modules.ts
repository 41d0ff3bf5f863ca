import path from "node:path";
import { emptyModule, scopeName, writeModule } from "./cell-module.ts";
import { type CellNames, namesOfCell } from "./cell-names.ts";
import { type CellLanguage, type CellSlot, CellSlots } from "./cell-slots.ts";

/** A cell as a module of the session. */
export interface CellModule {
  readonly file: string;
  /** Where the cell's own text begins in the module's. */
  readonly offset: number;
}

/** A cell as its file shows it to the compiler. */
export interface ShownCell {
  readonly slot: CellSlot;
  readonly names: CellNames;
  /** The names that its file imports from other cells, and whether each may be assigned to. */
  readonly imports: ReadonlyMap<string, boolean>;
  /** False for what was never run: it is gone from the files when another cell is looked at. */
  readonly isKept: boolean;
}

interface KnownCell {
  readonly slot: CellSlot;
  shown: ShownCell | undefined;
  /** As it was last run; undefined where it was only looked at. */
  kept: { readonly source: string; readonly names: CellNames } | undefined;
}

const mostUseless = 50;
const globalsName = "__cauce_globals.d.ts";

/**
 * The session as files. Each cell is a module; one more module exports what all of them
 * declare, and every cell imports from there. So the import statements of a file never
 * change while a person writes, which is what lets the compiler keep all it knows.
 */
export class SessionModules {
  readonly #slots: CellSlots;
  readonly #scope: string;
  readonly #write: (file: string, text: string) => void;
  readonly #cells = new Map<string, KnownCell>();
  readonly #owners = new Map<string, string>();
  /** Names that the cell in view no longer declares, and the cells that they belong to without it. */
  #lent: ReadonlyMap<string, string> = new Map();
  /** The cell whose text in the files is not the one that was run last. */
  #looked: string | undefined;
  #resolutions = 0;

  /** `write` is told the text of every file that is new or other than before. */
  constructor(folder: string, globals: string, write: (file: string, text: string) => void) {
    this.#slots = new CellSlots(folder);
    this.#scope = path.join(folder, scopeName);
    this.#write = write;
    write(path.join(folder, globalsName), globals);
    this.files = [path.join(folder, globalsName), this.#scope];
    this.#writeScope();
  }

  /** The files that bring along all others, those that no cell uses yet among them. */
  readonly files: readonly string[];

  /** The names that the cells declare, in the order in which they came. */
  get names(): readonly string[] {
    return [...this.#owners.keys()];
  }

  /** The cell that declares a name. */
  ownerOf(name: string): string | undefined {
    return this.#lent.get(name) ?? this.#owners.get(name);
  }

  /** A cell as it stands in the files now. */
  shownCell(id: string): ShownCell | undefined {
    return this.#cells.get(id)?.shown;
  }

  /** Whether some cell may declare something for all of them. */
  get isAugmented(): boolean {
    return [...this.#cells.values()].some(({ shown }) => shown?.names.augments);
  }

  /** Grows whenever the compiler has to find modules of cells that were run anew: they may have come or gone meanwhile. */
  get resolutions(): number {
    return this.#resolutions;
  }

  /** Puts a text into the files as the cell's; `keep` or `restore` says what becomes of it. */
  look(id: string, source: string): CellModule {
    if (this.#looked !== id) this.restore();
    this.#looked = id;
    const names = namesOfCell(source);
    return this.#show(id, source, names);
  }

  /** The cell was run: from now on the others see its names. Tells which cells are forgotten for it. */
  keep(id: string, source: string): readonly string[] {
    this.look(id, source);
    this.#looked = undefined;
    const cell = this.#cells.get(id);
    if (cell === undefined) return [];
    const names = namesOfCell(source);
    const before = cell.kept?.names.names ?? [];
    if (cell.kept === undefined && names.mentions !== "") this.#resolutions += 1;
    cell.kept = { source, names };
    // The cell that was run last is the last one, and so the first to own a name again.
    this.#cells.delete(id);
    this.#cells.set(id, cell);
    for (const name of before) if (this.#owners.get(name) === id) this.#handBack(name);
    for (const name of names.names) this.#owners.set(name, id);
    this.#lent = new Map();
    const forgotten = this.#forgetUseless();
    this.#writeScope();
    return forgotten;
  }

  /** A name that its cell declares no more belongs to the last other cell that declares it. */
  #handBack(name: string): void {
    this.#owners.delete(name);
    const owner = this.#lastWith(name);
    if (owner !== undefined) this.#owners.set(name, owner);
  }

  #lastWith(name: string, except?: string): string | undefined {
    return [...this.#cells].findLast(
      ([id, { kept }]) => id !== except && kept?.names.names.includes(name),
    )?.[0];
  }

  /** A cell that stops declaring a name may use the one that an earlier cell declares. */
  #lend(id: string, { names }: CellNames): void {
    const lent = new Map<string, string>();
    for (const name of this.#cells.get(id)?.kept?.names.names ?? []) {
      if (names.includes(name) || this.#owners.get(name) !== id) continue;
      const owner = this.#lastWith(name, id);
      if (owner !== undefined) lent.set(name, owner);
    }
    if (lent.size === 0 && this.#lent.size === 0) return;
    this.#lent = lent;
    this.#writeScope();
  }

  /** Back to the cell as it was last run: what was only looked at is not seen by others. */
  restore(): void {
    const id = this.#looked;
    this.#looked = undefined;
    if (id === undefined) return;
    const kept = this.#cells.get(id)?.kept;
    if (kept === undefined) this.#forget(id);
    else this.#show(id, kept.source, kept.names);
  }

  clear(): void {
    this.#looked = undefined;
    for (const id of [...this.#cells.keys()]) this.#forget(id);
    this.#owners.clear();
    this.#lent = new Map();
    this.#writeScope();
  }

  #show(id: string, source: string, names: CellNames): CellModule {
    const cell = this.#cellOf(id, names.language);
    const { slot, shown, kept } = cell;
    this.#lend(id, names);
    const imports = this.#importsOf(id, names);
    const { text, offset } = writeModule(source, names, imports);
    this.#write(slot.file, text);
    if (kept !== undefined && (shown?.names.mentions ?? "") !== names.mentions)
      this.#resolutions += 1;
    cell.shown = { slot, names, imports, isKept: kept !== undefined };
    return { file: slot.file, offset };
  }

  #cellOf(id: string, language: CellLanguage): KnownCell {
    const known = this.#cells.get(id);
    if (known?.slot.language === language) return known;
    if (known !== undefined) this.#vacate(known);
    const slot = this.#slots.take(language);
    const cell = { slot, shown: undefined, kept: known?.kept };
    this.#cells.set(id, cell);
    this.#writeScope();
    return cell;
  }

  /** Cells whose names all belong to later ones are asked for only if those give them back. */
  #forgetUseless(): readonly string[] {
    const useful = new Set(this.#owners.values());
    const useless = [...this.#cells]
      .filter(([id, { kept }]) => kept !== undefined && !useful.has(id))
      .map(([id]) => id);
    const forgotten = useless.slice(0, -mostUseless);
    for (const id of forgotten) this.#forget(id);
    return forgotten;
  }

  #forget(id: string): void {
    const cell = this.#cells.get(id);
    if (cell === undefined) return;
    this.#cells.delete(id);
    this.#vacate(cell);
  }

  #vacate({ slot, kept }: KnownCell): void {
    if (kept !== undefined && kept.names.mentions !== "") this.#resolutions += 1;
    this.#write(slot.file, emptyModule);
    this.#slots.giveBack(slot);
  }

  #writeScope(): void {
    const exported = new Map<CellSlot, string[]>();
    for (const name of this.#owners.keys()) {
      const slot = this.#cells.get(this.ownerOf(name) ?? "")?.slot;
      if (slot === undefined) continue;
      const names = exported.get(slot);
      if (names === undefined) exported.set(slot, [name]);
      else names.push(name);
    }
    for (const { file } of this.#slots.takeAdded()) this.#write(file, emptyModule);
    const lines = this.#slots.all.map(
      (slot) => `export { ${exported.get(slot)?.join(", ") ?? ""} } from "${slot.specifier}";`,
    );
    this.#write(this.#scope, lines.join("\n"));
  }

  /** In the order of the alphabet: another cell that is run again changes neither file nor key. */
  #importsOf(id: string, { names, words, language }: CellNames): Map<string, boolean> {
    const own = new Set(names);
    const imported = [...this.#owners.keys()].filter((name) => {
      // What elements are made with may be named nowhere but in the project's options.
      const isUsed = language === "tsx" || words.has(name);
      return isUsed && !own.has(name) && (this.ownerOf(name) ?? id) !== id;
    });
    return new Map(imported.sort().map((name) => [name, this.#isVariable(name)]));
  }

  #isVariable(name: string): boolean {
    const owner = this.#cells.get(this.ownerOf(name) ?? "");
    return owner?.kept?.names.variables.has(name) ?? false;
  }
}
