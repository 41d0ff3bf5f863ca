import { inspect } from "node:util";
import { currentExecution, type Execution, type MimeBundle } from "./publisher.ts";

/** Where a display stands, and whether it stands there already. */
interface DisplayPlace {
  readonly id: string;
  readonly isUpdate: boolean;
}

/** What cells show by `display`, one after the other in the order of their calls. */
export class CellDisplays {
  readonly #present: (value: unknown) => Promise<MimeBundle | undefined>;
  readonly #last = new WeakMap<Execution, Promise<void>>();

  /** `present` gives undefined for what it has drawn itself. */
  constructor(present: (value: unknown) => Promise<MimeBundle | undefined>) {
    this.#present = present;
  }

  /** Shows a value under the cell that calls. */
  show(value: unknown, place: DisplayPlace): Promise<void> {
    const execution = currentExecution();
    if (execution === undefined) return Promise.resolve();
    const shown = this.#settledOf(execution).then(() => this.#publish(value, place, execution));
    this.#last.set(execution, shown);
    return shown;
  }

  clear(wait: boolean): void {
    currentExecution()?.publisher.clearOutput(wait);
  }

  /** Resolves when all that the running cell shows is published. Never rejects. */
  async settled(): Promise<void> {
    const execution = currentExecution();
    if (execution !== undefined) await this.#settledOf(execution);
  }

  async #settledOf(execution: Execution): Promise<void> {
    await this.#last.get(execution)?.catch(() => {});
  }

  async #publish(
    value: unknown,
    { id, isUpdate }: DisplayPlace,
    { publisher }: Execution,
  ): Promise<void> {
    const bundle =
      value === undefined ? { "text/plain": inspect(value) } : await this.#present(value);
    if (bundle === undefined) return;
    if (isUpdate) publisher.updateDisplayData(bundle, id);
    else publisher.displayData(bundle, id);
  }
}
