import { type EmittedModule, emitModule, wrapModule } from "../cell/emit-module.ts";
import type { EmitOptions } from "../cell/emit-options.ts";
import type { MappedCode } from "../cell/mapped-code.ts";
import type { Slice } from "../cell/slice-task.ts";
import { lowerSyntax } from "./lower-syntax.ts";

/** A slice as the text that is evaluated. */
export interface PreparedModule {
  readonly emitted: EmittedModule;
  /** What tells it from the module of another slice. */
  readonly text: string;
  readonly wrapped: MappedCode;
}

interface Prepared extends PreparedModule {
  readonly slice: Slice;
  readonly emit: EmitOptions;
}

const mostPrepared = 32;

/** The texts of slices: with every look at a page, the same few are asked for again. */
export class PreparedModules {
  #prepared: Prepared[] = [];

  prepare(slice: Slice, emit: EmitOptions): PreparedModule {
    const known = this.#prepared.find(
      (other) => isSameSlice(other.slice, slice) && isSameEmit(other.emit, emit),
    );
    if (known !== undefined) return known;
    const emitted = emitModule(slice);
    const lowered = lowerSyntax(emitted, emit);
    const wrapped = wrapModule(lowered, emitted.exports);
    const made = { slice, emit, emitted, text: lowered.code, wrapped };
    this.#prepared = [made, ...this.#prepared].slice(0, mostPrepared);
    return made;
  }
}

/** Declarations are values: a cell that is run again makes new ones. */
function isSameSlice(a: Slice, b: Slice): boolean {
  return (
    isSameList(a.declarations, b.declarations) &&
    isSameList(a.imports, b.imports) &&
    isSameList(a.effectImports, b.effectImports) &&
    isSameList(a.exports, b.exports)
  );
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at]);
}

function isSameEmit(a: EmitOptions, b: EmitOptions): boolean {
  return a.legacyDecorators === b.legacyDecorators && a.assignsFields === b.assignsFields;
}
