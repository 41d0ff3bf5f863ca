import { expect, test } from "vitest";
import { isSigned, signParts } from "../../../../src/kernel/wire/signature.ts";

// RFC 4231, test case 2.
const KEY = "Jefe";
const PARTS = ["what do ya want ", "for nothing?"].map((part) => Buffer.from(part));
const DIGEST = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

test("the signature is the HMAC-SHA256 of the parts in hexadecimal", () => {
  expect(signParts(KEY, PARTS)).toBe(DIGEST);
  expect(signParts(KEY, ["what do ya want ", "for nothing?"])).toBe(DIGEST);
});

test("a signature fits its key and parts only", () => {
  expect(isSigned(KEY, PARTS, Buffer.from(DIGEST))).toBe(true);
  expect(isSigned("other", PARTS, Buffer.from(DIGEST))).toBe(false);
  expect(isSigned(KEY, PARTS.slice(1), Buffer.from(DIGEST))).toBe(false);
});

test("a signature of another length does not fit", () => {
  for (const signature of ["", DIGEST.slice(1), `${DIGEST}0`, DIGEST.toUpperCase()]) {
    expect(isSigned(KEY, PARTS, Buffer.from(signature))).toBe(false);
  }
});

test("an empty key signs nothing and accepts everything", () => {
  expect(signParts("", PARTS)).toBe("");
  expect(isSigned("", PARTS, Buffer.from("anything"))).toBe(true);
});
