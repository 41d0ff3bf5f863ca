import { dateTicks } from "./date-ticks.ts";
import { formatTick, niceTicks, powerTicks } from "./nice-ticks.ts";

export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** From data to pixels along one axis. */
export interface Scale {
  readonly ticks: readonly Tick[];
  /** Undefined for what has no place: a missing value, text on a number axis. */
  place(value: unknown): number | undefined;
  /** The room of one category in pixels; for numbers, that of their smallest distance. */
  readonly band: number;
}

export interface AxisInput {
  readonly values: readonly unknown[];
  readonly from: number;
  readonly to: number;
  readonly range?: readonly [unknown, unknown];
  readonly includeZero: boolean;
  /** Room at both ends for markers and bars, as a share of the range. */
  readonly padding: number;
  readonly type: unknown;
  readonly tickCount: number;
}

/** The scale that plotly would choose for these values: numbers, dates, logarithm or categories. */
export function makeScale(input: AxisInput): Scale {
  const values = input.values.filter(
    (value) => value !== null && value !== undefined && value !== "",
  );
  if (input.type === "category") return categoryScale(input, values);
  if (input.type === "log")
    return numberScale(input, values, (value) => positiveLog(toNumber(value)), logTicks);
  if (values.every((value) => toNumber(value) !== undefined)) {
    return numberScale(input, values, toNumber, numberTicks);
  }
  if (values.every((value) => toTime(value) !== undefined)) {
    return numberScale(input, values, toTime, dateTicks);
  }
  return categoryScale(input, values);
}

function categoryScale({ from, to }: AxisInput, values: readonly unknown[]): Scale {
  const categories = [...new Set(values.map(String))];
  const order = new Map(categories.map((category, index) => [category, index]));
  const step = (to - from) / Math.max(1, categories.length);
  const at = (index: number): number => from + step * (index + 0.5);
  return {
    ticks: categories.map((label, index) => ({ at: at(index), label })),
    band: Math.abs(step),
    place(value) {
      const index = order.get(String(value));
      return index === undefined ? undefined : at(index);
    },
  };
}

type Read = (value: unknown) => number | undefined;

function numberScale(
  input: AxisInput,
  values: readonly unknown[],
  read: Read,
  listTicks: (
    low: number,
    high: number,
    count: number,
  ) => readonly { value: number; label: string }[],
): Scale {
  const numbers = values.map(read).filter((value) => value !== undefined);
  const [low, high] = findRange(input, numbers, read);
  const perUnit = (input.to - input.from) / (high - low);
  const at = (value: number): number => input.from + (value - low) * perUnit;
  return {
    ticks: listTicks(low, high, input.tickCount).map(({ value, label }) => ({
      at: at(value),
      label,
    })),
    band: Math.abs(perUnit) * smallestDistance(numbers),
    place(value) {
      const number = read(value);
      return number === undefined ? undefined : at(number);
    },
  };
}

function findRange(input: AxisInput, numbers: readonly number[], read: Read): [number, number] {
  const given = input.range?.map(input.type === "log" ? toNumber : read);
  if (given?.[0] !== undefined && given[1] !== undefined && given[0] !== given[1])
    return [given[0], given[1]];
  let low = numbers.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  let high = numbers.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (numbers.length === 0) return [0, 1];
  if (input.includeZero) [low, high] = [Math.min(0, low), Math.max(0, high)];
  if (low === high) return [low - 0.5, high + 0.5];
  const room = (high - low) * input.padding;
  return [
    input.includeZero && low === 0 ? 0 : low - room,
    input.includeZero && high === 0 ? 0 : high + room,
  ];
}

function smallestDistance(numbers: readonly number[]): number {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const distances = sorted.slice(1).map((value, index) => value - (sorted[index] ?? value));
  return distances.length === 0 ? 1 : distances.reduce((least, value) => Math.min(least, value));
}

function toNumber(value: unknown): number | undefined {
  const number = typeof value === "bigint" || isNumeric(value) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

function isNumeric(value: unknown): boolean {
  return typeof value === "string" && /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(value);
}

function positiveLog(value: number | undefined): number | undefined {
  return value === undefined || value <= 0 ? undefined : Math.log10(value);
}

function toTime(value: unknown): number | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.getTime();
  if (typeof value !== "string" || !/^\d{4}-\d\d/.test(value)) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}

function numberTicks(low: number, high: number, count: number): { value: number; label: string }[] {
  return niceTicks(low, high, count).map((value) => ({ value, label: formatTick(value) }));
}

/** They are short: more of them find room. */
const LABELS_OF_POWERS = 1.6;

function logTicks(low: number, high: number, count: number): { value: number; label: string }[] {
  return powerTicks(low, high, LABELS_OF_POWERS * count).map(({ exponent, label }) => ({
    value: exponent,
    label,
  }));
}
