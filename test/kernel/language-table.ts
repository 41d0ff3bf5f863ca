// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code of cells is text here

/** Syntax that means the same in a cell, among the declarations of a task, and inside its `run()`. */
export const everywhere: readonly [
  what: string,
  declarations: string,
  expression: string,
  shown: string,
][] = [
  // values and expressions
  ["a const assertion", "const dirs = ['n', 's'] as const;", "dirs.length", "2"],
  ["satisfies", "const sizes = { a: 1 } satisfies Record<string, number>;", "sizes.a", "1"],
  ["a big integer", "const big: bigint = 2n ** 64n;", "big", "18446744073709551616n"],
  ["numeric separators", "const million = 1_000_000;", "million", "1000000"],
  ["optional chaining", "const o: { a?: { b: number } } = {};", "o.a?.b ?? 7", "7"],
  ["an optional call", "const f: { g?: () => number } = {};", "f.g?.() ?? 'none'", "'none'"],
  [
    "logical assignment",
    "function la(x?: number) { x ??= 4; x ||= 5; x &&= 6; return x; }",
    "la()",
    "6",
  ],
  ["exponents", "const cube = (n: number) => n ** 3;", "cube(3)", "27"],
  [
    "a tagged template",
    "const tag = (s: TemplateStringsArray, ...v: unknown[]) => s.raw.join('|') + v.length;",
    "tag`a${1}\\n${2}`",
    "'a|\\\\n|2'",
  ],
  ["nested templates", "const inner = 'b';", "`a${`<${inner}>`}`", "'a<b>'"],
  ["a spread", "const parts = [...'ab', ...[1, 2]];", "parts", "[ 'a', 'b', 1, 2 ]"],
  ["an object's spread", "const base = { a: 1, b: 2 };", "({ ...base, b: 3 })", "{ a: 1, b: 3 }"],
  [
    "destructuring with defaults",
    "const { p = 1, q: { r = 2, ...rest } = {} as { r?: number; s?: number } } = { q: { s: 9 } } as { p?: number; q?: { r?: number; s?: number } };",
    "[p, r, rest.s]",
    "[ 1, 2, 9 ]",
  ],
  [
    "destructuring of arrays",
    "const [head = 0, , third = 3, ...tail] = [1, 2, undefined, 4, 5];",
    "[head, third, tail.length]",
    "[ 1, 3, 2 ]",
  ],
  [
    "a computed key",
    "const key = 'k'; const keyed = { [key + 1]: 5, get [key]() { return 6; } };",
    "[keyed['k1'], keyed.k]",
    "[ 5, 6 ]",
  ],
  [
    "getters and setters",
    "const acc = { _v: 1, get v() { return this._v; }, set v(x: number) { this._v = x * 2; } };",
    "((acc.v = 4), acc.v)",
    "8",
  ],
  ["a sequence", "const sq = () => (void 1, 3);", "sq()", "3"],
  [
    "void and typeof",
    "const un = void 0;",
    "typeof un + typeof Symbol.iterator",
    "'undefinedsymbol'",
  ],
  ["a non-null assertion", "const maybe = [1, 2].find((n) => n > 1)!;", "maybe + 1", "3"],
  ["an old-style assertion", "const old = <number>(JSON.parse('5') as unknown);", "old", "5"],
  ["a named group", "const year = /(?<y>\\d{4})/u.exec('in 2024')?.groups?.y;", "year", "'2024'"],
  ["a lookbehind", "const behind = 'a1b2'.replace(/(?<=b)\\d/, '!');", "behind", "'a1b!'"],
  ["the v flag", "const greek = /[\\p{Script=Greek}&&\\p{Letter}]/v;", "greek.test('π')", "true"],
  ["the y and d flags", "const sticky = /a/dy;", "sticky.flags", "'dy'"],
  ["a surrogate pair", "const 名 = '😀';", "[...名].length", "1"],
  // functions
  [
    "overloads",
    "function ov(a: string): string;\nfunction ov(a: number): number;\nfunction ov(a: string | number) { return a; }",
    "[ov('x'), ov(1)]",
    "[ 'x', 1 ]",
  ],
  [
    "defaults that read earlier parameters",
    "function df(a = 1, b = a + 1, ...c: number[]) { return a + b + c.length; }",
    "df()",
    "3",
  ],
  [
    "a this parameter",
    "function th(this: { n: number }) { return this.n; }",
    "th.call({ n: 8 })",
    "8",
  ],
  ["generic arrows", "const id = <T,>(x: T): T => x;", "id('i')", "'i'"],
  [
    "an assertion signature",
    "function assertString(x: unknown): asserts x is string { if (typeof x !== 'string') throw new Error('no'); }",
    "(assertString('s'), 'ok')",
    "'ok'",
  ],
  [
    "recursion",
    "function fact(n: bigint): bigint { return n < 2n ? 1n : n * fact(n - 1n); }",
    "fact(20n)",
    "2432902008176640000n",
  ],
  [
    "functions that call each other",
    "function even(n: number): boolean { return n === 0 || odd(n - 1); }\nfunction odd(n: number): boolean { return n !== 0 && even(n - 1); }",
    "even(10)",
    "true",
  ],
  [
    "a generator",
    "function* count(n: number) { for (let i = 0; i < n; i++) yield i; }",
    "[...count(3)]",
    "[ 0, 1, 2 ]",
  ],
  [
    "a delegating generator",
    "function* two() { const got: number = yield* one(); yield got; }\nfunction* one(): Generator<number, number> { yield 1; return 2; }",
    "[...two()]",
    "[ 1, 2 ]",
  ],
  [
    "an async generator",
    "async function* ticks() { yield 1; await null; yield 2; }",
    "await (async () => { let s = 0; for await (const t of ticks()) s += t; return s; })()",
    "3",
  ],
  [
    "an immediately called function",
    "const iife = (() => { let a = 1; a += 1; return a; })();",
    "iife",
    "2",
  ],
  [
    "an async arrow",
    "const later = async (n: number) => (await Promise.resolve(n)) + 1;",
    "await later(1)",
    "2",
  ],
  // statements
  [
    "labels",
    "function lab() { let n = 0; outer: for (;;) { for (;;) { n++; if (n > 2) break outer; continue outer; } } return n; }",
    "lab()",
    "3",
  ],
  [
    "a switch",
    "function sw(n: 1 | 2) { switch (n) { case 1: { const x = 'one'; return x; } default: return 'two'; } }",
    "sw(2)",
    "'two'",
  ],
  [
    "try without a name",
    "function tr() { try { throw 1; } catch { return 'c'; } finally { } }",
    "tr()",
    "'c'",
  ],
  ["a cause", "const caused = new Error('a', { cause: 'b' });", "caused.cause", "'b'"],
  [
    "for of with a pattern",
    "function fo() { let s = ''; for (const [k, v] of Object.entries({ a: 1 })) s += k + v; return s; }",
    "fo()",
    "'a1'",
  ],
  // classes
  [
    "fields",
    "class Fields { a = 1; b = this.a + 1; static c = 3; declare d: number; }",
    "[new Fields().b, Fields.c]",
    "[ 2, 3 ]",
  ],
  [
    "private names",
    "class Priv { #n = 1; #up() { return ++this.#n; } static has(x: object) { return #n in x; } up() { return this.#up(); } }",
    "[new Priv().up(), Priv.has({})]",
    "[ 2, false ]",
  ],
  [
    "static blocks",
    "class Stat { static table: number[] = []; static { for (let i = 0; i < 3; i++) this.table.push(i); } }",
    "Stat.table",
    "[ 0, 1, 2 ]",
  ],
  [
    "parameter properties",
    "class Pt { constructor(readonly x: number, private y = 2) {} sum() { return this.x + this.y; } }",
    "new Pt(1).sum()",
    "3",
  ],
  [
    "abstract classes",
    "abstract class Shape { abstract area(): number; twice() { return this.area() * 2; } }\nclass Sq extends Shape { override area() { return 4; } }",
    "new Sq().twice()",
    "8",
  ],
  [
    "implements and index signatures",
    "interface Named { name: string; [key: string]: string }\nclass Nm implements Named { [key: string]: string; name = 'n'; }",
    "new Nm().name",
    "'n'",
  ],
  [
    "class expressions",
    "const Ex = class Inner { who() { return Inner.name; } };",
    "new Ex().who()",
    "'Inner'",
  ],
  [
    "mixins",
    "const Mix = <B extends new (...a: any[]) => object>(B: B) => class extends B { mixed = 1; };\nclass Mixed extends Mix(Object) {}",
    "new Mixed().mixed",
    "1",
  ],
  [
    "computed members",
    "const m = 'go'; class Cm { [m]() { return 1; } static ['s'] = 2; *[Symbol.iterator]() { yield 7; } }",
    "[...new Cm()]",
    "[ 7 ]",
  ],
  [
    "static accessors and super",
    "class Up { static get v() { return 1; } m() { return 'up'; } }\nclass Down extends Up { static override get v() { return super.v + 1; } override m() { return super.m() + '!'; } }",
    "[Down.v, new Down().m()]",
    "[ 2, 'up!' ]",
  ],
  [
    "an extended error",
    "class MyErr extends Error { override name = 'MyErr'; }",
    "String(new MyErr('m'))",
    "'MyErr: m'",
  ],
  [
    "new.target",
    "class Nt { t: string; constructor() { this.t = new.target.name; } }",
    "new Nt().t",
    "'Nt'",
  ],
  // decorators, accessors, resources
  [
    "a class decorator",
    "const seen: string[] = [];\nconst mark = (c: abstract new () => object, x: ClassDecoratorContext) => { void [c, x.name]; };\n@mark class Marked { a = 1; }",
    "new Marked().a + seen.length",
    "1",
  ],
  [
    "a method decorator",
    "function twice(f: () => number, _: ClassMethodDecoratorContext) { return function (this: object) { return f.call(this) * 2; }; }\nclass Dm { n = 4; @twice get2() { return this.n; } }",
    "new Dm().get2()",
    "8",
  ],
  [
    "a decorator factory",
    "const add = (n: number) => (f: () => number, _: ClassMethodDecoratorContext) => () => f() + n;\nclass Df { @add(1) @add(10) m() { return 0; } }",
    "new Df().m()",
    "11",
  ],
  [
    "a field decorator",
    "const plus = (_: undefined, __: ClassFieldDecoratorContext) => (v: number) => v + 1;\nclass Fd { @plus a = 1; }",
    "new Fd().a",
    "2",
  ],
  [
    "a getter's decorator",
    "const loud = (f: () => string, _: ClassGetterDecoratorContext) => function (this: Gd) { return f.call(this).toUpperCase(); };\nclass Gd { @loud get g() { return 'g'; } }",
    "new Gd().g",
    "'G'",
  ],
  [
    "an initializer of a decorator",
    "const bound = (_: () => unknown, c: ClassMethodDecoratorContext) => { c.addInitializer(function (this: unknown) { const o = this as Record<PropertyKey, () => unknown>; const f = o[c.name]; if (f) o[c.name] = f.bind(o); }); };\nclass Bd { v = 5; @bound m() { return this?.v; } }",
    "(() => { const { m } = new Bd(); return m(); })()",
    "5",
  ],
  [
    "accessor",
    "class Ac { accessor a = 1; static accessor b = 2; }",
    "[new Ac().a, Ac.b, 'a' in Ac.prototype]",
    "[ 1, 2, true ]",
  ],
  [
    "a decorated accessor",
    "const neg = (t: ClassAccessorDecoratorTarget<object, number>, _: ClassAccessorDecoratorContext) => ({ get(this: object) { return -t.get.call(this); } });\nclass Da { @neg accessor n = 3; }",
    "new Da().n",
    "-3",
  ],
  [
    "a decorated private method",
    "const once = (f: () => number, _: ClassMethodDecoratorContext) => f;\nclass Dp { @once #m() { return 6; } m() { return this.#m(); } }",
    "new Dp().m()",
    "6",
  ],
  [
    "using",
    "const closed: string[] = [];\nfunction use(log: string[]) { using r = { n: 1, [Symbol.dispose]() { log.push('closed'); } }; return r.n; }",
    "(() => { const log: string[] = []; use(log); return log[0]; })()",
    "'closed'",
  ],
  [
    "await using",
    "async function useLater() { const log: string[] = []; { await using r = { async [Symbol.asyncDispose]() { log.push('b'); } }; void r; log.push('a'); } return log.join(''); }",
    "await useLater()",
    "'ab'",
  ],
  [
    "using in a loop",
    "function loop() { let n = 0; for (using _r of [0, 1].map(() => ({ [Symbol.dispose]() { n++; } }))) { } return n; }",
    "loop()",
    "2",
  ],
  // what only TypeScript has
  [
    "an enum",
    "enum Color { Red, Green = 'g' }",
    "[Color.Red, Color[0], Color.Green]",
    "[ 0, 'Red', 'g' ]",
  ],
  [
    "an enum with computed members",
    "enum Bits { A = 1 << 0, B = 1 << 1, Both = A | B, Len = 'abc'.length }",
    "[Bits.Both, Bits.Len]",
    "[ 3, 3 ]",
  ],
  ["a const enum", "const enum Level { Low = 1, High = Low * 10 }", "Level.High", "10"],
  [
    "types alone",
    "type Pair<T> = [T, T]; interface Q { a: Pair<number> } declare const nothing: Q;\nconst pair: Pair<number> = [1, 2];",
    "pair",
    "[ 1, 2 ]",
  ],
  [
    "template literal types",
    "type Ev = `on${Capitalize<'click'>}`; const ev: Ev = 'onClick';",
    "ev",
    "'onClick'",
  ],
  [
    "a mapped and conditional type",
    "type Opt<T> = { [K in keyof T as `${string & K}?`]: T[K] extends number ? 1 : 0 }; const opt: Opt<{ a: number }> = { 'a?': 1 };",
    "opt['a?']",
    "1",
  ],
  [
    "infer with extends",
    "type First<T> = T extends [infer F extends number, ...unknown[]] ? F : never; const first: First<[5, 'a']> = 5;",
    "first",
    "5",
  ],
  [
    "const type parameters",
    "const lit = <const T,>(x: T) => x; const l = lit(['a']);",
    "l[0]",
    "'a'",
  ],
  // the platform
  [
    "structuredClone and Map",
    "const copy = structuredClone(new Map([[1, { a: 2 }]]));",
    "copy.get(1)?.a",
    "2",
  ],
  [
    "array methods of today",
    "const sorted = [3, 1, 2].toSorted();",
    "[sorted.at(-1), sorted.findLast((n) => n < 3)]",
    "[ 3, 2 ]",
  ],
  ["intl and dates", "const day = new Date(0).toISOString();", "day.slice(0, 10)", "'1970-01-01'"],
  ["a symbol's description", "const sy = Symbol('d');", "sy.description", "'d'"],
  [
    "proxies",
    "const px = new Proxy({} as Record<string, number>, { get: (_, k) => String(k).length });",
    "px.four",
    "4",
  ],
  [
    "import.meta",
    "const here = import.meta.dirname;",
    "import.meta.url.startsWith('file://') && import.meta.filename.startsWith(here)",
    "true",
  ],
  ["import.meta.resolve", "const fsUrl = import.meta.resolve('fs');", "fsUrl", "'node:fs'"],
  [
    "an import at run time",
    "const load = async () => (await import('node:path')).basename('a/b');",
    "await load()",
    "'b'",
  ],
];

