import fc from "fast-check";
import type { Node, World } from "./world.ts";

/** One thing that someone does between two runs. Positions are taken modulo what is there. */
export type Step =
  | { readonly kind: "comment" | "type" | "reverse" | "delete" | "tamper"; readonly at: number }
  | {
      readonly kind:
        | "constant"
        | "parameter"
        | "modulus"
        | "helper"
        | "factor"
        | "external"
        | "edge"
        | "turn";
      readonly at: number;
      readonly value: number;
    }
  | { readonly kind: "undo" }
  | { readonly kind: "run"; readonly target: number | undefined }
  /** A run that is cancelled at one of its events, or in which one task throws. */
  | { readonly kind: "cancelled-run" | "failed-run"; readonly at: number };

const at = fc.nat(11);
const value = fc.nat(4);

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("run" as const),
        target: fc.option(fc.nat(5), { nil: undefined, freq: 2 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          "comment" as const,
          "type" as const,
          "reverse" as const,
          "delete" as const,
          "tamper" as const,
        ),
        at,
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          "constant" as const,
          "parameter" as const,
          "modulus" as const,
          "helper" as const,
          "factor" as const,
          "external" as const,
          "edge" as const,
          "turn" as const,
        ),
        at,
        value,
      }),
    },
    { weight: 2, arbitrary: fc.constant({ kind: "undo" as const }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom("cancelled-run" as const, "failed-run" as const),
        at,
      }),
    },
  ),
  { minLength: 3, maxLength: 12 },
);

export const worlds: fc.Arbitrary<World> = fc.nat(4).chain((last) =>
  fc.record({
    nodes: fc.tuple(...Array.from({ length: last + 1 }, (_, position) => nodeAt(position))),
    factors: fc.tuple(value, value),
    externals: fc.tuple(value.map(String), value.map(String)),
    turned: fc.nat(9),
  }),
);

function nodeAt(position: number): fc.Arbitrary<Node> {
  const earlier: (number | string)[] = [
    ...Array.from({ length: position }, (_, index) => index),
    "e0",
    "e1",
  ];
  return fc.record({
    needs: fc.subarray(earlier),
    constant: value,
    parameter: value,
    modulus: fc.constantFrom(2, 3, 1009),
    helper: fc.constantFrom(0 as const, 1 as const),
    comments: fc.constant(0),
    isTyped: fc.boolean(),
  });
}

/** The world after an edit of its sources or its input files; the same value for steps that edit neither. */
export function edit(world: World, step: Step): World {
  switch (step.kind) {
    case "comment":
      return withNode(world, step.at, (node) => ({ ...node, comments: (node.comments + 1) % 3 }));
    case "type":
      return withNode(world, step.at, (node) => ({ ...node, isTyped: !node.isTyped }));
    case "reverse":
      return withNode(world, step.at, (node) => ({ ...node, needs: node.needs.toReversed() }));
    case "constant":
      return withNode(world, step.at, (node) => ({ ...node, constant: step.value }));
    case "parameter":
      return withNode(world, step.at, (node) => ({ ...node, parameter: step.value }));
    case "modulus":
      return withNode(world, step.at, (node) => ({
        ...node,
        modulus: [2, 3, 1009][step.value % 3] ?? 2,
      }));
    case "helper":
      return withNode(world, step.at, (node) => ({ ...node, helper: node.helper === 0 ? 1 : 0 }));
    case "factor":
      return { ...world, factors: replace(world.factors, step.at % 2, step.value) };
    case "external":
      return { ...world, externals: replace(world.externals, step.at % 2, String(step.value)) };
    case "edge":
      return withNode(world, step.at, (node, position) => ({
        ...node,
        needs: toggle(node.needs, position === 0 ? "e0" : step.value % position),
      }));
    case "turn":
      return { ...world, turned: step.value };
    default:
      return world;
  }
}

function withNode(world: World, at: number, change: (node: Node, position: number) => Node): World {
  const position = at % world.nodes.length;
  return {
    ...world,
    nodes: world.nodes.map((node, index) => (index === position ? change(node, position) : node)),
  };
}

function replace<Value>(
  pair: readonly [Value, Value],
  at: number,
  value: Value,
): readonly [Value, Value] {
  return at === 0 ? [value, pair[1]] : [pair[0], value];
}

function toggle(needs: Node["needs"], need: number | string): Node["needs"] {
  return needs.includes(need) ? needs.filter((other) => other !== need) : [...needs, need];
}
