import path from "node:path";
import { writeJsxChoice } from "../../cell/jsx-pragmas.ts";
import { type CellNames, namesOfCell } from "./cell-names.ts";
import { type CellLanguage, type CellSlot, CellSlots } from "./cell-slots.ts";

/** A cell as a module of the session. */
export interface CellModule {
  readonly file: string;
  /** Where the cell's own text begins in the module's. */
  readonly offset: number;
}

interface KnownCell {
  readonly slot: CellSlot;
  /** As it was last run; undefined where it was only looked at. */
  kept: { readonly source: string; readonly names: CellNames } | undefined;
}

/** What every cell imports from, in the names that it uses. */
const scopeName = "__cauce_scope.ts";
/** In front of an imported name that a person does not see. */
const hiddenPrefix = "__cauce_";
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
  readonly #set = new Set<string>();
  /** The cell whose text in the files is not the one that was run last. */
  #looked: string | undefined;

  /** `write` is told the text of every file that is new or other than before. */
  constructor(folder: string, globals: string, write: (file: string, text: string) => void) {
    this.#slots = new CellSlots(folder);
    this.#scope = path.join(folder, scopeName);
    this.#write = write;
    write(path.join(folder, globalsName), globals);
    this.files = [path.join(folder, globalsName), this.#scope];
    this.#writeScope();
  }

  /** All files, those that no cell uses yet among them. */
  files: readonly string[];

  /** The names that the cells declare, in the order in which they came. */
  get names(): readonly string[] {
    return [...this.#owners.keys()];
  }

  /** The cell that declares a name. */
  ownerOf(name: string): string | undefined {
    return this.#owners.get(name);
  }

  /** Puts a text into the files as the cell's; `keep` or `restore` says what becomes of it. */
  look(id: string, source: string): CellModule {
    if (this.#looked !== id) this.restore();
    this.#looked = id;
    const names = namesOfCell(source);
    const { slot } = this.#cellOf(id, names.language);
    const { text, offset } = this.#moduleOf(id, source, names);
    this.#write(slot.file, text);
    return { file: slot.file, offset };
  }

  /** The cell was run: from now on the others see its names. Tells which cells are forgotten for it. */
  keep(id: string, source: string): readonly string[] {
    this.look(id, source);
    this.#looked = undefined;
    const cell = this.#cells.get(id);
    if (cell === undefined) return [];
    const names = namesOfCell(source);
    const before = cell.kept?.names.names ?? [];
    cell.kept = { source, names };
    // The cell that was run last is the last one, and so the first to own a name again.
    this.#cells.delete(id);
    this.#cells.set(id, cell);
    for (const name of before) if (this.#owners.get(name) === id) this.#handBack(name);
    for (const name of names.names) this.#owners.set(name, id);
    const forgotten = this.#forgetUseless();
    this.#writeScope();
    return forgotten;
  }

  /** A name that its cell declares no more belongs to the last other cell that declares it. */
  #handBack(name: string): void {
    this.#owners.delete(name);
    for (const [id, { kept }] of this.#cells)
      if (kept?.names.names.includes(name)) this.#owners.set(name, id);
  }

  /** Back to the cell as it was last run: what was only looked at is not seen by others. */
  restore(): void {
    const id = this.#looked;
    this.#looked = undefined;
    if (id === undefined) return;
    const kept = this.#cells.get(id)?.kept;
    if (kept === undefined) this.#forget(id);
    else {
      const { slot } = this.#cellOf(id, kept.names.language);
      this.#write(slot.file, this.#moduleOf(id, kept.source, kept.names).text);
    }
  }

  clear(): void {
    this.#looked = undefined;
    for (const id of [...this.#cells.keys()]) this.#forget(id);
    this.#owners.clear();
    this.#writeScope();
  }

  #cellOf(id: string, language: CellLanguage): KnownCell {
    const known = this.#cells.get(id);
    if (known?.slot.language === language) return known;
    if (known !== undefined) this.#vacate(known.slot);
    const slot = this.#slots.take(language);
    const cell = { slot, kept: known?.kept };
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
    this.#vacate(cell.slot);
  }

  #vacate(slot: CellSlot): void {
    this.#write(slot.file, emptyModule);
    this.#slots.giveBack(slot);
  }

  #writeScope(): void {
    const exported = new Map<CellSlot, string[]>();
    for (const [name, owner] of this.#owners) {
      const slot = this.#cells.get(owner)?.slot;
      if (slot === undefined) continue;
      const names = exported.get(slot);
      if (names === undefined) exported.set(slot, [name]);
      else names.push(name);
    }
    const slots = this.#slots.all;
    for (const { file } of slots.slice(this.files.length - 2)) this.#write(file, emptyModule);
    this.files = [...this.files.slice(0, 2), ...slots.map(({ file }) => file)];
    const lines = slots.map(
      (slot) => `export { ${exported.get(slot)?.join(", ") ?? ""} } from "${slot.specifier}";`,
    );
    this.#write(this.#scope, lines.join("\n"));
  }

  #moduleOf(
    id: string,
    source: string,
    { names, exported, words, language }: CellNames,
  ): { text: string; offset: number } {
    const own = new Set(names);
    const imported: string[] = [];
    const variables: string[] = [];
    for (const [name, owner] of this.#owners) {
      // What elements are made with may be named nowhere but in the project's options.
      const isUsed = language === "tsx" || words.has(name);
      if (owner === id || own.has(name) || !isUsed) continue;
      // An import cannot be assigned to, but a `let` of another cell can.
      if (this.#cells.get(owner)?.kept?.names.variables.has(name)) {
        imported.push(`${name} as ${hiddenPrefix}${name}`);
        variables.push(`declare let ${name}: typeof ${hiddenPrefix}${name};`);
      } else imported.push(name);
    }
    const choice = language === "tsx" ? writeJsxChoice(source) : [];
    // The compiler looks for another runtime only where a file's imports are others too.
    if (choice.length > 0) choice.push(importsOf([]));
    // On a line of its own: a comment behind a statement does not document the next one.
    const prefix = `${[...choice, importsOf(imported), ...variables].join(" ")}\n`;
    const suffix = `\nexport { ${names.filter((name) => !exported.has(name)).join(", ")} };`;
    return { text: `${prefix}${source}${suffix}`, offset: prefix.length };
  }
}

function importsOf(names: readonly string[]): string {
  return `import { ${names.join(", ")} } from "./${scopeName}";`;
}

/** A file that no cell uses has the same import statements as one that a cell does. */
const emptyModule = `${importsOf([])}\n\nexport {};`;
