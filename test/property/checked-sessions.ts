import fc from "fast-check";

/** One thing that someone does in a session whose cells are checked. */
export type SessionStep =
  | { readonly kind: "run"; readonly cell: number; readonly source: string }
  /** Runs a cell with one of its values or types exchanged. */
  | {
      readonly kind: "tweak";
      readonly cell: number;
      readonly at: number;
      readonly value: string;
      readonly type: string;
    }
  /** Runs a cell with a comment more. */
  | { readonly kind: "comment"; readonly cell: number; readonly comment: string }
  | { readonly kind: "complete"; readonly cell: number; readonly source: string }
  | { readonly kind: "edit-module"; readonly source: string }
  | { readonly kind: "set-strict"; readonly strict: boolean }
  | { readonly kind: "reset" };

/** Each of the first cells declares one of these, as this and as that. */
const names = ["a", "b", "c"];

/** What the cells behind them say: some of it is right whatever a name is declared as. */
export const probes = [
  ...names.flatMap((name) => [`${name}.toFixed();`, `${name}.length;`]),
  "b(1)?.toFixed();",
  "new c().value.toFixed();",
];

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
const declarations = [
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
/** Where the name of another cell stands for something else, or seems to. */
const sharedNames = [
  "function N(M: T) { return M; }",
  "function N(M = V) { return [M].map((M) => M); }",
  "function N(M: unknown): M is string { return typeof M === 'string'; }",
  "function N(x = M) { var M = V; return [x.length, M]; }",
  "function N(M: T) { let x: M = undefined as any; return x.is.length; }",
  "function N(M: T) { return (M as any as M).is.length; }",
  "const N = (M: T) => ({ key: M } as any satisfies M).key;",
  "function N(M: number) { let x: typeof M = M; return x; }",
  "function N<M>(x: M) { return x; }",
  "function N({ M }: { M: T }) { return M; }",
  "function N({ M = V, ...x }: any) { return M; }",
  "function N({ [M as any]: x }: any) { return x; }",
  "const N = { M: V };",
  "const N = { M }.M.length;",
  "const N = { [M]: V };",
  "const N = { M() { return V; }, get x() { return M; } };",
  "const N = ({ M: V }).M;",
  "const N = ((x: any) => x.M ?? V)(1);",
  "const { M: N } = { M: V };",
  "const [N] = ((M) => [M])(V);",
  "const N = (() => { const M = V; return M; })();",
  "const N = (() => { { const M = V; } return M.length; })();",
  "const N = (() => { if (V) { var M = V; } return M; })();",
  "const N = (() => { type M = T; return undefined as any as M; })();",
  "const N = (() => { type M = T; return M.length; })();",
  "const N = (() => { function M() { return V; } return M(); })();",
  "const N = (() => { enum M { A = 1 } return M.A; })();",
  "const N = (() => { M: for (;;) break M; return V; })();",
  "const N = (() => { for (const M of [V]) return M; return M.length; })();",
  "const N = (() => { try { return M.length; } catch (M) { return M; } })();",
  "const N = class M { value = V; self() { return M; } };",
  "const N = <M extends T>(x: M): M => x;",
  "const N = <M.value />;",
  "const N = <b>{((M: T) => M)(V as any)}</b>;",
  "class N { M = V; value = this.M; }",
  "class N { constructor(public M = V, x = M) {} value = M.length; }",
  "class N { constructor(public M: T) { M; } }",
  "class N { static { const M = V; M; } value = M.length; }",
  "class N { @(M as any) value = V; }",
  "class N { run(M: T) { return (M: M) => M; } }",
  "enum N { M = 1, B = M }",
  "namespace N { export const M = V; export const value = M; }",
  "namespace N { export type M = T; export const value: M = V as any; }",
  "type N = { M: T };",
  "type N = { [M in 'key']: M };",
  "type N = (M: T) => typeof M;",
  "type N = [M: T, x: M];",
  "type N = T extends infer M ? M : never;",
  "interface N { M(M: T): M; value: typeof M } const N = (undefined as any as N).M.length;",
];
/** Plain values more often than all else: what uses them is right more often. */
const template = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      "const N = V;",
      "const N = V;",
      "const N = M;",
      "interface N { is: T } const N = V;",
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom(...declarations) },
  { weight: 3, arbitrary: fc.constantFrom(...sharedNames) },
);

function fill(template: string, own?: string): fc.Arbitrary<string> {
  const parts = { N: own === undefined ? name : fc.constant(own), M: name, V: value, T: type };
  return fc
    .record(parts)
    .map((filled) =>
      template.replace(/\b[NMVT]\b/g, (letter) => filled[letter as keyof typeof filled] ?? letter),
    );
}

const cell = fc.nat(names.length - 1);

const run = fc
  .tuple(cell, template)
  .chain(([at, chosen]) =>
    fill(chosen, names[at]).map((source) => ({ kind: "run" as const, cell: at, source })),
  );

/** The source with one value or type of it exchanged for another. */
export function tweak(source: string, at: number, value: string, type: string): string {
  const places = [
    ...source.matchAll(/(?<==>? |return |\()(?:[12]|"[st]"|\[[^\]]+\]|undefined)|(?<=: )[a-z]+/g),
  ];
  const place = places[at % Math.max(1, places.length)];
  if (place === undefined) return source;
  const by = source.slice(0, place.index).endsWith(": ") ? type : value;
  return source.slice(0, place.index) + by + source.slice(place.index + place[0].length);
}

const steps: fc.Arbitrary<readonly SessionStep[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: run },
    {
      weight: 12,
      arbitrary: fc.record({
        kind: fc.constant("tweak" as const),
        cell,
        at: fc.nat(20),
        value,
        type,
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
        source: template.chain((chosen) => fill(chosen)),
      }),
    },
    {
      weight: 1,
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
  { minLength: 30, maxLength: 40 },
);

/** What is done to the cells that declare, and cells that share their names. */
export const sessions = fc.record({
  steps,
  sharing: fc.array(
    fc.constantFrom(...sharedNames).chain((chosen) => fill(chosen, "own")),
    { minLength: 8, maxLength: 8 },
  ),
});
