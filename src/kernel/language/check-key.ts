import { createHash } from "node:crypto";
import type { InterfacePart } from "../../cell/cell-interface.ts";
import type { SessionModules, ShownCell } from "./session-modules.ts";

/**
 * What a check of a cell depends on, as far as cells have a say in it: its own code, which cell
 * each of its names comes from, and what the types of those names depend on in turn. Undefined
 * where a cell may have declared something for all of them.
 */
export function checkKey(modules: SessionModules, id: string): string | undefined {
  const cell = modules.shownCell(id);
  if (cell === undefined || modules.isAugmented) return undefined;
  const reading = new KeyReading(modules);
  reading.readCell(cell);
  return reading.key();
}

class KeyReading {
  readonly #modules: SessionModules;
  readonly #lines: string[] = [];
  readonly #seen = new Set<string>();
  readonly #waiting: { readonly cell: ShownCell; readonly name: string }[] = [];

  constructor(modules: SessionModules) {
    this.#modules = modules;
  }

  readCell(cell: ShownCell): void {
    const { language, plain } = cell.names;
    this.#lines.push(language, plain);
    this.#followImports(cell, cell.names.interface().whole);
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop())
      this.#readName(next.cell, next.name);
  }

  key(): string {
    return createHash("sha256").update(JSON.stringify(this.#lines)).digest("base64");
  }

  #readName(cell: ShownCell, name: string): void {
    const { slot, names } = cell;
    const { parts, whole } = names.interface();
    const place = parts === undefined ? slot.specifier : `${slot.specifier} ${name}`;
    if (this.#seen.has(place)) return;
    this.#seen.add(place);
    const part = parts === undefined ? whole : parts.get(name);
    this.#lines.push(place, part?.text ?? "");
    if (part === undefined) return;
    if (parts !== undefined)
      for (const own of part.names) if (parts.has(own)) this.#waiting.push({ cell, name: own });
    this.#followImports(cell, part);
  }

  #followImports({ names, imports }: ShownCell, part: InterfacePart): void {
    for (const [name, isVariable] of imports) {
      // Elements are made with names that stand nowhere.
      if (names.language === "ts" && !part.names.has(name)) continue;
      const owner = this.#modules.ownerOf(name);
      const cell = owner === undefined ? undefined : this.#modules.shownCell(owner);
      this.#lines.push(name, String(isVariable), cell?.slot.specifier ?? "");
      if (cell !== undefined) this.#waiting.push({ cell, name });
    }
  }
}
