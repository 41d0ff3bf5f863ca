import { trimZeros, writeDigits } from "./write-digits.ts";
import { writeShortest } from "./write-shortest.ts";

const MINUS = 45;
const POINT = 46;
/** What the longest number takes, -2.2250738585072014e-308, and where its digits are tried. */
export const MOST_NUMBER_BYTES = 32;

/**
 * Writes a finite number as `String(number)` has it, without making that string, and returns
 * where it ends. `point` is the code of what stands before the decimals.
 */
export function writeNumber(bytes: Uint8Array, at: number, number: number, point: number): number {
  if (number > 0 || Object.is(number, 0)) return writeSize(bytes, at, number, point);
  bytes[at] = MINUS;
  return writeSize(bytes, at + 1, -number, point);
}

function writeSize(bytes: Uint8Array, at: number, size: number, point: number): number {
  if (size < 1e15 && Math.floor(size) === size) return writeInteger(bytes, at, size);
  // Of numbers of up to 15 digits no two make the same double: no shorter one makes this.
  if (size < 1e9 && Math.round(size * 1e6) / 1e6 === size)
    return writeMillionths(bytes, at, size, point);
  const end = writeShortest(bytes, at, size, point);
  return end > at ? end : writeText(bytes, at, String(size), point);
}

function writeInteger(bytes: Uint8Array, at: number, whole: number): number {
  if (whole >= 1e9) {
    const upper = Math.floor(whole / 1e8);
    return writeDigits(bytes, writeInteger(bytes, at, upper), whole - upper * 1e8, 8);
  }
  let count = 1;
  for (let least = 10; whole >= least; least *= 10) count++;
  return writeDigits(bytes, at, whole, count);
}

function writeMillionths(bytes: Uint8Array, at: number, size: number, point: number): number {
  const whole = Math.floor(size);
  const end = writeInteger(bytes, at, whole);
  bytes[end] = point;
  return trimZeros(bytes, writeDigits(bytes, end + 1, Math.round((size - whole) * 1e6), 6));
}

function writeText(bytes: Uint8Array, at: number, text: string, point: number): number {
  for (let c = 0; c < text.length; c++) {
    const code = text.charCodeAt(c);
    bytes[at + c] = code === POINT ? point : code;
  }
  return at + text.length;
}
