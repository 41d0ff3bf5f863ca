import fc from "fast-check";

/** One thing that someone does in a session whose cells are checked. */
export type SessionStep =
  | { readonly kind: "run"; readonly cell: number; readonly source: string }
  /** Runs a cell with one of its values, names or types exchanged, or with a comment more. */
  | { readonly kind: "tweak"; readonly cell: number; readonly at: number; readonly by: string }
  | { readonly kind: "comment"; readonly cell: number; readonly comment: string }
  | { readonly kind: "complete"; readonly cell: number; readonly source: string }
  | { readonly kind: "edit-module"; readonly source: string }
  | { readonly kind: "set-strict"; readonly strict: boolean }
  | { readonly kind: "reset" };

/** Each of the first cells declares a name, as this and as that; the others use the names. */
const names = ["a", "b", "c"];
const uses = 4;
const cellCount = names.length + uses;

const name = fc.constantFrom(...names);
const value = fc.constantFrom("1", "2", '"s"', '"t"', "[1, 2]", "[3]", '["s"]', "undefined");
const type = fc.constantFrom(
  "number",
  "string",
  "string | number",
  "number[]",
  "readonly string[]",
  "any",
  "{ length: number }",
);

/** Declarations and uses; `N` is the name that is declared, `M` one that is used, `V` a value, `T` a type. */
const templates = [
  "const N = V;",
  "const N: T = V;",
  "let N: T = V;",
  "let N = V;",
  "const N = M;",
  "const N: string | number = V as string | number; const e = N;",
  'const N: string | number = V as any; if (typeof N !== "string") throw new Error(); const e = N;',
  "const N = { key: V };",
  "const N: number[] = [V, 5].map(Number);",
  "const [N] = [V, M];",
  "function N(x: T): T { return x; }",
  "function N(x: number): number { M; return x + 1; }",
  "function N() { return M; }",
  "function N() { M; }",
  "async function N() { throw V; }",
  "function N(x: unknown): asserts x is string { if (typeof x !== 'string') throw M; }",
  "function N(x: string | number) { return typeof x === 'string'; }",
  "function N() {} N.length2 = V;",
  "const N = (x: T): T => x;",
  "const N = () => M;",
  "const N = (): number => { M; return 1; };",
  "class N { value = V; run() { M; } }",
  "class N { value: T = V as any; get(): T { return this.value; } }",
  "class N { value; constructor() { this.value = V; } }",
  "class N { private hidden = V; get value() { return M; } }",
  "class N { constructor(readonly value: T) {} }",
  "class N extends (M as any as new () => { value: T }) {}",
  "enum N { A = 1, B = 2 }",
  "type N = typeof M;",
  "type N = T;",
  "interface N { value: T }",
  'import { given as N } from "./given.ts";',
  'import type { Given as N } from "./given.ts";',
  "declare global { interface Array<T> { extra: number } } const N = V;",
];
const usages = [
  "",
  "M;",
  "M.length;",
  "M.value;",
  "M.toFixed();",
  "M().toFixed();",
  "M(1);",
  "M('s');",
  "new M().value;",
  "new M().get().length;",
  "M.A;",
  "M.length2.toFixed();",
  "[1].extra;",
  "const used: M = V as any; used.value;",
  "const known: number = M;",
  "const known: string = M;",
  "// @ts-expect-error\nM.toFixed();",
  "M = V;",
  "M(V); a.length;",
  "const { value } = new M(); const known: string = value;",
];

function fill(template: string, own?: string): fc.Arbitrary<string> {
  const parts = { N: own === undefined ? name : fc.constant(own), M: name, V: value, T: type };
  return fc
    .record(parts)
    .map((filled) =>
      template.replace(/\b[NMVT]\b/g, (letter) => filled[letter as keyof typeof filled] ?? letter),
    );
}

const run = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.nat(names.length - 1), fc.constantFrom(...templates))
      .chain(([cell, template]) =>
        fill(template, names[cell]).map((source) => ({ kind: "run" as const, cell, source })),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.nat(uses - 1), fc.constantFrom(...usages)).chain(([at, template]) =>
      fill(template).map((source) => ({
        kind: "run" as const,
        cell: names.length + at,
        source,
      })),
    ),
  },
);

const cell = fc.nat(cellCount - 1);

/** The source with one value, name or type of it exchanged for another. */
export function tweak(source: string, at: number, by: string): string {
  const places = [
    ...source.matchAll(/\b[abc]\b|\b[12]\b|"[st]"|\[[^\]]+\]|\b(?:number|string|any)\b/g),
  ];
  const place = places[at % Math.max(1, places.length)];
  if (place === undefined) return source;
  return source.slice(0, place.index) + by + source.slice(place.index + place[0].length);
}

/** A cell for each name and use, then what is done to them. */
export const sessions: fc.Arbitrary<readonly SessionStep[]> = fc
  .tuple(
    fc.array(run, { minLength: 12, maxLength: 12 }),
    fc.array(
      fc.oneof(
        { weight: 6, arbitrary: run },
        {
          weight: 8,
          arbitrary: fc.record({
            kind: fc.constant("tweak" as const),
            cell: fc.nat(names.length - 1),
            at: fc.nat(20),
            by: fc.oneof(value, name, type),
          }),
        },
        {
          weight: 2,
          arbitrary: fc.record({
            kind: fc.constant("comment" as const),
            cell,
            comment: fc.constantFrom("\n// more", "\n/* more\n lines */", " // more"),
          }),
        },
        {
          weight: 1,
          arbitrary: fc.record({
            kind: fc.constant("complete" as const),
            cell,
            source: fc.constantFrom(...templates, ...usages).chain((template) => fill(template)),
          }),
        },
        {
          weight: 2,
          arbitrary: fc.record({
            kind: fc.constant("edit-module" as const),
            source: fc
              .tuple(value, type)
              .map(([given, of]) => `export const given = ${given};\nexport type Given = ${of};\n`),
          }),
        },
        {
          weight: 1,
          arbitrary: fc.record({ kind: fc.constant("set-strict" as const), strict: fc.boolean() }),
        },
        { weight: 1, arbitrary: fc.constant({ kind: "reset" as const }) },
      ),
      { minLength: 10, maxLength: 20 },
    ),
  )
  .map(([first, then]) => [...first, ...then]);
