/**
 * A variable, as the Debug Adapter Protocol has it. Its `type` is left out, which the protocol
 * allows: JupyterLab shows the type of all but Python's own primitives in the place of the value.
 */
export interface DebugVariable {
  readonly name: string;
  readonly value: string;
  /** What `variables` is asked for its members by; 0 where it has none. */
  readonly variablesReference: number;
  readonly evaluateName?: string;
}

type Load = () => Promise<readonly DebugVariable[]>;

/** What can be unfolded, by number. A number is never given twice. */
export class VariableTable {
  readonly #loads = new Map<number, Load>();
  #last = 0;

  add(load: Load): number {
    this.#last += 1;
    this.#loads.set(this.#last, load);
    return this.#last;
  }

  find(reference: number): Load | undefined {
    return this.#loads.get(reference);
  }

  clear(): void {
    this.#loads.clear();
  }
}
