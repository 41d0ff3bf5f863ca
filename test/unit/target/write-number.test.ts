import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MOST_NUMBER_BYTES, writeNumber } from "../../../src/target/write-number.ts";
import { writeShortest } from "../../../src/target/write-shortest.ts";

const POINT = ".".charCodeAt(0);
const COMMA = ",".charCodeAt(0);

/** What is written of a number after something else, into bytes that held other digits before. */
function written(number: number, point = POINT): string {
  const bytes = Buffer.alloc(1 + MOST_NUMBER_BYTES + 1, "7");
  const end = writeNumber(bytes, 1, number, point);
  expect(end).toBeLessThanOrEqual(1 + MOST_NUMBER_BYTES);
  expect(bytes.at(0)).toBe(bytes.at(-1));
  return bytes.toString("latin1", 1, end);
}

function expected(number: number): string {
  return Object.is(number, -0) ? "-0" : String(number);
}

/** The double that lies so many places after another one. */
function neighbour(number: number, places: number): number {
  const bits = new BigInt64Array(new Float64Array([number]).buffer);
  bits[0] = (bits[0] ?? 0n) + BigInt(places);
  return new Float64Array(bits.buffer)[0] ?? 0;
}

const places = fc.integer({ min: -3, max: 3 });
/** A decimal of so many digits, at most, with the point anywhere. */
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), fc.nat(16), fc.nat(30))
  .map(([digits, cut, power]) => Number(`${digits / 10n ** BigInt(cut)}e${power - 22}`));

describe("a number written as bytes", () => {
  test.each([
    0,
    -0,
    1,
    -1,
    9,
    10,
    99,
    100,
    2147483647,
    2147483648,
    -2147483648,
    999999999,
    1e9,
    1e15,
    2 ** 53,
    1e21,
    123456789.123,
    0.1,
    0.1 + 0.2,
    0.5,
    -2.5,
    1e-6,
    1e-7,
    1.5e-6,
    9.99999999999999e-7,
    3e-12,
    1.25e-100,
    -7.5e-280,
    4e-281,
    5e-324,
    999999999.9999999,
    999999999999999.9,
    99999999999999.98,
    0.09999999999999999,
    9.999999999999998,
    1.0000000000000002,
    0.9999999999999999,
    100.00000000000001,
    1.7976931348623157e308,
    1 / 3,
    2.2250738585072014e-308,
    -1.23456789012345e-300,
    4503599627370495.5,
    70368744177663.984,
  ])("is the text of %d", (number) => {
    expect(written(number)).toBe(expected(number));
  });

  test("is the text of every double", () => {
    const anyDouble = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(anyDouble, (number) => {
        expect(written(number)).toBe(expected(number));
      }),
      { numRuns: 2_000 },
    );
  });

  test("is the text of decimals of 1 to 17 digits, and of the doubles beside them", () => {
    fc.assert(
      fc.property(decimal, places, (number, place) => {
        expect(written(number)).toBe(expected(number));
        const beside = neighbour(number, place);
        if (Number.isFinite(beside)) expect(written(beside)).toBe(expected(beside));
      }),
      { numRuns: 5_000 },
    );
  });

  test("is the text of numbers such as are measured and computed", () => {
    const small = fc.tuple(fc.double({ min: 1, max: 10, noNaN: true }), fc.nat(290));
    const tiny = small.map(([digits, power]) => digits / 10 ** power);
    const size = fc.double({ min: 1e-7, max: 1e16, noNaN: true });
    const share = fc.double({ min: -1, max: 1, noNaN: true });
    const halves = fc.tuple(fc.maxSafeInteger(), fc.nat(60)).map(([n, bits]) => n / 2 ** bits);
    fc.assert(
      fc.property(fc.oneof(size, share, tiny, halves, fc.maxSafeInteger()), (number) => {
        expect(written(number)).toBe(expected(number));
      }),
      { numRuns: 5_000 },
    );
  });

  test("is the text of powers of two and of ten, and of the doubles beside them", () => {
    const powers = Array.from({ length: 360 }, (_, at) => at - 300);
    const starts = powers.flatMap((power) => [2 ** power, 2 ** (3 * power), Number(`1e${power}`)]);
    const numbers = starts.flatMap((start) =>
      [-3, -2, -1, 0, 1, 2, 3].map((place) => neighbour(start, place)),
    );
    const wrong = numbers.filter((number) => written(number) !== expected(number));
    expect(wrong).toEqual([]);
  });

  test("has the decimal comma where that is asked for", () => {
    for (const number of [1.5, -0.1, 1 / 3, 1.5e-7, 1.5e-290, 1.5e21, 12])
      expect(written(number, COMMA)).toBe(String(number).replace(".", ","));
  });

  test("is found without V8 for results of a computation", () => {
    const bytes = new Uint8Array(MOST_NUMBER_BYTES);
    for (let angle = 1; angle <= 1_000; angle++) {
      const number = 1 + Math.sin(angle);
      const end = writeShortest(bytes, 0, number, POINT);
      expect(String.fromCharCode(...bytes.subarray(0, end))).toBe(String(number));
    }
  });
});
