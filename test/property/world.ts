/** A task of a random project: what it requires, and the numbers in its code. */
export interface Node {
  /** Positions of earlier tasks, and of external files as `e0`, `e1`. */
  readonly needs: readonly (number | string)[];
  readonly constant: number;
  /** The value of its parameter, as a default. */
  readonly parameter: number;
  /** Small ones let different inputs give the same output. */
  readonly modulus: number;
  readonly helper: 0 | 1;
  readonly comments: number;
  readonly isTyped: boolean;
}

/** The sources and the input files of a project: everything that its outputs follow from. */
export interface World {
  readonly nodes: readonly Node[];
  readonly factors: readonly [number, number];
  readonly externals: readonly [string, string];
  /** By how many places the order of the cells is turned. */
  readonly turned: number;
}

/** How a task leaves in `log` that its `run()` was called. */
const noteName = `appendFileSync(log, name + "\\n");`;

/** The cells of a world, each with an id that survives edits. `note` is the code that notes a `name`. */
export function cellsOf(
  world: World,
  log: string,
  note: string = noteName,
): { id: string; source: string }[] {
  const cells = [
    {
      id: "head",
      source: `import { ExternalTask, Task, text, WrapperTask, z } from "cauce";\nimport { appendFileSync, existsSync } from "node:fs";\nconst log = ${JSON.stringify(log)};\nasync function begin(name: string) { ${note} }`,
    },
    {
      id: "help0",
      source: `const factor0 = ${world.factors[0]};\nfunction help0(x: number) { return (x * factor0 + 1) % 1009; }`,
    },
    {
      id: "help1",
      source: `const factor1: number = ${world.factors[1]};\nfunction help1(x: number) { return (help0(x) + factor1) % 1009; }`,
    },
    ...world.externals.map((_, at) => ({
      id: `e${at}`,
      source: `class E${at} extends ExternalTask { output() { return text("data/e${at}.txt"); } }`,
    })),
    ...world.nodes.map((node, at) => ({ id: `n${at}`, source: sourceOf(node, at) })),
    {
      id: "all",
      source: `class All extends WrapperTask { requires() { return [${world.nodes.map((_, at) => `new N${at}()`).join(", ")}]; } }`,
    },
  ];
  const turn = world.turned % cells.length;
  return [...cells.slice(turn), ...cells.slice(0, turn)];
}

function sourceOf(node: Node, at: number): string {
  const needs = node.needs.map(
    (need) => `new ${typeof need === "number" ? `N${need}` : need.toUpperCase()}()`,
  );
  return `${"// a comment\n".repeat(node.comments)}class N${at} extends Task.with({ p: z.int().default(${node.parameter}) }) {
  requires() { return [${needs.join(", ")}]; }
  output() { return text(this); }
  async run()${node.isTyped ? ": Promise<void>" : ""} {
    await begin("N${at}");
    if (existsSync(log + ".fail-N${at}")) throw new Error("as it was told to");
    let sum${node.isTyped ? ": number" : ""} = ${node.constant} + this.p;
    for (const input of this.input()) sum = (sum * 31 + Number(await input.read())) % 1009;
    await this.output().write(String(help${node.helper}(sum) % ${node.modulus}));
  }
}`;
}

/** What every task's output must be: recomputed from nothing, in plain JavaScript. */
export function compute(world: World): string[] {
  const values: string[] = [];
  const [factor0, factor1] = world.factors;
  const help0 = (x: number) => (x * factor0 + 1) % 1009;
  const help = [help0, (x: number) => (help0(x) + factor1) % 1009] as const;
  for (const node of world.nodes) {
    let sum = node.constant + node.parameter;
    for (const need of node.needs) sum = (sum * 31 + Number(valueAt(need, world, values))) % 1009;
    values.push(String(help[node.helper](sum) % node.modulus));
  }
  return values;
}

export function valueAt(
  need: number | string,
  world: World,
  values: readonly (string | undefined)[],
): string {
  const found = typeof need === "number" ? values[need] : world.externals[Number(need.slice(1))];
  if (found === undefined) throw new Error(`nothing at ${need}`);
  return found;
}

/** The positions of a task and of all that it requires, in order; of all tasks when none is named. */
export function wanted(world: World, target: number | undefined): number[] {
  if (target === undefined) return world.nodes.map((_, at) => at);
  const found = new Set<number>();
  const pending = [target];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    found.add(at);
    for (const need of world.nodes[at]?.needs ?? [])
      if (typeof need === "number") pending.push(need);
  }
  return [...found].sort((a, b) => a - b);
}
