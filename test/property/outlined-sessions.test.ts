import fc from "fast-check";
import { expect, test } from "vitest";
import { TwoCheckers } from "../unit/kernel/language/two-checkers.ts";

const seed = Number(process.env.CHECK_SEED ?? 20_261_121);
const numRuns = Number(process.env.CHECK_RUNS ?? 6);

/** What needs no more than the outline comes more often: what needs the whole comes once a session. */
const value = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      "1",
      '"s"',
      "[1, 2]",
      "setTimeout(() => {})",
      "console.log(1)",
      "new dfd.DataFrame({ a: [1] })",
      "dfd.readCSV",
      "Error",
      "M",
      "M.dfd",
      "{ M }",
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "dfd",
      "{ ...dfd }",
      "Object.values(dfd)",
      "setTimeout",
      "console",
      "console.dir",
      "globalThis",
      "process.env",
      'Buffer.from("a")',
      "import.meta",
    ),
  },
);

/** `N` is the name that a cell declares, `M` one that it uses, `V` a value. */
const templates = [
  "const N = V;",
  "const N = V;",
  "let N = V;",
  "function N() { return V; }",
  "class N { value = V; }",
  "type N = typeof M;",
  "type N = M extends { prototype: infer P } ? P : keyof M; declare let n: N; n;",
  "const { value: N } = M;",
  'import * as N from "danfojs-node";',
  'import * as dfd from "danfojs-node";',
  'import { DataFrame as N } from "cauce/danfojs";',
  'import { convertFunctionTotransformer as N } from "danfojs-node";',
  "declare global { interface Array<T> { N: V } }".replace("V", "1"),
];

const names = ["dfd", "a", "b"];

interface Step {
  readonly kind: "run" | "run-unchecked" | "look";
  readonly cell: string;
  readonly source: string;
}

const step: fc.Arbitrary<Step> = fc
  .record({
    kind: fc.constantFrom("run", "run", "run-unchecked", "look"),
    cell: fc.constantFrom(...names),
    template: fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom(...templates) },
      { weight: 1, arbitrary: fc.constantFrom(...templates.slice(0, 5)) },
    ),
    used: fc.constantFrom(...names),
    value,
  })
  .map(({ kind, cell, template, used, value }) => {
    const filled = template.replace(/\bV\b/, value).replace(/\bM\b/g, used);
    return { kind: kind as Step["kind"], cell, source: filled.replace(/\bN\b/g, cell) };
  });

/** What stands in the other cells, whatever that is. */
const probes = [
  "a; b; dfd;",
  "type A = typeof a; type B = keyof typeof b; declare let all: [A, B]; all;",
  "for (const one of Object.values(b)) { const two: typeof one = one; two; }",
  "a.value; new b().value; dfd.DataFrame;",
];

test("a session that begins with the outline tells what one with the whole tells, whatever is run", () => {
  const two = new TwoCheckers();
  let [outlined, all] = [0, 0];
  const take = ({ kind, cell, source }: Step): void => {
    if (kind !== "run-unchecked") {
      const [withOutline, withWhole] = two.tell(cell, source);
      expect(withOutline).toEqual(withWhole);
    }
    if (kind !== "look") two.keep(cell, source);
    outlined += Number(two.isOutlined);
    all += 1;
  };
  try {
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 6 }), (steps) => {
        two.begin();
        for (const one of steps) take(one);
        for (const [at, source] of probes.entries())
          take({ kind: "look", cell: `probe ${at}`, source });
      }),
      { seed, numRuns },
    );
  } finally {
    two.close();
  }
  // Else it would hold of sessions that begin with the whole.
  expect(outlined).toBeGreaterThan(all / 10);
}, 600_000);
