import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { analyzeCell } from "../../src/cell/analyze-cell.ts";
import { codeHashVersion } from "../../src/cell/hash-code.ts";

/** The hashes of a cell's declarations, by name. */
function hashesOf(source: string): Record<string, string> {
  const { declarations, problems } = analyzeCell({ id: "a", label: "cell 1", source });
  expect(problems).toEqual([]);
  return Object.fromEntries(
    declarations.flatMap((declaration) =>
      declaration.kind === "import" ? [] : [[declaration.names.join(), declaration.hash]],
    ),
  );
}

const equal: [what: string, a: string, b: string][] = [
  [
    "a type in what is lowered",
    "@a class B { accessor c = 1; }",
    "@a class B { accessor c: number = 1; }",
  ],
  ["a line comment", "const a = 1;", "// one\nconst a = 1; // two"],
  [
    "a comment inside",
    "function f() { return 1; }",
    "function f(/* none */) {\n  /** why */\n  return /* one */ 1;\n}",
  ],
  ["layout", "const a=b(1,2)", "const a =\n  b(\n    1,\n    2\n  )"],
  ["quotes", 'const a = "x";', "const a = 'x';"],
  ["a string escape", "const a = 'é\\n';", "const a = '\\u00e9\\x0a';"],
  ["semicolons", "const a = 1\nfunction f() { a() }", "const a = 1;\nfunction f() { a(); }"],
  [
    "a trailing comma",
    "const a = [1, 2]; const b = { c, }; f(1);",
    "const a = [1, 2,]; const b = { c }; f(1,);",
  ],
  ["parentheses", "const a = b + c * d;", "const a = (b + (c * d));"],
  ["parentheses around a parameter", "const f = x => x;", "const f = (x) => (x);"],
  ["a hexadecimal number", "const a = 16;", "const a = 0x10;"],
  ["a binary number", "const a = 5;", "const a = 0b101;"],
  ["a number's separators", "const a = 1000000;", "const a = 1_000_000;"],
  ["a number's exponent", "const a = 1000;", "const a = 1e3;"],
  ["a number's trailing zeros", "const a = 0.5;", "const a = .50;"],
  ["a big integer's base", "const a = 31n;", "const a = 0x1fn;"],
  ["a type annotation", "const a = 1;", "const a: number = 1;"],
  [
    "types of a function",
    "function f(a, b) { return a; }",
    "function f<T>(a: T, b?: string): T { return a; }",
  ],
  ["as", "const a = b;", "const a = b as unknown as C;"],
  ["satisfies", "const a = { b: 1 };", "const a = { b: 1 } satisfies C;"],
  ["non-null", "const a = b.c;", "const a = b!.c!;"],
  ["an old-style assertion", "const a = b;", "const a = <C>b;"],
  ["type arguments", "const a = b(c);", "const a = b<D>(c);"],
  ["an interface beside it", "class A {}", "interface B {}\nclass A implements B {}\ntype C = B;"],
  ["a declared field", "class A {}", "class A { declare b: number; }"],
  [
    "a modifier",
    "class A { b = 1; m() {} }",
    "class A { private readonly b: number = 1; protected m(): void {} }",
  ],
  ["an abstract member", "class A {}", "abstract class A { abstract m(): void; }"],
  [
    "an overload",
    "function f(a) {}",
    "function f(a: string): void;\nfunction f(a: number): void;\nfunction f(a: unknown) {}",
  ],
  ["an export", "const a = 1;", "export const a = 1;"],
  ["a default export", "class A {}", "export default class A {}"],
  ["what stands beside it", "const a = 1;", "const b = 2; console.log(b); const a = 1;"],
  ["const and let of what no cell reassigns", "const a = 1;", "let a = 1;"],
  ["line ends", "function f() {\n  a();\n}", "function f() {\r\n  a();\r\n}"],
  ["a type-only import", "const a = 1;", "import type { B } from 'b';\nconst a = 1;"],
  ["a name's escape", "const ab = cd;", "const \\u0061b = c\\u0064;"],
  ["an enum's comment", "enum A { B, C }", "enum A {\n  // first\n  B,\n  C,\n}"],
];

test.each(equal)("%s does not change a hash", (_what, a, b) => {
  expect(hashesOf(b)).toMatchObject(hashesOf(a));
});

