import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../src/core/canonical.ts";
import { fingerprint, sha256 } from "../../../src/plan/fingerprint.ts";

const item = (hash: string) => ({ hash, place: "cell 1" });
const whole = {
  code: { scale: item("b"), Train: item("a") },
  params: { seed: 42, k: [1, 2] },
  requirements: { "B()": "2", "A()": "1" },
  places: { "0": "B()" },
  outputs: [{ name: "train", path: "out/a.csv" }, { name: "table" }],
};
const nothing = { code: {}, params: {}, requirements: {}, outputs: [] };

describe("a fingerprint", () => {
  test("is the one that records of earlier versions hold", () => {
    expect(fingerprint(whole)).toBe(
      "961040d2a95999bb8915a1fb7a3a4bfc8eccab28f63f76fb89a8561acadf454a",
    );
    expect(fingerprint(nothing)).toBe(
      "585ba651e381c0c93a9648e72b2a62db68f3ae45d1f544dcbc19874023e8caf7",
    );
  });

  test("is a hash of the canonical text of what it is made from, places in the code left out", () => {
    const { places, ...others } = whole;
    const code = { scale: "b", Train: "a" };
    const outputs = [
      ["train", "out/a.csv"],
      ["table", null],
    ];
    expect(fingerprint(whole)).toBe(sha256(canonicalJson({ ...whole, code, outputs })));
    expect(fingerprint(others)).toBe(sha256(canonicalJson({ ...others, code, outputs })));
  });

  test("tells tasks of one family apart, which share their code", () => {
    const code = { Train: item("a") };
    const made = [1, 2, 1].map((k) => fingerprint({ ...nothing, code, params: { k } }));
    expect(made[0]).toBe(made[2]);
    expect(made[0]).not.toBe(made[1]);
  });
});
