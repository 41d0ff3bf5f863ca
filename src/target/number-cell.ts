/** The last power of ten that is itself a double. */
const MOST_DECIMALS = 22;
const POWERS_OF_TEN = Array.from({ length: MOST_DECIMALS + 1 }, (_, power) => Number(`1e${power}`));
const WITH_EXPONENT = /^-?(?:0|[1-9]\d*)(?:\.\d+)?[eE][+-]?\d+$/;

const ZERO = 48;
const NINE = 57;
const MINUS = 45;
const POINT = 46;

/**
 * The number that stands in `text` from `start` to `end`, NaN where none does. Numbers are the
 * decimal ones as programs write them: no plus sign, no spaces, no leading zeros (007 is a name,
 * not a number). An integer too long for a double, such as a card number, is not one either:
 * reading it would change it. `decimal` is the code of what stands before the decimals.
 */
export function parseNumberCell(
  text: string,
  start: number,
  end: number,
  decimal: number = POINT,
): number {
  const isNegative = start < end && text.charCodeAt(start) === MINUS;
  const first = isNegative ? start + 1 : start;
  let digits = 0;
  let point = end;
  for (let at = first; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) digits = digits * 10 + (code - ZERO);
    else if (code === decimal && point === end) point = at;
    else return parseWithExponent(withPoint(text.slice(start, end), decimal));
  }
  const hasLeadingZero = point - first > 1 && text.charCodeAt(first) === ZERO;
  if (point === first || point === end - 1 || hasLeadingZero) return Number.NaN;
  const decimals = point === end ? 0 : end - point - 1;
  if (digits > Number.MAX_SAFE_INTEGER || decimals > MOST_DECIMALS)
    return parseLong(withPoint(text.slice(start, end), decimal));
  // Both are exact, so their quotient is the double nearest to the number.
  const size = digits / (POWERS_OF_TEN[decimals] ?? Number.NaN);
  return isNegative ? -size : size;
}

/** As JavaScript writes it; where the point is not the decimal one, a point makes it no number. */
function withPoint(cell: string, decimal: number): string {
  if (decimal === POINT) return cell;
  return cell.includes(".") ? "" : cell.replace(String.fromCharCode(decimal), ".");
}

function parseLong(cell: string): number {
  const value = Number(cell);
  return cell.includes(".") || String(value) === cell ? finite(value) : Number.NaN;
}

function parseWithExponent(cell: string): number {
  return WITH_EXPONENT.test(cell) ? finite(Number(cell)) : Number.NaN;
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}
