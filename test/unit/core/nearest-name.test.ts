import { expect, test } from "vitest";
import { nearestName, sortByLikeness } from "../../../src/core/nearest-name.ts";

const known = ["time", "timeit", "who", "bash"];

test.each([
  ["tiem", "time"],
  ["timit", "timeit"],
  ["WHO", "who"],
  ["whos", "who"],
  ["matplotlib", undefined],
])("nearest to %j is %j", (name, nearest) => {
  expect(nearestName(name, known)).toBe(nearest);
});

test("capitals make no difference, and the name is given as it is", () => {
  expect(nearestName("kn", ["IrisData", "Knn"], 1)).toBe("Knn");
});

test("names are sorted by how like they are to another, and all stay", () => {
  const known = ["seed", "model.nEstimators", "model.k", "model"];
  const sorted = ["model.k", "model", "seed", "model.nEstimators"];
  expect(sortByLikeness("model.kk", known)).toEqual(sorted);
});
