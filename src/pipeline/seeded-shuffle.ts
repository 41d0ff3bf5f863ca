import { CauceError } from "../core/errors.ts";

/**
 * Puts items in a random order, every order as likely as the generator allows (Fisher and Yates), and
 * the same for the same seed and the same calls on every machine.
 */
export function seededShuffle(seed: number): <Item>(items: readonly Item[]) => Item[] {
  if (!Number.isSafeInteger(seed))
    throw new CauceError("bad-seed", `\`seed\` is ${seed}. Expected a whole number, such as 42.`);
  const next = mulberry32(seed);
  return (items) => shuffle(items, next);
}

function shuffle<Item>(items: readonly Item[], next: () => number): Item[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = below(last + 1, next);
    [shuffled[last], shuffled[other]] = [shuffled[other] as Item, shuffled[last] as Item];
  }
  return shuffled;
}

/** A whole number below `bound`; draws that would favour the low ones are drawn again. */
function below(bound: number, next: () => number): number {
  const fair = 2 ** 32 - (2 ** 32 % bound);
  for (;;) {
    const drawn = next();
    if (drawn < fair) return drawn % bound;
  }
}

/** T. Ettinger's mulberry32: whole numbers from 0 to 2³² − 1. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return (bits ^ (bits >>> 14)) >>> 0;
  };
}
