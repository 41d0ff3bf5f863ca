export const ZERO = 48;

/** Writes so many digits of an integer below 2^31, and returns where they end. */
export function writeDigits(bytes: Uint8Array, at: number, whole: number, count: number): number {
  let rest = whole | 0;
  for (let to = at + count - 1; to >= at; to--) {
    const next = (rest / 10) | 0;
    bytes[to] = ZERO + rest - next * 10;
    rest = next;
  }
  return at + count;
}

/** Where the zeros begin that stand before `end`. */
export function trimZeros(bytes: Uint8Array, end: number): number {
  let last = end - 1;
  while (bytes[last] === ZERO) last--;
  return last + 1;
}
