import {
  DIGITS,
  decimalsOf,
  MOST_PLAIN_DECIMALS,
  powerOfTen,
  productRest,
} from "./power-of-ten.ts";
import { trimZeros, writeDigits, ZERO } from "./write-digits.ts";

const MINUS = 45;
const E = 101;
/** Far more than what rounding adds to a difference, and far less than most differences. */
const DOUBT = 1e-6;

/**
 * Writes the fewest digits that make this double and no other, the nearest of these, and returns
 * where they end; where it was to begin, if that is left to V8: outside 1e-280 to 1e15, and where
 * two candidates are too close to tell. With its first 17 digits before the point, the number is
 * the sum of two doubles, all but exactly, and `reach` is half the way to the next double.
 */
export function writeShortest(bytes: Uint8Array, at: number, size: number, point: number): number {
  if (size < 1e-280 || size >= 1e15) return at;
  const decimals = decimalsOf(size);
  const power = powerOfTen(decimals);
  const product = size * power;
  const rest = productRest(size, decimals, product);
  const firstBit = firstBitOf(size);
  // Below a power of two the next double is nearer than above.
  if (firstBit === size) return at;
  const reach = firstBit * 2 ** -53 * power;

  const whole = Math.floor(rest);
  // One less than it is, and a rounding: the lower digits are above zero, and carry what is left.
  const upper = Math.floor(product * 1e-8) - 1;
  const lower = (product - upper * 1e8 + whole) | 0;
  const rounded = roundToFewest(lower, rest - whole, reach);
  const carried = (rounded / 1e8) | 0;
  // Right at a power of ten the number of decimals may be off by one.
  const isOff = upper + carried < 1e8 || upper + carried >= 1e9;
  if (isOff || Number.isNaN(rounded)) return at;

  const isPlain = decimals <= MOST_PLAIN_DECIMALS;
  const wholeDigits = isPlain ? DIGITS - decimals : 1;
  const start = wholeDigits > 0 ? at + 1 : at + 2 - wholeDigits;
  writeBoth(bytes, start, upper + carried, rounded - carried * 1e8);
  placePoint(bytes, at, wholeDigits, point);
  const end = trimZeros(bytes, start + DIGITS);
  return isPlain ? end : writeExponent(bytes, at, end, decimals - DIGITS + 1);
}

/**
 * The nearest whole number that is no farther than `reach` and ends in as many zeros as there can
 * be: with 17 digits no two that end in two zeros are so near. NaN where a rounding could decide.
 */
function roundToFewest(whole: number, fraction: number, reach: number): number {
  const most = reach + DOUBT;
  let move = toMultiple((whole % 100) + fraction, 100);
  if (move > most || -move > most) move = toMultiple((whole % 10) + fraction, 10);
  if (move > most || -move > most) move = toMultiple(fraction, 1);
  const distance = Math.abs(move);
  const isClose = isNear(distance, reach) || isNear(distance, 5) || isNear(distance, 0.5);
  return isClose ? Number.NaN : Math.round(whole + fraction + move);
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

/** Puts the point among digits that stand where there is room for it, with the zeros before them. */
function placePoint(bytes: Uint8Array, at: number, wholeDigits: number, point: number): void {
  if (wholeDigits > 0) {
    for (let place = at; place < at + wholeDigits; place++) bytes[place] = bytes[place + 1] ?? 0;
    bytes[at + wholeDigits] = point;
  } else {
    for (let place = at; place < at + 2 - wholeDigits; place++) bytes[place] = ZERO;
    bytes[at + 1] = point;
  }
}

/** After one digit there is no point. */
function writeExponent(bytes: Uint8Array, at: number, end: number, exponent: number): number {
  const begin = end === at + 2 ? at + 1 : end;
  bytes[begin] = E;
  bytes[begin + 1] = MINUS;
  const count = exponent < 10 ? 1 : exponent < 100 ? 2 : 3;
  return writeDigits(bytes, begin + 2, exponent, count);
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
