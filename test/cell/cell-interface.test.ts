import { describe, expect, test } from "vitest";
import { readInterface } from "../../src/cell/cell-interface.ts";

/** What the type of `it` may depend on in a cell. */
function interfaceOf(source: string): string {
  const { parts, whole } = readInterface(source);
  return parts === undefined ? whole.text : (parts.get("it")?.text ?? "");
}

describe("what the type of a name cannot depend on may change", () => {
  test.each([
    ["a comment", "const it = 1; // one", "const it = 1; // two"],
    ["a comment more", "const it = 1;", "// one\nconst it = 1;\n/* two\n lines */"],
    ["a comment inside", "const it = [1, // one\n2];", "const it = [1,\n// one\n2];"],
    ["another declaration", "const it = 1; const other = 2;", "const it = 1; const other = 3;"],
    ["what the cell does at its end", "const it = 1; it;", "const it = 1; it + 1;"],
    ["a typed list's items", "const it: number[] = [1];", "const it: number[] = [2, 3];"],
    ["a typed record", "const it: { a: 1 } = { a: 1 };", "const it: { a: 1 } = other;"],
    [
      "the body of a typed function",
      "function it(x: number): number { return x; }",
      "function it(x: number): number { return other(x); }",
    ],
    ["the body of one that returns nothing", "function it() { a(); }", "function it() { b(); }"],
    ["a typed arrow function", "const it = (): number => 1;", "const it = (): number => two;"],
    ["a typed method", "class it { m(): void { a(); } }", "class it { m(): void { b(); } }"],
    ["`run()`", "class it { async run() { await a(); } }", "class it { async run() { b(); } }"],
    ["a typed field's value", "class it { m: A = a(); }", "class it { m: A = b(); }"],
    [
      "the constructor of a class that says all types",
      "class it { m: number; constructor(m: number) { this.m = m; } }",
      "class it { m: number; constructor(m: number) { this.m = m + 1; } }",
    ],
  ])("%s", (_, before, after) => {
    expect(interfaceOf(after)).toBe(interfaceOf(before));
  });
});

describe("what it may depend on is told apart", () => {
  test.each([
    ["a value", "const it = 1;", "const it = 2;"],
    ["what a function returns", "function it() { return 1; }", "function it() { return 2; }"],
    ["what a method returns", "class it { m() { return 1; } }", "class it { m() { return 2; } }"],
    ["what a getter returns", "class it { get m() { return 1; } }", "class it { get m() {} }"],
    [
      "what an arrow function without a type does, which may be to throw always",
      "const it = () => {};",
      "const it = () => { throw 1; };",
    ],
    ["a parameter's default", "function it(a = 1): void {}", "function it(a = 's'): void {}"],
    ["what a generator yields", "function* it() { yield 1; }", "function* it() { yield 's'; }"],
    [
      "the value of a union, which narrows it for what follows",
      "const it: A | B = a; const c = it;",
      "const it: A | B = b; const c = it;",
    ],
    [
      "a statement in front, which may narrow",
      "if (!a) throw 1; const it = a;",
      "if (!b) throw 1; const it = a;",
    ],
    ["a variable that something may assign to", "let a = 1; let it = a;", "let a = 2; let it = a;"],
    ["a function's properties", "function it() {} it.unit = 1;", "function it() {} it.unit = 's';"],
    [
      "what a constructor assigns to a field without a type",
      "class it { m; constructor() { this.m = 1; } }",
      "class it { m; constructor() { this.m = 's'; } }",
    ],
    [
      "both halves of an interface",
      "interface it { a: 1 } interface it { b: 1 }",
      "interface it { a: 1 } interface it { b: 2 }",
    ],
    [
      "overloads",
      "function it(a: 1): 1; function it(a: 1) { return a; }",
      "function it(a: 2): 1; function it(a: 1) { return a; }",
    ],
    ["a line break that ends a statement", "const it = a /*\n*/\n[1]", "const it = a /**/ [1]"],
    ["text that looks like a comment", "const it = '// a';", "const it = '// b';"],
    [
      "a comment that the compiler obeys",
      "// @ts-ignore\nconst it = 1;",
      "// @ts-expect-error\nconst it = 1;",
    ],
    ["elements", "const it = <b/>; const other = 1;", "const it = <b/>; const other = 2;"],
    ["what does not parse", "const it = 1; }", "const it = 1; }}"],
  ])("%s", (_, before, after) => {
    expect(interfaceOf(after)).not.toBe(interfaceOf(before));
  });
});

test("the names of a part are those that are left in it", () => {
  const { parts } = readInterface(
    "class it extends base { field: kind = value; run() { gone(); } }",
  );
  expect([...(parts?.get("it")?.names ?? [])].sort()).toEqual(["base", "kind"]);
});
