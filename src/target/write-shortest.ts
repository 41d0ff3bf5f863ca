import { trimZeros, ZERO } from "./write-digits.ts";

/** So many digits tell every double from all others. */
const DIGITS = 17;
/** The last power of ten that is itself a double. */
const MOST_DECIMALS = 22;
const POWERS = Float64Array.from({ length: MOST_DECIMALS + 1 }, (_, power) => Number(`1e${power}`));
/** A number has so many decimals of its 17 digits as long as it is below this. */
const BOUNDS = Float64Array.from({ length: MOST_DECIMALS + 2 }, (_, decimals) =>
  Number(`1e${DIGITS - decimals}`),
);
/** Splits a double in two halves, of which every product is a double (Dekker 1971). */
const SPLITTER = 2 ** 27 + 1;
const UPPER_HALVES = POWERS.map(upperHalf);
const LOWER_HALVES = POWERS.map((power, at) => power - (UPPER_HALVES[at] ?? 0));
/** Far more than what rounding adds to a difference, and far less than most differences. */
const DOUBT = 1e-6;

/**
 * Writes the fewest digits that make this double and no other, the nearest of these, and returns
 * where they end; where it was to begin, if that is left to V8: outside 1e-6 to 1e15, and where
 * two candidates are too close to tell. With 17 digits before its point, the number is the sum of
 * two doubles, exactly; and so far as `reach` from it, all that is nearer than the next double.
 */
export function writeShortest(bytes: Uint8Array, at: number, size: number, point: number): number {
  if (size < 1e-6 || size >= 1e15) return at;
  const decimals = decimalsOf(size);
  const power = POWERS[decimals] ?? 0;
  const product = size * power;
  const rest = restOf(product, size, decimals);
  const firstBit = firstBitOf(size);
  // Below a power of two the next double is nearer than above.
  if (firstBit === size) return at;
  const reach = firstBit * 2 ** -53 * power;

  const whole = Math.floor(rest);
  const fraction = rest - whole;
  // One less than it is, and a rounding: the lower digits are above zero, and carry what is left.
  const upper = Math.floor(product * 1e-8) - 1;
  const lower = (product - upper * 1e8 + whole) | 0;
  const most = reach + DOUBT;
  let move = toMultiple((lower % 100) + fraction, 100);
  if (move > most || -move > most) move = toMultiple((lower % 10) + fraction, 10);
  if (move > most || -move > most) move = toMultiple(fraction, 1);
  const distance = Math.abs(move);
  if (isNear(distance, reach) || isNear(distance, 5) || isNear(distance, 0.5)) return at;
  const rounded = Math.round(lower + fraction + move);
  const carried = (rounded / 1e8) | 0;
  const digits = { upper: upper + carried, lower: rounded - carried * 1e8, decimals };
  return writeParts(bytes, at, digits, point);
}

function decimalsOf(size: number): number {
  let decimals = DIGITS - 1;
  while (size >= (BOUNDS[decimals] ?? 0)) decimals--;
  while (size < (BOUNDS[decimals + 1] ?? 0)) decimals++;
  return decimals;
}

/** What the product of a number and a power of ten has lost by its rounding. */
function restOf(product: number, size: number, power: number): number {
  const upperPower = UPPER_HALVES[power] ?? 0;
  const lowerPower = LOWER_HALVES[power] ?? 0;
  const upper = upperHalf(size);
  const lower = size - upper;
  return (
    lower * lowerPower - (product - upper * upperPower - lower * upperPower - upper * lowerPower)
  );
}

function upperHalf(number: number): number {
  const product = SPLITTER * number;
  return product - (product - number);
}

/** The power of two at which a number begins (Rump 2009). */
function firstBitOf(size: number): number {
  const scaled = (2 ** 52 + 1) * size;
  return scaled - (1 - 2 ** -53) * scaled;
}

/** From so far above a multiple of `step` to the nearest one. */
function toMultiple(above: number, step: number): number {
  return above + above < step ? -above : step - above;
}

function isNear(one: number, other: number): boolean {
  return Math.abs(one - other) < DOUBT;
}

function writeParts(
  bytes: Uint8Array,
  at: number,
  {
    upper,
    lower,
    decimals,
  }: { readonly upper: number; readonly lower: number; readonly decimals: number },
  point: number,
): number {
  const wholeDigits = DIGITS - decimals;
  const start = wholeDigits > 0 ? at + 1 : at + 2 - wholeDigits;
  writeBoth(bytes, start, upper, lower);
  let place = at;
  if (wholeDigits > 0) {
    for (; place < at + wholeDigits; place++) bytes[place] = bytes[place + 1] ?? 0;
    bytes[place] = point;
  } else {
    for (; place < start; place++) bytes[place] = ZERO;
    bytes[at + 1] = point;
  }
  return trimZeros(bytes, start + DIGITS);
}

/** Nine digits and eight, side by side, since neither has to wait for the other. */
function writeBoth(bytes: Uint8Array, at: number, upper: number, lower: number): void {
  let left = upper;
  let right = lower;
  for (let to = at + 8; to > at; to--) {
    const nextLeft = (left / 10) | 0;
    const nextRight = (right / 10) | 0;
    bytes[to] = ZERO + left - nextLeft * 10;
    bytes[to + 8] = ZERO + right - nextRight * 10;
    left = nextLeft;
    right = nextRight;
  }
  bytes[at] = ZERO + left;
}
