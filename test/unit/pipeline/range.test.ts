import { describe, expect, test } from "vitest";
import { range } from "../../../src/pipeline/range.ts";

describe("range", () => {
  test.each([
    [[3], [0, 1, 2]],
    [
      [1, 4],
      [1, 2, 3],
    ],
    [[4, 1], []],
    [
      [4, 1, -1],
      [4, 3, 2],
    ],
    [
      [0, 10, 4],
      [0, 4, 8],
    ],
    [
      [0.1, 0.4, 0.1],
      [0.1, 0.2, 0.3],
    ],
    [
      [0, 1, 0.25],
      [0, 0.25, 0.5, 0.75],
    ],
  ] as [[number, number, number?], number[]][])("of %j is %j", (given, expected) => {
    expect(range(...given)).toEqual(expected);
  });

  test.each([
    [[0, 1, 0], "no end"],
    [[0, Number.NaN], "no end"],
    [[0, Number.POSITIVE_INFINITY], "no end"],
    [[0, 1, 1e-9], "at most 1000000"],
  ] as [[number, number, number?], string][])("of %j is refused: %s", (given, words) => {
    expect(() => range(...given)).toThrow(words);
  });
});
