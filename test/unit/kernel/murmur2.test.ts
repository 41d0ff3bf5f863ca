import { expect, test } from "vitest";
import { murmur2 } from "../../../src/kernel/debug/murmur2.ts";

// From ipykernel's `murmur2_x86`, whose paths JupyterLab computes by itself.
test.each([
  ["", 3990065800],
  ["a", 2167009006],
  ["ab", 2805137849],
  ["abc", 3350977461],
  ["abcd", 804720481],
  ["const x = 1;\nx + 1", 2374132807],
  ["größe = 'ñandú'", 2786610472],
  ["😀 astral", 3218679545],
  ["1234567890123456789", 3018688535],
])("murmur2 of %j is what Jupyter's debuggers say", (text, hash) => {
  expect(murmur2(text, 0xc70f6907)).toBe(hash);
});
