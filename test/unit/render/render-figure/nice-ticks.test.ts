import { expect, test } from "vitest";
import { dateTicks } from "../../../../src/render/render-figure/date-ticks.ts";
import {
  formatTick,
  niceTicks,
  powerTicks,
} from "../../../../src/render/render-figure/nice-ticks.ts";

test.each([
  [0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [-3, 7, 5, [-2, 0, 2, 4, 6]],
  [0.93, 0.97, 4, [0.93, 0.94, 0.95, 0.96, 0.97]],
])("between %f and %f the ticks are round numbers", (low, high, count, ticks) => {
  expect(niceTicks(low, high, count)).toEqual(ticks);
});

test.each([
  ["1 to 50", 1, 50, ["1", "2", "5", "10", "20", "50"]],
  ["six decades", 0.001, 100, ["0.001", "0.01", "0.1", "1", "10", "100"]],
  ["sixteen decades", 1e-8, 1e8, ["1e-6", "0.001", "1", "1000", "1M"]],
  ["a part of a decade", 3, 9, ["3", "4", "5", "6", "7", "8", "9"]],
])("a logarithmic axis from %s has round numbers, each once", (_name, low, high, labels) => {
  const ticks = powerTicks(Math.log10(low), Math.log10(high), 8);
  expect(ticks.map(({ label }) => label)).toEqual(labels);
  expect(ticks[0]?.exponent).toBeGreaterThanOrEqual(Math.log10(low) - 1e-9);
});

test("a range without extent has one tick", () => {
  expect(niceTicks(3, 3, 5)).toEqual([3]);
});

test.each([
  [0.30000000000000004, "0.3"],
  [1500, "1500"],
  [25_000, "25k"],
  [3_000_000, "3M"],
  [1e-7, "1e-7"],
  [0, "0"],
])("%f is written as %s", (value, label) => {
  expect(formatTick(value)).toBe(label);
});

test("half a year gets a tick at the first of each month, a day every few hours", () => {
  expect(
    dateTicks(Date.UTC(2024, 0, 1), Date.UTC(2024, 5, 15), 6).map(({ label }) => label),
  ).toEqual(["2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06"]);
  expect(
    dateTicks(Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 2), 4).map(({ label }) => label),
  ).toEqual(["01-01 00:00", "01-01 06:00", "01-01 12:00", "01-01 18:00", "01-02 00:00"]);
});