/** Files of the project that the cells below stand in. */
export const projectFiles: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({
    private: true,
    type: "module",
    imports: { "#lib/*": "./lib/*.ts", "#data": "./lib/data.json" },
  }),
  "tsconfig.json": '{ "extends": "./base.json", /* a comment */ "compilerOptions": {} }',
  "base.json": '{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } }',
  "lib/data.json": '{ "depth": 3 }',
  "lib/shape.ts":
    "export interface Row { a: number }\nexport type Id = string;\nexport const area = (r: Row): number => r.a * 2;\nexport default class Shape { n = 1 }\n",
  "lib/uses.ts":
    "import { Row, area } from './shape.ts';\nimport data from './data.json';\nexport { default as again } from './data.json' with { type: 'json' };\nimport type { Id } from '#lib/shape';\nexport const id: Id = 'i';\nexport const twice = (r: Row) => area(r) * data.depth;\nexport const folder = import.meta.dirname;\nexport const load = (name: string): Promise<Record<string, any>> => import(name);\n",
  "lib/decorated.ts":
    "const same = (f: () => number, _: ClassMethodDecoratorContext) => f;\nexport class Decorated { @same m() { return 4; } accessor a = 1; }\nexport function closes() { const log: string[] = []; { using r = { [Symbol.dispose]() { log.push('x'); } }; void r; } return log.length; }\n",
  "lib/old.cjs": "exports.three = 3; exports.self = typeof require;\n",
  "lib/passes.ts": "export { default as Shape } from './shape.ts';\n",
  "lib/plain.js": "export const plain = (n) => n + 1;\n",
  "node_modules/late/package.json":
    '{"name":"late","version":"1.0.0","type":"module","exports":{".":{"import":"./main.js"},"./sub":{"node":"./sub.js"},"./package.json":"./package.json"}}',
  "node_modules/late/main.js": "export const late = await Promise.resolve('late');\n",
  "node_modules/late/sub.js": "export default 'sub';\nexport const other = 1;\n",
  "node_modules/facts/package.json": '{"name":"facts","version":"1.0.0"}',
  "node_modules/facts/facts.json": '{ "pi": 3 }',
  "node_modules/tiny-jsx/package.json":
    '{"name":"tiny-jsx","version":"1.0.0","type":"module","exports":{"./jsx-runtime":"./jsx.js"}}',
  "node_modules/tiny-jsx/jsx.js":
    "const draw = (tag, p) => `<${tag}${p.id ? ` id=${p.id}` : ''}>${[p.children ?? ''].flat().join('')}</${tag}>`;\nexport { draw as jsx, draw as jsxs };\nexport const Fragment = '';\n",
};

