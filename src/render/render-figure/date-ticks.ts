interface DateTick {
  readonly value: number;
  readonly label: string;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const STEPS_MS = [1, 5, 15, 30, 60, 180, 360, 720, 1440, 2 * 1440, 7 * 1440, 14 * 1440].map(
  (m) => m * MINUTE_MS,
);
const STEPS_MONTHS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200];
const MONTH_MS = 30.44 * DAY_MS;

/** Round points in time (UTC, ms since 1970) inside a range, about `count` of them. */
export function dateTicks(low: number, high: number, count: number): DateTick[] {
  const rough = (high - low) / Math.max(1, count);
  const step = STEPS_MS.find((candidate) => candidate >= rough);
  return step === undefined ? monthTicks(low, high, rough / MONTH_MS) : evenTicks(low, high, step);
}

function evenTicks(low: number, high: number, step: number): DateTick[] {
  const ticks: DateTick[] = [];
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) {
    const text = new Date(value).toISOString();
    ticks.push({
      value,
      label: step >= DAY_MS ? text.slice(0, 10) : text.slice(5, 16).replace("T", " "),
    });
  }
  return ticks;
}

function monthTicks(low: number, high: number, roughMonths: number): DateTick[] {
  const step =
    STEPS_MONTHS.find((months) => months >= roughMonths) ?? Math.ceil(roughMonths / 1200) * 1200;
  const start = new Date(low);
  const ticks: DateTick[] = [];
  const first = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / step) * step;
  for (let month = first; ; month += step) {
    const value = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (!(value <= high)) return ticks;
    const text = new Date(value).toISOString();
    if (value >= low)
      ticks.push({ value, label: step >= 12 ? text.slice(0, 4) : text.slice(0, 7) });
  }
}
