import path from "node:path";

/** The grammar that a cell is read by. */
export type CellLanguage = "ts" | "tsx";

/** The file that a cell is to the compiler. */
export interface CellSlot {
  readonly language: CellLanguage;
  /** The whole path. */
  readonly file: string;
  /** What other files of the session import it by. */
  readonly specifier: string;
}

const fewestSlots = 32;

/**
 * Files for cells, set up before there are cells for them: a file that only changes its text
 * costs the compiler 1 ms, and one that is new to it 20 to 50.
 */
export class CellSlots {
  readonly #folder: string;
  readonly #all: Record<CellLanguage, CellSlot[]> = { ts: [], tsx: [] };
  readonly #free: Record<CellLanguage, CellSlot[]> = { ts: [], tsx: [] };
  #added: CellSlot[] = [];

  constructor(folder: string) {
    this.#folder = folder;
    this.#grow("ts");
  }

  get all(): readonly CellSlot[] {
    return [...this.#all.ts, ...this.#all.tsx];
  }

  take(language: CellLanguage): CellSlot {
    if (this.#free[language].length === 0) this.#grow(language);
    const slot = this.#free[language].pop();
    if (slot === undefined) throw new Error("no file is left for a cell");
    return slot;
  }

  /** Those that came since this was asked last: they stand for no file yet. */
  takeAdded(): readonly CellSlot[] {
    const added = this.#added;
    this.#added = [];
    return added;
  }

  giveBack(slot: CellSlot): void {
    this.#free[slot.language].push(slot);
  }

  #grow(language: CellLanguage): void {
    const slots = this.#all[language];
    const first = slots.length + 1;
    const added = Array.from({ length: Math.max(fewestSlots, slots.length) }, (_, at) => {
      const name = `__cauce_${language === "ts" ? "cell" : "jsx_cell"}_${first + at}.${language}`;
      return { language, file: path.join(this.#folder, name), specifier: `./${name}` };
    });
    slots.push(...added);
    this.#added.push(...added);
    this.#free[language].push(...added.reverse());
  }
}
