// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code of cells is text here
import { expect, test } from "vitest";
import { describeCell } from "./describe-cell.ts";

/** code | what it declares | what its declarations read: `x!` at once, `x` when something is called */
const rows: [code: string, declares: string, reads: string][] = [
  // variables
  ["const a = 1;", "a", ""],
  ["let a;", "a", ""],
  ["var a = b;", "a", "b!"],
  ["const a = 1, b = a, c = d;", "a b c", "a! d!"],
  ["const { a, b: c, ...rest } = d;", "a c rest", "d!"],
  ["const { a = b, c: { e = f } } = d;", "a e", "b! d! f!"],
  ["const [a, , b = c, ...[d]] = e;", "a b d", "c! e!"],
  ["const { [key]: a } = b;", "a", "b! key!"],
  ["const a = `x ${b} ${c.d}`;", "a", "b! c!"],
  ["const a = { b, c: d, [e]: f, g() { return h; } };", "a", "b! d! e! f! h"],
  ["const a = { get b() { return c; }, set b(v) { d(v); } };", "a", "c d"],
  ["const a = [...b, ...c];", "a", "b! c!"],
  ["const a = b ? c : d;", "a", "b! c! d!"],
  ["const a = b?.c?.[d]?.(e);", "a", "b! d! e!"],
  ["const a = b!.c as unknown as D;", "a", "b!"],
  ["const a = { b } satisfies C;", "a", "b!"],
  ["const a = <B>c;", "a", "c!"],
  ["const a = new B(c);", "a", "B! c!"],
  ["const a = b`x ${c}`;", "a", "b! c!"],
  ["const a = typeof b;", "a", "b!"],
  ["const a = b ?? (c && d) ?? 0;", "a", "b! c! d!"],
  ["const a = /b/.test(c);", "a", "c!"],
  ["const a = void b, c = !d, e = -f, g = 'h' in i;", "a c e g", "b! d! f! i!"],
  ["const a = (b, c);", "a", "b! c!"],
  ["const a = b.c.d;", "a", "b!"],
  ["const a = { b: { c: 1 } }.b.c;", "a", ""],
  // functions
  ["function f() { return a; }", "f", "a"],
  ["function f(a) { return a; }", "f", ""],
  ["function f(a = b) { return a; }", "f", "b"],
  ["function f({ a, b: c = d }, ...e) { return [a, c, e, g]; }", "f", "d g"],
  ["function f(a, b = a) { var c = b; return c; }", "f", ""],
  ["function f() { return f; }", "f", ""],
  ["function* f() { yield a; yield* b; }", "f", "a b"],
  ["async function f() { await a; for await (const b of c) d(b); }", "f", "a c d"],
  ["async function* f() { yield await a; }", "f", "a"],
  ["const f = () => a;", "f", "a"],
  ["const f = async (a) => await a(b);", "f", "b"],
  ["const f = function g() { return g(f, a); };", "f", "a"],
  ["const a = (() => b)();", "a", "b!"],
  ["const a = (function () { return () => b; })();", "a", "b"],
  ["const a = b(() => c);", "a", "b! c"],
  ["function f() { return arguments.length; }", "f", ""],
  ["function f(this: A, b: B): C { return this.d; }", "f", ""],
  [
    "function f(a: number): number; function f(a: string): string; function f(a: any) { return b; }",
    "f",
    "b",
  ],
  ["const f = <T,>(x: T) => g(x);", "f", "g"],
  ["const f = <T>(x: T): T => x;", "f", ""],
  ["const f = <T extends keyof U, U>(x: T) => x;", "f", ""],
  // scopes that hide a name
  ["const f = (a) => { const b = a; { let b = c; return b; } };", "f", "c"],
  ["function f() { for (const a of b) { a; } for (let c = 0; c < d; c++) {} }", "f", "b d"],
  ["function f() { try { a(); } catch (b) { b; } finally { c; } }", "f", "a c"],
  ["function f() { try { a(); } catch { b; } }", "f", "a b"],
  ["function f() { if (x) { var a = 1; } return a; }", "f", "x"],
  ["function f() { return a; function a() {} }", "f", ""],
  ["function f() { class A {} return new A(B); }", "f", "B"],
  ["function f() { a: for (;;) { break a; } }", "f", ""],
  [
    "function f() { switch (a) { case b: { const c = d; return c; } default: return e; } }",
    "f",
    "a b d e",
  ],
  ["const f = (a) => ({ a, b: a.b, c });", "f", "c"],
  ["const f = function a() { return a; };", "f", ""],
  ["const f = ({ a }) => { with_: { a; } };", "f", ""],
  ["function f() { let a; ({ a } = b); [a.c] = [d]; }", "f", "b d"],
  // classes
  ["class A {}", "A", ""],
  ["class A extends B {}", "A", "B!"],
  ["class A extends B.with({ c: d }) {}", "A", "B! d!"],
  ["class A { a = b; static c = d; }", "A", "b d!"],
  ["class A { a = () => b; static c = () => d; }", "A", "b d"],
  ["class A { static { e(f); } }", "A", "e! f!"],
  ["class A { static { const g = 1; this.h = g + i; } }", "A", "i!"],
  ["class A { #a = b; get #c() { return this.#a + d; } m() { return #a in e; } }", "A", "b d e"],
  ["class A { [b]() { return c; } static [d] = 1; }", "A", "b! c d!"],
  ["class A { get a() { return b; } set a(v) { c = v; } }", "A", "b c"],
  ["class A { constructor(private a: B, readonly c = d) {} }", "A", "d"],
  ["class A { m() { return new A(A.b); } }", "A", ""],
  ["class A { static make() { return super.make(b); } }", "A", "b"],
  ["const A = class extends B { m() { return c; } };", "A", "B! c"],
  ["const A = class C extends B { m() { return C; } };", "A", "B!"],
  ["abstract class A { abstract a(): B; abstract c: D; }", "A", ""],
  ["class A<T extends B> implements C<D> { declare e: F; g?: H; }", "A", ""],
  ["class A { run() { return b; } requires() { return c; } output() { return d; } }", "A", "b c d"],
  // types read nothing
  ["interface A { b: C; }", "", ""],
  ["type A = B<typeof c>;", "", ""],
  ["declare const a: number;", "", ""],
  ["declare function f(): void;", "", ""],
  ["declare class A {}", "", ""],
  ["declare enum A { B }", "", ""],
  ["declare namespace A { const b: number; }", "", ""],
  ["declare global { interface A {} }", "", ""],
  ["declare module 'x' { export const a: number; }", "", ""],
  ["namespace A { export type B = 1; }", "", ""],
  ["const a: typeof b = c;", "a", "c!"],
  ["let a: B<typeof import('x')>;", "a", ""],
  ["const a = b<C>(d);", "a", "b! d!"],
  ["const a = b<typeof c>;", "a", "b!"],
  ["function f(a: unknown): asserts a is B {}", "f", ""],
  // enums and namespaces
  ["enum A { B, C = D.E, F = B }", "A", "D!"],
  ["const enum A { B = 1 }", "A", ""],
  ["enum A { B = 1 } enum A { C = d }", "A", "d!"],
  ["namespace A { export const b = c; const d = b; }", "A", "c!"],
  ["namespace A { export function f() { return g; } }", "A", "g"],
  ["namespace A { export const b = 1; } namespace A { export const c = A.b + d; }", "A", "d!"],
  ["namespace A.B { export const c = d; }", "A", "d!"],
  ["function A() {} namespace A { export const b = c; }", "A", "c!"],
  ["class A {} namespace A { export const b = c; }", "A", "c!"],
  ["enum A { B } namespace A { export function f() { return g; } }", "A", "g"],
  ["import a = b.c;", "a", "b!"],
  // imports
  ["import a from 'x';", "a", ""],
  ["import { a, b as c, default as d } from 'x';", "a c d", ""],
  ["import * as a from 'x';", "a", ""],
  ["import a, * as b from 'x';", "a b", ""],
  ["import a, { b } from 'x' with { type: 'json' };", "a b", ""],
  ["import { 'a-b' as c } from 'x';", "c", ""],
  ["import 'x';", "", ""],
  ["import type { A } from 'x';", "", ""],
  ["import { type A, b } from 'x';", "b", ""],
  ["import type * as A from 'x';", "", ""],
  ["const a = await import('x');", "a", ""],
  ["const a = () => import(b);", "a", "b"],
  ["import { a } from 'x'; const b = a;", "a b", "a!"],
  // exports
  ["export const a = b;", "a", "b!"],
  ["export function f() { return a; }", "f", "a"],
  ["export class A extends B {}", "A", "B!"],
  ["export default class A extends B {}", "A", "B!"],
  ["export default function f() { return a; }", "f", "a"],
  ["export default function () {}", "", ""],
  ["export default class extends B {}", "", ""],
  ["export default 3;", "", ""],
  ["export { a };", "", ""],
  ["export { a as b } from 'x'; export * from 'y'; export * as c from 'z';", "", ""],
  ["export type A = B; export interface C {}", "", ""],
  ["export enum A { B = c }", "A", "c!"],
  ["export namespace A { export const b = c; }", "A", "c!"],
  // statements that only run
  ["console.log(a);", "", ""],
  ["for (var i = 0; i < n; i++) {}", "i", ""],
  ["if (a) { var b = c; function d() {} }", "b", ""],
  ["for (const a of b) {}", "", ""],
  ["a = 1;", "", ""],
  ["await a;", "", ""],
  ["{ const a = b; }", "", ""],
  ["x: for (;;) break x;", "", ""],
  // JSX
  ["const a = <B c={d} />;", "_jsx a", "B! _jsx! d!"],
  ["const a = <p title='x'>{b}</p>;", "_jsx a", "_jsx! b!"],
  ["const A = () => <><b>{c}</b>{d}</>;", "_jsx _Fragment _jsxs A", "_Fragment _jsx _jsxs c d"],
  ["/** @jsx h */ const a = <p/>;", "a", "h!"],
  ["/** @jsxImportSource b */ const a = <p/>;", "_jsx a", "_jsx!"],
  // decorators, accessors and resources
  ["@a class B {}", "B", "a!"],
  ["@a(b, () => c) export class D {}", "D", "a! b! c"],
  ["class A { @b m() {} @c.d static e = f; @g accessor h = i; }", "A", "b! c! f! g! i"],
  ["class A { static accessor b = c; accessor d; accessor [e] = 1; }", "A", "c! e!"],
  ["const A = @b class { @c m() {} };", "A", "b! c!"],
  ["@A.b class A {}", "A", ""],
  ["using a = b;", "a", "b!"],
  ["async function a() { using b = c; await using d = e; return b; }", "a", "c e"],
  ["for (using a of b) c(a);", "", ""],
  // text that only looks like JSX or like types
  ["const a = '<b/>' + c;", "a", "c!"],
  ["const f = <T>(x: T) => '</b>' + x + c;", "f", "c"],
  ["const a = b </c/.exec(d);", "a", "b! d!"],
  ["const a = b < c, d = e > f;", "a d", "b! c! e! f!"],
  // awkward layout
  ["", "", ""],
  ["// only a comment", "", ""],
  ["'use strict';", "", ""],
  ["const é = ñ, 変数 = é;", "é 変数", "é! ñ!"],
  ["const a = '😀'; const b = c;", "a b", "c!"],
  ["const \\u0061b = c;", "ab", "c!"],
  ["const a\n=\nb\nconst c\n=\nd", "a c", "b! d!"],
];

