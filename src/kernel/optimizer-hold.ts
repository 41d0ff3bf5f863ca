import { clearTimeout, setTimeout } from "node:timers";
import { setFlagsFromString } from "node:v8";

/** V8's own in Node 20. Newer ones count otherwise, and have a quick compiler between the slow ones. */
const usualBudget = 67_584;
const largeBudget = 400_000;
const firstCellsMs = 3_000;

/**
 * While a kernel runs its first cells, much code is warm for the first time, and to optimize it
 * on other threads takes V8 as much processor time as the cells themselves, which those, the
 * compiler and the client lack. For that while only what is really hot is optimized.
 */
export class OptimizerHold {
  readonly #forMs: number;
  #hasBegun = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(forMs = firstCellsMs) {
    this.#forMs = forMs;
  }

  /** Only the first call counts. */
  begin(): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    if (!process.versions.v8.startsWith("11.")) return;
    setBudget(largeBudget);
    this.#timer = setTimeout(() => this.end(), this.#forMs).unref();
  }

  /** Also before the process ends: compiled code that is kept fits only the flags it was made with. */
  end(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    setBudget(usualBudget);
  }
}

function setBudget(budget: number): void {
  setFlagsFromString(`--interrupt-budget=${budget}`);
}
