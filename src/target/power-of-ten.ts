/** So many digits tell every double from all others. */
export const DIGITS = 17;
/** A number below a millionth has more decimals in its 17 digits, and is written with an exponent. */
export const MOST_PLAIN_DECIMALS = 22;
/** Beyond it the splitter makes infinities. */
const MOST_DECIMALS = 300;
/** Splits a double in two halves, of which every product is a double (Dekker 1971). */
const SPLITTER = 2 ** 27 + 1;

/** Powers of ten as sums of two doubles, and the halves of the first; those beyond 10^22 once asked for. */
const POWERS = new Float64Array(MOST_DECIMALS + 1);
const POWER_RESTS = new Float64Array(MOST_DECIMALS + 1);
const UPPER_HALVES = new Float64Array(MOST_DECIMALS + 1);
const LOWER_HALVES = new Float64Array(MOST_DECIMALS + 1);
for (let exponent = 0; exponent <= MOST_PLAIN_DECIMALS; exponent++) addPower(exponent);
/** A number has so many decimals, or more, if it is below this. */
const BOUNDS = Float64Array.from({ length: MOST_PLAIN_DECIMALS + 2 }, (_, decimals) =>
  Number(`1e${DIGITS - decimals}`),
);

function addPower(exponent: number): void {
  const power = Number(`1e${exponent}`);
  const upper = upperHalf(power);
  POWERS[exponent] = power;
  POWER_RESTS[exponent] = Number(10n ** BigInt(exponent) - BigInt(power));
  UPPER_HALVES[exponent] = upper;
  LOWER_HALVES[exponent] = power - upper;
}

export function powerOfTen(exponent: number): number {
  if (POWERS[exponent] === 0) addPower(exponent);
  return POWERS[exponent] ?? 0;
}

/** How many of a number's first 17 digits are decimals. It is to be from 1e-280 to 1e15. */
export function decimalsOf(size: number): number {
  let decimals = DIGITS - 1;
  if (size < 1e-6) {
    decimals -= Math.floor(Math.log10(size));
    // A logarithm that has been rounded may be that of the next power.
    if (size * powerOfTen(decimals) >= 1e17) return decimals - 1;
    return size * powerOfTen(decimals) < 1e16 ? decimals + 1 : decimals;
  }
  while (size >= (BOUNDS[decimals] ?? 0)) decimals--;
  while (size < (BOUNDS[decimals + 1] ?? 0)) decimals++;
  return decimals;
}

/** What the product of a number and a power of ten, once asked for, has lost by its rounding. */
export function productRest(size: number, exponent: number, product: number): number {
  const upperPower = UPPER_HALVES[exponent] ?? 0;
  const lowerPower = LOWER_HALVES[exponent] ?? 0;
  const upper = upperHalf(size);
  const lower = size - upper;
  const lost = product - upper * upperPower - lower * upperPower - upper * lowerPower;
  return lower * lowerPower - lost + size * (POWER_RESTS[exponent] ?? 0);
}

function upperHalf(number: number): number {
  const product = SPLITTER * number;
  return product - (product - number);
}
