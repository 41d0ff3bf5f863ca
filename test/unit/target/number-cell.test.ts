import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseNumberCell } from "../../../src/target/number-cell.ts";

/** Numbers as programs write them, by their grammar. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** What a cell holds, by JavaScript's own reading; NaN for no number, or one that would change. */
function expected(cell: string): number {
  const value = Number(cell);
  if (!NUMBER.test(cell) || !Number.isFinite(value)) return Number.NaN;
  const isChanged = /^-?\d{16,}$/.test(cell) && String(value) !== cell;
  return isChanged ? Number.NaN : value;
}

const digits = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), maxLength });
const numeral = fc
  .tuple(fc.constantFrom("", "-"), digits(19), fc.constantFrom("", "."), digits(19))
  .map((parts) => parts.join(""));

describe("a cell's number", () => {
  test("is the very double that JavaScript reads, wherever in a text it stands", () => {
    const cells = fc.oneof(
      numeral,
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.string({ unit: fc.constantFrom(..."01234567890.-+eE "), maxLength: 24 }),
    );
    fc.assert(
      fc.property(cells, fc.string(), (cell, around) => {
        const end = around.length + cell.length;
        const found = parseNumberCell(around + cell + around, around.length, end);
        expect(found).toBe(expected(cell));
      }),
      { numRuns: 5_000 },
    );
  });

  test.each([
    ["999999999999999", 999_999_999_999_999],
    ["9007199254740993", Number.NaN],
    ["9007199254740992", 9_007_199_254_740_992],
    ["0.000000000000001", 1e-15],
    ["123456789012.345", 123_456_789_012.345],
    ["-0", -0],
    ["-0.0", -0],
    ["1e400", Number.NaN],
    [`${"1".repeat(400)}.5`, Number.NaN],
    ["", Number.NaN],
    ["-", Number.NaN],
    [".5", Number.NaN],
    ["5.", Number.NaN],
    ["00", Number.NaN],
    ["1.2.3", Number.NaN],
  ])("%j is %d", (cell, value) => {
    expect(parseNumberCell(cell, 0, cell.length)).toBe(value);
  });

  test.each([
    "9007199254740.991",
    "0.9007199254740991",
    "0.9007199254740993",
    "90071992547409.93",
    "-0.12345678901234567",
    "0.0000000000000000000123",
    "0.00000000000000000000123",
  ])("%s is what JavaScript reads", (cell) => {
    expect(parseNumberCell(cell, 0, cell.length)).toBe(Number(cell));
  });
});
