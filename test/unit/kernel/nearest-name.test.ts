import { expect, test } from "vitest";
import { nearestName } from "../../../src/kernel/nearest-name.ts";

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