test.each(rows)("%s", (code, declares, reads) => {
  const found = describeCell(code);
  expect(found.problems).toEqual([]);
  expect({ declares: found.declares, reads: found.reads }).toEqual({ declares, reads });
});

/** code | the names that it gives another value or changes in place */
const changes: [code: string, assigns: string][] = [
  ["let a = 1;", ""],
  ["let a; a = 1;", "a assigned"],
  ["a += 1; b++; --c;", "a assigned, b assigned, c assigned"],
  ["[a, { b }] = c;", "a assigned, b assigned"],
  ["({ a, ...b } = c);", "a assigned, b assigned"],
  ["for (a of b) {}", "a assigned"],
  ["for (a in b) {}", "a assigned"],
  ["function f() { a = 1; }", "a assigned"],
  ["function f(a) { a = 1; }", ""],
  ["class A { static { b ??= 1; } }", "b assigned"],
  ["a.b = 1; c[d] = 2; e.f.g++;", "a mutated, c mutated, e mutated"],
  ["delete a.b;", "a mutated"],
  ["a.push(1); b.sort(); c.set(1, 2); d.e.clear();", "a mutated, b mutated, c mutated, d mutated"],
  ["Object.assign(a, b); Object.defineProperty(c, 'd', e);", "a mutated, c mutated"],
  ["if (x) { for (;;) { a.push(1); } }", "a mutated"],
  ["setTimeout(() => a.push(1));", "a mutated"],
  ["function f() { a.push(1); }", ""],
  ["const b = a.sort();", "a mutated"],
  ["const b = [...a].sort();", ""],
  ["{ const a = []; a.push(1); }", ""],
  ["namespace A { export const b = 1; }", ""],
  ["namespace A { export const b = 1; } A = 2;", "A assigned"],
  ["namespace A { b = 1; export const c = 1; }", "b assigned"],
  ["enum A { B } enum A { C = 1 }", ""],
  ["A = 1; enum A { B }", "A assigned"],
  ["[a.b, c.d[0]] = e; ({ f: g.h } = i);", "a mutated, c mutated, g mutated"],
  ["for (a.b of c) {}", "a mutated"],
  ["a['push'](1); b?.push(1); c!.d.push(1);", "a mutated, b mutated, c mutated"],
  ["a.setFullYear(2000); b.setUTCHours(1); c.setState(1);", "a mutated, b mutated"],
  [
    "Reflect.set(a, 'b', c); Object.setPrototypeOf(d, null); Object.keys(e);",
    "a mutated, d mutated",
  ],
  ["for (const a of b) { a.c = 1; }", "b mutated"],
  ["b.forEach((a) => { a.c = 1; });", "b mutated"],
  ["b.map((a) => ({ ...a, c: 1 }));", ""],
  ["{ const a = b; a.push(1); }", "b mutated"],
  ["{ const { a } = b.c; a.push(1); }", "b mutated"],
  ["{ const a = [...b]; a.push(1); }", ""],
  ["{ const a = [b]; a.push(1); }", ""],
  ["{ const a = [b]; a[0].push(1); }", "b mutated"],
];

test.each(changes)("%s changes: %s", (code, assigns) => {
  expect(describeCell(code).assigns).toBe(assigns);
});

test("a side-effect import is told apart from one that declares", async () => {
  const { analyzeCell } = await import("../../src/cell/analyze-cell.ts");
  expect(
    analyzeCell({ id: "a", label: "cell 1", source: "import 'x'; import y from 'z';" })
      .effectImports,
  ).toEqual(["x"]);
});

test("an import keeps what it takes, from where, and with which attributes", async () => {
  const { analyzeCell } = await import("../../src/cell/analyze-cell.ts");
  const source =
    "import a, { b as c, 'd-e' as f } from 'x' with { type: 'json' }; import * as g from 'y';";
  const imports = analyzeCell({ id: "a", label: "cell 1", source }).declarations.filter(
    (declaration) => declaration.kind === "import",
  );
  expect(
    imports.map(({ names, specifier, imported, attributes }) => [
      names[0],
      specifier,
      imported,
      attributes,
    ]),
  ).toEqual([
    ["a", "x", "default", { type: "json" }],
    ["c", "x", "b", { type: "json" }],
    ["f", "x", "d-e", { type: "json" }],
    ["g", "y", "*", {}],
  ]);
});
