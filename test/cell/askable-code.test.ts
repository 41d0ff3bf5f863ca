import { expect, test } from "vitest";
import { askableCode } from "../../src/cell/askable-code.ts";

test.each([
  ["a;", "a;"],
  ["%who", "...."],
  ["%time f()", ";.....f()"],
  ["a\n  %timeit f()", "a\n..;.......f()"],
  ["%%time\nf();", ";.....\nf();"],
  ["%%timeit const n = 1\nf(n);", ";........const.n.=.1\nf(n);"],
  ["%%bash\n%time ls", "......\n........"],
  ["%cd x\nf(`\n%time y`);", ".....\nf(`\n%time.y`);"],
  ["xs.map?", "xs.map."],
])("%j is asked about as %j, with dots for blanks", (source, code) => {
  expect(askableCode(source).code.replaceAll(" ", ".")).toBe(code);
});

test.each([
  ["a;\n%cd x\nb", 4, false],
  ["a;\n%cd x\nb", 3, true],
  ["a;\n%cd x\nb", 10, true],
  ["%time x", 6, true],
  ["%%bash\nls\n", 10, false],
])("in %j the place %i takes code: %s", (source, position, takes) => {
  expect(askableCode(source).takesCodeAt(position)).toBe(takes);
});
