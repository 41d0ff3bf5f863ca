import { compute, type Node, valueAt, type World, wanted } from "./world.ts";

interface Made {
  /** Everything that the output follows from, but the names of things. */
  readonly from: string;
  readonly parameter: number;
  readonly value: string;
}

/** What must happen in a run: which tasks run, and of which an earlier version comes back. */
export interface Expected {
  readonly ran: readonly string[];
  readonly restored: readonly string[];
}

const mostVersions = 5;

/**
 * An account, kept apart from Cauce's, of what was made from what and of what lies on disk. It
 * says which tasks a run may touch: those whose record is not fresh, and no other.
 */
export class Ledger {
  /** The newest first; the first one is what the record says. */
  readonly #versions = new Map<number, readonly Made[]>();
  /** The files as they lie there, by task and parameter. */
  readonly #files = new Map<string, string>();

  remove(at: number, parameter: number): void {
    this.#files.delete(`${at} ${parameter}`);
  }

  /** False where there is no file to edit. */
  tamper(at: number, parameter: number, text: string): boolean {
    if (!this.#files.has(`${at} ${parameter}`)) return false;
    this.#files.set(`${at} ${parameter}`, text);
    return true;
  }

  run(world: World, target: number | undefined): Expected {
    const ran: string[] = [];
    const restored: string[] = [];
    const values = compute(world);
    for (const at of wanted(world, target)) {
      const now = makeOf(at, world, values);
      const how = this.#decide(at, now);
      if (how === "run") ran.push(`N${at}`);
      if (how === "restore") restored.push(`N${at}`);
      if (how !== "fresh") this.#keep(at, now);
    }
    return { ran, restored };
  }

  /**
   * What must have happened, by task, in a run that came to no good end: of the tasks that ended,
   * `ended` says which. `fileOf` reads what one left that was begun and did not end.
   */
  endEarly(
    world: World,
    ended: ReadonlySet<number>,
    fileOf: (at: number) => string | undefined,
  ): ReadonlyMap<number, "fresh" | "restore" | "run"> {
    const values = compute(world);
    const expected = new Map<number, "fresh" | "restore" | "run">();
    for (const at of wanted(world, undefined)) {
      const now = makeOf(at, world, values);
      if (ended.has(at)) {
        const how = this.#decide(at, now);
        expected.set(at, how);
        if (how !== "fresh") this.#keep(at, now);
        continue;
      }
      const left = fileOf(at);
      if (left === undefined) this.remove(at, now.parameter);
      else this.#files.set(`${at} ${now.parameter}`, left);
    }
    return expected;
  }

  #decide(at: number, now: Made): "fresh" | "restore" | "run" {
    const [record, ...earlier] = this.#versions.get(at) ?? [];
    if (record === undefined) return "run";
    const isThere =
      record.parameter !== now.parameter ||
      this.#files.get(`${at} ${now.parameter}`) === record.value;
    if (record.from === now.from) return isThere ? "fresh" : "run";
    return earlier.some(({ from }) => from === now.from) ? "restore" : "run";
  }

  #keep(at: number, now: Made): void {
    const others = (this.#versions.get(at) ?? []).filter(({ from }) => from !== now.from);
    this.#versions.set(at, [now, ...others].slice(0, mostVersions));
    this.#files.set(`${at} ${now.parameter}`, now.value);
  }
}

function makeOf(at: number, world: World, values: readonly string[]): Made {
  const node = world.nodes[at] as Node;
  return {
    from: describe(node, world, values),
    parameter: node.parameter,
    value: values[at] ?? "",
  };
}

/** The code that a task reaches and the content of what it requires: comments, types and the order of cells left out. */
function describe(node: Node, world: World, values: readonly string[]): string {
  const { constant, parameter, modulus, helper, needs } = node;
  const factors = helper === 0 ? [world.factors[0]] : world.factors;
  return JSON.stringify([
    constant,
    parameter,
    modulus,
    helper,
    factors,
    needs.map((need) => [need, valueAt(need, world, values)]),
  ]);
}