/** What cells, one after the other, come to: the lines that the last one shows. */
export const acrossCells: readonly [what: string, cells: readonly string[], shown: string][] = [
  // declared again
  ["a const", ["const a1 = 1;", "const a1 = 'one';", "a1.length"], "3"],
  ["a let, by its next value", ["let a2 = 1;", "a2 += 1;", "a2"], "2"],
  ["a var as a let", ["var a3 = 1;", "let a3 = [2];", "a3[0]"], "2"],
  [
    "a function that others call",
    ["const f4 = () => g4(); function g4() { return 1; }", "function g4() { return 2; }", "f4()"],
    "2",
  ],
  [
    "a class, with what extends it anew",
    [
      "class A5 { v = 1 }",
      "class B5 extends A5 {}",
      "class A5 { v = 2 }",
      "[new A5().v, new B5().v]",
    ],
    "[ 2, 1 ]",
  ],
  [
    "a class as a decorated one",
    [
      "class A6 {}",
      "const d6 = (_: unknown, c: ClassDecoratorContext) => { void c; };\n@d6 class A6 { w = 3 }",
      "new A6().w",
    ],
    "3",
  ],
  ["a type", ["type T7 = string;", "type T7 = number;", "const t7: T7 = 7; t7"], "7"],
  [
    "an interface",
    ["interface I8 { a: 1 }", "interface I8 { b: 2 }", "({ b: 2 }) satisfies I8"],
    "{ b: 2 }",
  ],
  ["an enum", ["enum E9 { A, B }", "enum E9 { C = 5 }", "E9.C"], "5"],
  [
    "a namespace",
    [
      "namespace N10 { export const a = 1; }",
      "namespace N10 { export const b = 2; }",
      "Object.keys(N10)",
    ],
    "[ 'b' ]",
  ],
  ["an import", ['import { sep as s11 } from "path";', "const s11 = 11;", "s11"], "11"],
  [
    "a name as an import",
    ["const b12 = 1;", 'import { basename as b12 } from "path";', 'b12("x/y")'],
    "'y'",
  ],
  [
    "a generator as an async one",
    [
      "function* g13() { yield 1; }",
      "async function* g13() { yield 2; }",
      "(await g13().next()).value",
    ],
    "2",
  ],
  // await at the top level
  [
    "awaited in a declaration",
    ["const { x: w1 = 2 } = await Promise.resolve({} as { x?: number });", "w1"],
    "2",
  ],
  [
    "awaited in a template, an array and a call",
    ["[`${await 1}`, await Promise.all([2, await 3])]"],
    "[ '1', [ 2, 3 ] ]",
  ],
  [
    "awaited in a condition",
    ["let w3 = ''; if (await Promise.resolve(true)) w3 = 'yes'; w3"],
    "'yes'",
  ],
  [
    "awaited in a loop's head",
    ["let w4 = 0; for (const n of await Promise.resolve([1, 2])) w4 += n; w4"],
    "3",
  ],
  [
    "awaited by for await",
    ["let w5 = 0; for await (const n of [Promise.resolve(4), 5]) w5 += n; w5"],
    "9",
  ],
  [
    "awaited in a block and a finally",
    [
      "let w6 = ''; try { await Promise.reject(new Error('r')); } catch (e) { w6 = await (e as Error).message; } finally { await null; }",
      "w6",
    ],
    "'r'",
  ],
  [
    "awaited in a class's head",
    ["class W7 extends (await Promise.resolve(Map))<string, number> { k = 1 }", "new W7().k"],
    "1",
  ],
  ["awaited in a static field", ["const w8 = await 4; class W8 { static v = w8; }", "W8.v"], "4"],
  ["awaited as the last value", ["await Promise.resolve('end')"], "'end'"],
  [
    "awaited in a decorator",
    [
      "const w10 = async (n: number) => (_: undefined, __: ClassFieldDecoratorContext) => () => n;\nclass W10 { @(await w10(6)) f = 1 }",
      "new W10().f",
    ],
    "6",
  ],
  [
    "awaited in a switch",
    ["let w11 = 0; switch (await 2) { case await 2: w11 = await 3; } w11"],
    "3",
  ],
  // modules
  ["a package that awaits at its top", ['import { late } from "late";\nlate'], "'late'"],
  [
    "an exports map's subpath",
    ['import sub, { other } from "late/sub";\n[sub, other]'],
    "[ 'sub', 1 ]",
  ],
  [
    "a namespace of a package",
    ['import * as sub2 from "late/sub";\nObject.keys(sub2)'],
    "[ 'default', 'other' ]",
  ],
  [
    "a default beside a namespace",
    ['import sub3, * as sub4 from "late/sub";\nsub3 === sub4.default'],
    "true",
  ],
  [
    "a subpath that the map leaves out",
    ['(await import(`late/${"main"}.js`).catch((e: Error) => e.message)).slice(0, 54)'],
    "'`late/main.js` cannot be imported: `late` is installed'",
  ],
  ["an imports map", ['import { area } from "#lib/shape";\narea({ a: 4 })'], "8"],
  [
    "an imports map's file",
    ['import depth from "#data" with { type: "json" };\ndepth'],
    "{ depth: 3 }",
  ],
  ["an alias of tsconfig.json", ['import Shape from "@lib/shape";\nnew Shape().n'], "1"],
  ["JSON without attributes", ['import data from "./lib/data.json";\ndata.depth'], "3"],
  [
    "JSON with attributes",
    ['import data2 from "./lib/data.json" with { type: "json" };\ndata2.depth'],
    "3",
  ],
  [
    "JSON at run time",
    ['(await import("./lib/data.json", { with: { type: "json" } })).default.depth'],
    "3",
  ],
  ["JSON of a package", ['import facts from "facts/facts.json";\nfacts.pi'], "3"],
  [
    "a module that imports a type by its name",
    ['import { twice, id } from "./lib/uses.ts";\n[twice({ a: 1 }), id]'],
    "[ 6, 'i' ]",
  ],
  [
    "a module that exports JSON on",
    ['import { again } from "./lib/uses.ts";\nagain'],
    "{ depth: 3 }",
  ],
  [
    "a module that knows its folder",
    ['import { folder } from "./lib/uses.ts";\nfolder.endsWith("lib")'],
    "true",
  ],
  [
    "a module that imports what it is told",
    ['import { load } from "./lib/uses.ts";\n(await load("./shape.ts")).area({ a: 2 })'],
    "4",
  ],
  [
    "a module with decorators and resources",
    [
      'import { Decorated, closes } from "./lib/decorated.ts";\n[new Decorated().m(), new Decorated().a, closes()]',
    ],
    "[ 4, 1, 1 ]",
  ],
  [
    "one module, whoever imports it",
    [
      'import { Shape as viaUses } from "./lib/passes.ts"; import Direct from "./lib/shape.ts";',
      "viaUses === Direct",
    ],
    "true",
  ],
  ["JavaScript by its own ending", ['import { plain } from "./lib/plain.js";\nplain(1)'], "2"],
  [
    "TypeScript by JavaScript's ending",
    ['import { area as area2 } from "./lib/shape.js";\narea2({ a: 1 })'],
    "2",
  ],
  ["CommonJS", ['import old from "./lib/old.cjs";\nold.three'], "3"],
  [
    "a type alone",
    ['import type { Row } from "./lib/shape.ts";\nconst row: Row = { a: 5 };\nrow.a'],
    "5",
  ],
  ["a module for its effect", ['import "./lib/plain.js";\n1'], "1"],
  [
    "what another cell imported",
    ['import { join as join9 } from "node:path";', 'const j9 = () => join9("a", "b");', "j9()"],
    "'a/b'",
  ],
  [
    "export and re-export",
    ["export const ex1 = 1; export default function exd() { return 2; }", "[ex1, exd()]"],
    "[ 1, 2 ]",
  ],
  // JSX
  [
    "a runtime by its package",
    ['/** @jsxImportSource tiny-jsx */\nconst Big = "h1";\n<p id="a">x<Big>{1 + 1}</Big></p>'],
    "'<p id=a>x<h1>2</h1></p>'",
  ],
  [
    "a factory",
    [
      "/** @jsx h1 */\nconst h1 = (t: string, p: object | null, ...c: unknown[]) => [t, p, ...c];\n<p a={1}>x{2}</p>",
    ],
    "[ 'p', { a: 1 }, 'x', 2 ]",
  ],
  [
    "a fragment's factory",
    [
      "/** @jsx h2 */ /** @jsxFrag F2 */\nconst F2 = 'f'; const h2 = (t: string, _: unknown, ...c: unknown[]) => t + c.join('');\n<>a{'b'}</>",
    ],
    "'fab'",
  ],
  [
    "a factory of an earlier cell",
    ["const h3 = (t: string) => `<${t}>`;", "/** @jsx h3 */\n<br/>"],
    "'<br>'",
  ],
  [
    "a component of an earlier cell",
    ["const C4 = 'section';", "/** @jsxImportSource tiny-jsx */\n<C4/>"],
    "'<section></section>'",
  ],
  // the cell as a module
  [
    "import.meta",
    [
      '[new URL("./a b.csv", import.meta.url).pathname.endsWith("/a%20b.csv"), import.meta.filename.startsWith(import.meta.dirname)]',
    ],
    "[ true, true ]",
  ],
  [
    "import.meta.resolve",
    [
      '[import.meta.resolve("late/sub").endsWith("/late/sub.js"), import.meta.resolve("#data").endsWith("/lib/data.json")]',
    ],
    "[ true, true ]",
  ],
  [
    "strict mode",
    [
      "(function (this: unknown) { return this; })()",
      "typeof (function (this: unknown) { return this; })()",
    ],
    "'undefined'",
  ],
  [
    "a resource that ends with its cell",
    [
      "const l1: string[] = [];\nusing r1 = { [Symbol.dispose]() { l1.push('closed'); } };\nl1.push('open');",
      "l1",
    ],
    "[ 'open', 'closed' ]",
  ],
  [
    "an awaited resource, last in first out",
    [
      "const l2: number[] = [];\nconst end = (n: number) => ({ async [Symbol.asyncDispose]() { l2.push(n); } });\nawait using r2 = end(1), r3 = end(2);",
      "l2",
    ],
    "[ 2, 1 ]",
  ],
  [
    "functions above a resource",
    ["const l3 = f33();\nfunction f33() { return 3; }\nusing r33 = null;", "l3 + f33()"],
    "6",
  ],
  [
    "a decorator of an earlier cell",
    [
      "const d7 = (f: () => number, _: ClassMethodDecoratorContext) => () => f() + 1;",
      "class D7 { @d7 m() { return 6; } }",
      "new D7().m()",
    ],
    "7",
  ],
  [
    "a name that hides another cell's",
    ["const hid = 1;", "const see = () => { const hid = 2; return hid; };\n[hid, see()]"],
    "[ 1, 2 ]",
  ],
  ["an object's shorthand of another cell's name", ["const sh = 4;", "({ sh })"], "{ sh: 4 }"],
  ["undefined as the last value", ["void 0"], ""],
  ["nothing", ["// only a comment"], ""],
];
