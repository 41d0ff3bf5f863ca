import { expect, test } from "vitest";
import { lacksReturn } from "../../../src/pipeline/lacks-return.ts";

test.each([
  ["a value that is made and not given back", "requires() { new Split(); }", true],
  ["a `return` that is only a comment's", "output() { text(this); /* return */ } // return", true],
  ["a `return` in some of its ways", "requires() { if (this.k > 1) return new Split(); }", false],
  ["nothing in its braces", "requires() {}", false],
  ["only a comment in its braces", "requires() { // none\n }", false],
  ["an arrow without braces of its own", "() => ({ split: new Split() })", false],
  ["code that is not to be seen, as of a bound function", String(test.bind(undefined)), false],
])("%s", (_, code, expected) => {
  expect(lacksReturn(code)).toBe(expected);
});
