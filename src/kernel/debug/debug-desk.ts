import path from "node:path";
import { convertExpression } from "../../cell/convert-expression.ts";
import { originsOf } from "../../core/source-places.ts";
import { presentText } from "../present-text.ts";
import { presentTree } from "../present-tree.ts";
import type { MimeBundle } from "../publisher.ts";
import { pathOfCell } from "./cell-path.ts";
import { deskKey } from "./debug-desk-key.ts";
import type { DebugScript, ScriptLine } from "./debug-script.ts";

const mostCells = 2_000;
/** Members of the shared object that no cell has declared. */
const ownNames = new Set(["tsLastExpr", "__esModule"]);

export interface DeskOptions {
  readonly root: string;
  /** The names that all cells share, and their values. */
  readonly values: () => Record<string, unknown>;
  readonly declares: (name: string) => boolean;
  /** Makes a name known that no cell declares, to the compiler and to the code of cells. */
  readonly admit: (name: string) => void;
  readonly present: (value: unknown) => Promise<MimeBundle>;
}

/** What the debugger asks the main thread, through the inspector: also while a breakpoint holds it. */
export class DebugDesk {
  readonly #options: DeskOptions;
  readonly #cells = new Map<string, string>();

  constructor(options: DeskOptions) {
    this.#options = options;
    const key = Symbol.for(deskKey);
    Object.defineProperty(globalThis, key, { value: this, configurable: true, enumerable: false });
  }

  /** Remembers a cell's text by the name that stack traces give it. */
  keep(label: string, source: string): void {
    this.#cells.set(label, source);
    const oldest = this.#cells.keys().next().value;
    if (this.#cells.size > mostCells && oldest !== undefined) this.#cells.delete(oldest);
  }

  /** The way back from a script that runs under this name; null where there is none. */
  script(url: string): DebugScript | null {
    const origins = originsOf(url);
    if (origins === undefined) return null;
    const places = new Map<string, number>();
    const lines = origins.map((origin): ScriptLine | null => {
      if (origin?.columns === undefined || origin.columns.length === 0) return null;
      const { place, line, columns } = origin;
      if (!places.has(place)) places.set(place, places.size);
      return { source: places.get(place) ?? 0, line, columns };
    });
    return { sources: [...places.keys()].map((place) => this.#sourceOf(place)), lines };
  }

  /** The text of a cell by its path. */
  textOf(file: string): string | null {
    for (const text of this.#cells.values()) if (pathOfCell(text) === file) return text;
    return null;
  }

  /** The values that cells share, by name. */
  values(): Record<string, unknown> {
    const values = this.#options.values();
    const names = Object.keys(values).filter((name) => !ownNames.has(name));
    return Object.fromEntries(names.map((name) => [name, values[name]]));
  }

  /** What a cell's code would read: `inner` are names that stand for something else there. */
  rewrite(code: string, inner: readonly string[]): { code: string } | { problem: string } {
    const { declares, values } = this.#options;
    const shared = values();
    const isShared = (name: string) =>
      !inner.includes(name) && (Object.hasOwn(shared, name) || declares(name));
    const object = `globalThis[Symbol.for(${JSON.stringify(deskKey)})].shared`;
    return convertExpression(code, object, isShared);
  }

  /** The shared object itself: assignments reach the cells. */
  get shared(): Record<string, unknown> {
    return this.#options.values();
  }

  /** For calls on it with values of the paused code. */
  get self(): this {
    return this;
  }

  /** Lets cells use a name that only the debugger has given a value. */
  admit(name: string): void {
    if (!this.#options.declares(name)) this.#options.admit(name);
  }

  present(name: string): Promise<MimeBundle> {
    return this.#options.present(this.#options.values()[name]);
  }

  /** While a breakpoint holds the thread nothing can be awaited: the value's members, at once. */
  presentNow(value: unknown): MimeBundle {
    return typeof value === "object" && value !== null
      ? presentTree(value)
      : { "text/plain": presentText(value) };
  }

  #sourceOf(place: string): { path: string; name: string } {
    const text = this.#cells.get(place);
    if (text !== undefined) return { path: pathOfCell(text), name: place };
    return { path: path.resolve(this.#options.root, place), name: place };
  }
}
