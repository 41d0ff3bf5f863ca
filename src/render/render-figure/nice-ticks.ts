const STEPS = [1, 2, 2.5, 5, 10];

/** Round numbers inside a range, about `count` of them. */
export function niceTicks(low: number, high: number, count: number): number[] {
  const rough = (high - low) / Math.max(1, count);
  if (!(rough > 0) || !Number.isFinite(rough)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((candidate) => candidate * power >= rough * 0.999) ?? 10);
  const ticks: number[] = [];
  for (let index = Math.ceil(low / step - 1e-9); index * step <= high + step * 1e-9; index += 1) {
    ticks.push(Number((index * step).toPrecision(12)));
  }
  return ticks;
}

/** A tick as short as it can be: 0.25, 1500, 25k, 3M, 1e-7. */
export function formatTick(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e15)) return value.toExponential().replace("e+", "e");
  for (const [unit, letter] of [
    [1e12, "T"],
    [1e9, "G"],
    [1e6, "M"],
    [1e4, "k"],
  ] as const) {
    const divisor = letter === "k" ? 1000 : unit;
    if (size >= unit) return `${Number((value / divisor).toPrecision(6))}${letter}`;
  }
  return String(Number(value.toPrecision(8)));
}

/**
 * Ticks of a logarithmic axis from 10^low to 10^high: powers of ten, every so many where there are
 * more than `count`; 1, 2 and 5 of each where that is not too many; round numbers within a decade.
 */
export function powerTicks(
  low: number,
  high: number,
  count: number,
): { readonly exponent: number; readonly label: string }[] {
  const [from, to] = [Math.ceil(low - 1e-9), Math.floor(high + 1e-9)];
  const finer = wholes(Math.floor(low), to).flatMap((power) =>
    [1, 2, 5].map((digit) => power + Math.log10(digit)),
  );
  const fine = finer.filter((exponent) => exponent >= low - 1e-9 && exponent <= high + 1e-9);
  if (fine.length < 3)
    return niceTicks(10 ** low, 10 ** high, count)
      .filter((value) => value > 0)
      .map((value) => labelled(Math.log10(value)));
  if (fine.length <= count) return fine.map(labelled);
  const step = Math.max(1, Math.ceil((to - from + 1) / count));
  return wholes(from, to)
    .filter((power) => power % step === 0)
    .map(labelled);
}

function wholes(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

function labelled(exponent: number): { exponent: number; label: string } {
  return { exponent, label: formatTick(Number((10 ** exponent).toPrecision(6))) };
}
