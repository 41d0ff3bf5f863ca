import fc from "fast-check";
import { expect, test } from "vitest";
import { presentBundle } from "../../../src/kernel/present-bundle.ts";
import { checkWellFormed } from "../render/check-well-formed.ts";

const anything = fc.anything({
  maxDepth: 5,
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});

test("every value has a text, JSON that goes into a message, and well-formed HTML", async () => {
  await fc.assert(
    fc.asyncProperty(anything, async (value) => {
      const bundle = await presentBundle(value);
      expect(bundle["text/plain"]).toBeTypeOf("string");
      expect(JSON.parse(JSON.stringify(bundle))).toEqual(bundle);
      const html = String(bundle["text/html"] ?? "").replace(/ open>|<br>/g, (found) =>
        found === "<br>" ? "" : ">",
      );
      expect(checkWellFormed(html)).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

test("a key of a million characters takes little room", async () => {
  const bundle = await presentBundle({ ["k".repeat(1e6)]: { [`s${"y".repeat(1e6)}`]: 1 } });
  expect(String(bundle["text/html"]).length).toBeLessThan(5_000);
  expect(String(bundle["text/plain"]).length).toBeLessThan(60_000);
});
