import { CauceError } from "../core/errors.ts";

/** More values than anyone sweeps over are a slip of the pen. */
const mostValues = 1_000_000;
/** Digits that a sum of steps such as 0.1 can be trusted for. */
const digits = 12;

/**
 * Numbers in equal steps, as Python's `range`: `range(1, 4)` is `[1, 2, 3]`, without the end;
 * `range(3)` is `[0, 1, 2]`; `range(0, 1, 0.25)` is `[0, 0.25, 0.5, 0.75]`; a negative step counts
 * down. Empty where the end is not ahead of the start.
 * @throws CauceError `bad-range` for a step of 0, a number that is not finite, more than a million values
 */
export function range(to: number): number[];
export function range(from: number, to: number, step?: number): number[];
export function range(first: number, second?: number, step = 1): number[] {
  const [from, to] = second === undefined ? [0, first] : [first, second];
  const written = `\`range(${[first, ...(second === undefined ? [] : [second, step])].join(", ")})\``;
  if (![from, to, step].every(Number.isFinite) || step === 0)
    throw new CauceError(
      "bad-range",
      `${written} has no end. Expected finite numbers and a step other than 0.`,
    );
  // What rounding adds to a whole number of steps is no further step.
  const count = Math.max(0, Math.ceil((to - from) / step - 1e-9));
  if (count > mostValues)
    throw new CauceError(
      "bad-range",
      `${written} has ${count} values. Expected at most ${mostValues}: take a larger step.`,
    );
  return Array.from({ length: count }, (_, at) => Number((from + at * step).toPrecision(digits)));
}