const different: [what: string, a: string, b: string][] = [
  ["a decorator", "@a class B {}", "@c class B {}"],
  ["a method's decorator", "class A { @b m() {} }", "class A { m() {} }"],
  ["an accessor", "class A { accessor b = 1; }", "class A { b = 1; }"],
  ["a resource", "function f() { using a = b; }", "function f() { const a = b; }"],
  ["an operator", "const a = b + c;", "const a = b - c;"],
  ["a logical operator", "const a = b || c;", "const a = b ?? c;"],
  ["strict equality", "const a = b == c;", "const a = b === c;"],
  ["a literal", "const a = 1;", "const a = 2;"],
  ["a literal's type", "const a = 1;", "const a = '1';"],
  ["a big integer", "const a = 1;", "const a = 1n;"],
  ["null and undefined", "const a = null;", "const a = undefined;"],
  ["a sign", "const a = 1;", "const a = -1;"],
  ["a space in a string", "const a = 'b c';", "const a = 'b  c';"],
  [
    "a string that looks like the end of a node",
    "const a = ['b', 'c'];",
    "const a = ['b;}{type=', 'c'];",
  ],
  ["where one string ends and the next begins", "const a = ['bc', 'd'];", "const a = ['b', 'cd'];"],
  ["nesting", "const a = [[b], c];", "const a = [[b, c]];"],
  ["a hole", "const a = [1, , 2];", "const a = [1, 2];"],
  ["the order of statements", "function f() { a(); b(); }", "function f() { b(); a(); }"],
  ["the order of members", "const a = { b: 1, c: 2 };", "const a = { c: 2, b: 1 };"],
  ["a template's text", "const a = `b`;", "const a = `c`;"],
  ["a template's raw text", "const a = t`\\n`;", "const a = t`\\u000a`;"],
  ["a tag", "const a = `b`;", "const a = t`b`;"],
  ["a regular expression", "const a = /b/;", "const a = /c/;"],
  ["a regular expression's flags", "const a = /b/;", "const a = /b/g;"],
  ["a property's name", "const a = { b: 1 };", "const a = { c: 1 };"],
  ["a read property", "const a = b.c;", "const a = b.d;"],
  ["a computed property", "const a = b.c;", "const a = b[c];"],
  ["optional chaining", "const a = b.c;", "const a = b?.c;"],
  ["which link of a chain is optional", "const a = b?.c.d;", "const a = b.c?.d;"],
  ["an optional call", "const a = b();", "const a = b?.();"],
  ["parentheses that end a chain", "const a = b?.c.d;", "const a = (b?.c).d;"],
  ["parentheses that group", "const a = b - (c - d);", "const a = b - c - d;"],
  ["async", "function f() {}", "async function f() {}"],
  ["a generator", "function f() {}", "function* f() {}"],
  ["await", "async function f() { a(); }", "async function f() { await a(); }"],
  ["let and var inside", "function f() { let a = 1; }", "function f() { var a = 1; }"],
  [
    "a renamed local variable",
    "function f() { const a = 1; return a; }",
    "function f() { const b = 1; return b; }",
  ],
  ["a parameter's default", "function f(a = 1) {}", "function f(a = 2) {}"],
  ["a rest parameter", "function f(a) {}", "function f(...a) {}"],
  ["spread", "const a = [b];", "const a = [...b];"],
  ["new", "const a = B();", "const a = new B();"],
  ["an argument", "const a = b(1);", "const a = b(1, 2);"],
  ["static", "class A { b = 1; }", "class A { static b = 1; }"],
  ["a getter", "class A { b() {} }", "class A { get b() {} }"],
  ["a private name", "class A { #b = 1; }", "class A { b = 1; }"],
  ["a base class", "class A {}", "class A extends B {}"],
  [
    "a parameter property",
    "class A { constructor(a) {} }",
    "class A { constructor(private a) {} }",
  ],
  ["an enum's member", "enum A { B }", "enum A { C }"],
  ["an enum's value", "enum A { B = 1 }", "enum A { B = 2 }"],
  ["a second part of an enum", "enum A { B }", "enum A { B } enum A { C = 2 }"],
  [
    "a namespace's member",
    "namespace A { export const b = 1; }",
    "namespace A { export const b = 2; }",
  ],
  [
    "what a namespace exports",
    "namespace A { export const b = 1; }",
    "namespace A { const b = 1; }",
  ],
  [
    "a second part of a namespace",
    "namespace A { export const b = 1; }",
    "namespace A { export const b = 1; } namespace A { export const c = 2; }",
  ],
  ["a pattern", "const [a] = b;", "const { a } = b;"],
  ["an update's side", "function f() { return a++; }", "function f() { return ++a; }"],
  [
    "a label",
    "function f() { a: for (;;) { for (;;) break a; } }",
    "function f() { a: for (;;) { for (;;) break; } }",
  ],
  ["a directive", "function f() { 'use a'; }", "function f() {}"],
  ["of and in", "function f() { for (const a of b) {} }", "function f() { for (const a in b) {} }"],
];

test.each(different)("%s changes a hash", (_what, a, b) => {
  expect(Object.values(hashesOf(b))).not.toEqual(Object.values(hashesOf(a)));
});

test("the hash of equal code stays what it is from one version of Cauce to the next", () => {
  // Where this fails, every task of everyone would run again: raise `codeHashVersion` then, so that they are told why.
  const source =
    "class A<T> extends B { static #c = 1; d?: T; x = 1n; async *run() { yield /g/u; } }\nenum H { I = 1 }\nnamespace J { export const k = <T,>(l: T) => l!; }\nconst { m = 2, ...n } = o satisfies P;";
  const hashes = Object.values(hashesOf(source)).join(" ");
  expect([codeHashVersion, createHash("sha256").update(hashes).digest("hex").slice(0, 16)]).toEqual(
    ["1", "176e8919168af03b"],
  );
});
