import { describe, expect, test } from "vitest";
import { findOuterNames } from "../../src/cell/find-outer-names.ts";
import { parseTypeScript } from "../../src/cell/syntax.ts";

/** Whether a piece of code may name `it` as another cell declares it. */
function namesIt(source: string): boolean {
  return findOuterNames(parseTypeScript(source).program).some(({ name }) => name === "it");
}

describe("a name stands for something else", () => {
  test.each([
    ["a parameter", "function f(it: number) { return it; }"],
    ["a parameter with a value", "const f = (it = 1) => it + 1;"],
    ["a parameter taken apart", "const f = ({ it, a: [b = it] }) => [it, b];"],
    ["a local variable", "const f = () => { const it = 1; return { it, other: -it }; };"],
    ["a variable of a block", "{ let it = 1; it += 1; }"],
    ["a local function and a local class", "{ function it() {} it(); } { class it {} new it(); }"],
    ["a variable of a loop", "for (const it of [1]) it.toFixed();"],
    ["what was caught", "try { f(); } catch (it) { throw it; }"],
    ["a function's own name", "const f = function it() { return it; };"],
    ["a member", "a.it; a?.it; this.it; a.it = 1; delete a.b.it;"],
    ["a key", 'const a = { it: 1 }; const { it: b } = a; const c = { it() {}, get "d"() {} };'],
    ["a member of a class", "class A { it = 1; #it = 2; get it() {} static it() {} accessor it }"],
    ["a label", "it: for (;;) { if (a) break it; else continue it; }"],
    ["a member of a type", "type A = { it: 1; it(): 2 }; interface B { it?: 1 }"],
    ["a parameter of a type", "type A = (it: 1, ...other: 2[]) => 3; let b: { c(it: 4): 5 };"],
    ["a parameter that a type is told of", "function f(it: unknown): it is 1 { return it === 1; }"],
    ["a name in a namespace", "let a: b.it;"],
    ["a word of a text or a comment", "'it'; `it`; /it/; // it"],
    ["what is cast where it is local", "const f = (it: any) => [it as 1, it!, it satisfies 1];"],
  ])("%s", (_, source) => {
    expect(namesIt(source)).toBe(false);
  });
});

describe("a name may be another cell's", () => {
  test.each([
    ["a value", "it + 1;"],
    ["a value in a function", "const f = () => it;"],
    ["what is assigned to", "it = 1;"],
    ["a key that is computed", "({ [it]: 1 }); class A { [it] = 1 } a[it];"],
    ["a key that stands for its value", "({ it });"],
    ["what is taken apart into it", "({ a: it } = b);"],
    ["a value beside the scope that hides it", "{ const it = 1; } it;"],
    [
      "a parameter's value, which its function's body does not hide",
      "(a = it) => { var it = 1; };",
    ],
    ["a value in front of the parameter of that name", "(it) => 1; f(it);"],
    ["a type", "let a: it;"],
    ["a type that a parameter only seems to hide", "function f(it: number) { let a: it; }"],
    ["a type that is told of", "function f(a: unknown): a is it { return true; }"],
    ["a type's type", "type A = typeof it;"],
    ["a type given to a call", "f<it>();"],
    ["a type in a cast", "const f = (it: any) => a as it;"],
    ["a namespace", "let a: it.B;"],
    ["a base", "class A extends it {}"],
    ["what a class implements", "class A implements it {}"],
    ["a decorator", "@it class A {}"],
    ["a decorator of a parameter", "class A { constructor(@it() private it: number) {} }"],
    [
      "a parameter that is a member too, which is not looked into",
      "class A { constructor(private it = 1) {} }",
    ],
    ["a value in an enum", "enum A { B = it }"],
    ["a value in a namespace", "namespace A { export const b = it; }"],
    ["another name for it", "import a = it.b;"],
    ["what is exported", "export { it }; export { it as other };"],
  ])("%s", (_, source) => {
    expect(namesIt(source)).toBe(true);
  });
});
