import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kFold, stratifiedKFold } from "../../../src/pipeline/k-fold.ts";
import { seededShuffle } from "../../../src/pipeline/seeded-shuffle.ts";

const tests = (folds: readonly { readonly test: readonly number[] }[]) =>
  folds.map(({ test }) => test);

describe("kFold", () => {
  test("gives neighbours without a seed, the larger parts first", () => {
    expect(tests(kFold(7, 3))).toEqual([
      [0, 1, 2],
      [3, 4],
      [5, 6],
    ]);
  });

  test("puts every row in one test, and in the training rows of all other folds", () => {
    const sizes = fc.integer({ min: 2, max: 60 }).chain((count) =>
      fc.record({
        count: fc.constant(count),
        folds: fc.integer({ min: 2, max: count }),
        seed: fc.integer(),
      }),
    );
    fc.assert(
      fc.property(sizes, ({ count, folds, seed }) => {
        const found = kFold(count, folds, { seed });
        const all = Array.from({ length: count }, (_, row) => row);
        expect(
          tests(found)
            .flat()
            .sort((a, b) => a - b),
        ).toEqual(all);
        for (const fold of found)
          expect([...fold.train, ...fold.test].sort((a, b) => a - b)).toEqual(all);
        const lengths = tests(found).map(({ length }) => length);
        expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("is the same for the same seed and another for another", () => {
    expect(kFold(50, 5, { seed: 1 })).toEqual(kFold(50, 5, { seed: 1 }));
    expect(kFold(50, 5, { seed: 1 })).not.toEqual(kFold(50, 5, { seed: 2 }));
  });

  test.each([
    [10, 1],
    [3, 4],
    [10, 2.5],
  ])("refuses %d rows in %d folds", (count, folds) => {
    expect(() => kFold(count, folds)).toThrow("`kFold` was asked for");
  });
});

describe("stratifiedKFold", () => {
  test("gives the folds of scikit-learn's StratifiedKFold without a seed", () => {
    const labels = ["b", "b", "a", "a", "a", "b", "a", "b", "b", "c", "c", "b", "c"];
    // Worked out by its algorithm: every third of the labels, sorted by first appearance.
    expect(tests(stratifiedKFold(labels, 3))).toEqual([
      [0, 1, 2, 3, 9],
      [4, 5, 7, 10],
      [6, 8, 11, 12],
    ]);
  });

  test("gives every fold the share of every label, as near as whole rows allow", () => {
    const labels = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 30, maxLength: 90 });
    fc.assert(
      fc.property(labels, fc.integer({ min: 2, max: 5 }), fc.integer(), (names, folds, seed) => {
        const groups = [...new Set(names)];
        fc.pre(groups.every((name) => names.filter((other) => other === name).length >= folds));
        const found = stratifiedKFold(names, folds, { seed });
        expect(
          tests(found)
            .flat()
            .sort((a, b) => a - b),
        ).toEqual([...names.keys()]);
        for (const name of groups) {
          const counts = tests(found).map(
            (rows) => rows.filter((row) => names[row] === name).length,
          );
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test("names a label with fewer rows than folds", () => {
    expect(() => stratifiedKFold(["a", "a", "a", "b"], 2)).toThrow("1 rows of `b` for 2 folds");
  });
});

describe("seededShuffle", () => {
  test("gives every order of four items equally often (chi-squared, 24 orders)", () => {
    const shuffle = seededShuffle(7);
    const counts = new Map<string, number>();
    const draws = 24_000;
    for (let draw = 0; draw < draws; draw += 1) {
      const order = shuffle([0, 1, 2, 3]).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    const expected = draws / 24;
    const chi = [...counts.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    // 23 degrees of freedom: above this once in a million fair shuffles.
    expect(chi).toBeLessThan(68);
  });

  test("refuses a seed that is no whole number", () => {
    expect(() => seededShuffle(0.5)).toThrow("`seed` is 0.5");
  });
});
