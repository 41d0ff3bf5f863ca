import { expect, test } from "vitest";
import { isComplete } from "../../../src/kernel/is-complete.ts";

test.each([
  ["f(", "  "],
  ["  const x = {", "    "],
  ["class A { f(", "  "],
  ["1 +", ""],
  ["if (a)", ""],
  ["`a\nb", ""],
  ["`a${", "  "],
  ["/* a", ""],
  ["'a\\", ""],
])("more lines can finish %j", (text, indent) => {
  expect(isComplete(text)).toEqual({ status: "incomplete", indent });
});

test.each(["}", ")", "else", "f(]", "({)", "if (a) {}}", "'a", '"a', "/a", "a b"])(
  "no further line can finish %j",
  (text) => {
    expect(isComplete(text)).toEqual({ status: "invalid" });
  },
);
