import { CauceError } from "../core/errors.ts";
import { listRequirements } from "../core/list-requirements.ts";
import { resolveFromRoot } from "../core/project-root.ts";
import { isFileTarget, isTarget, listTargets, type Output, type Target } from "../core/target.ts";
import { Task } from "../core/task.ts";
import { lacksReturn } from "./lacks-return.ts";
import { userCodeError } from "./user-code-error.ts";

/** A task of a graph with what it said of itself. */
export interface GraphNode {
  readonly task: Task;
  /** What `requires()` returned. */
  readonly ownRequirements: readonly string[];
  /** Which task stands where in it. */
  readonly places: Readonly<Record<string, string>>;
  /** These, and what it asked for when it last ran. */
  readonly requirements: readonly string[];
  readonly targets: readonly { readonly name: string; readonly target: Target }[];
}

/** Most tasks of a large graph have none, and share these. */
const noIds: readonly string[] = [];
const noPlaces: GraphNode["places"] = {};

/** Every task that some roots need, each after what it requires. */
export type Graph = ReadonlyMap<string, GraphNode>;

/** Tasks that a task required of its own accord when it last ran. */
export type FindDynamic = (task: Task) => readonly Task[];

/** Longer chains have no end: a parameter that each task counts up or down for the next one. */
const longestChain = 200_000;

/**
 * Follows `requires()` from the roots. Nothing runs. A cycle, two tasks that write one file, or
 * a `requires()` that throws is an error that names the tasks. No recursion: a chain may be long.
 */
export function buildGraph(roots: readonly Task[], findDynamic: FindDynamic = () => []): Graph {
  const graph = new Map<string, GraphNode>();
  const open = new Map<
    string,
    { readonly node: GraphNode; readonly required: readonly Task[]; at: number }
  >();
  const work: string[] = [];
  const enter = (task: Task) => {
    const named = requirementsOf(task);
    const own = named.map((requirement) => requirement.task);
    const dynamic = findDynamic(task);
    const required = dynamic.length === 0 ? own : [...own, ...dynamic];
    const ownRequirements = idsOf(own);
    const node = {
      task,
      ownRequirements,
      places: placesOf(named),
      requirements: required === own ? ownRequirements : idsOf(required),
      targets: targetsOf(task),
    };
    if (required.length === 0) {
      graph.set(task.id, node);
      return;
    }
    open.set(task.id, { node, required, at: 0 });
    work.push(task.id);
    if (work.length > longestChain) throw endless(work);
  };
  for (const root of roots) {
    if (!graph.has(root.id)) enter(root);
    while (work.length > 0) {
      const id = work[work.length - 1] as string;
      const visit = open.get(id) as {
        readonly node: GraphNode;
        readonly required: readonly Task[];
        at: number;
      };
      const next = visit.required[visit.at++];
      if (next === undefined) {
        graph.set(id, visit.node);
        open.delete(id);
        work.pop();
      } else if (open.has(next.id)) {
        throw cycle([...work.slice(work.indexOf(next.id)), next.id]);
      } else if (!graph.has(next.id)) {
        enter(next);
      }
    }
  }
  assertOneWriterEach(graph);
  return graph;
}

function idsOf(tasks: readonly Task[]): readonly string[] {
  if (tasks.length === 0) return noIds;
  if (tasks.length === 1) return tasks.map(({ id }) => id);
  return [...new Set(tasks.map(({ id }) => id))];
}

function placesOf(named: readonly { name: string; task: Task }[]): GraphNode["places"] {
  if (named.length === 0) return noPlaces;
  return Object.fromEntries(named.map(({ name, task }) => [name, task.id]));
}

function requirementsOf(task: Task): { name: string; task: Task }[] {
  const required = callSafely(task, "requires", () => task.requires());
  if (required === undefined) assertMeantAsNothing(task, "requires");
  return listRequirements(required, `\`${task.family}.requires()\` returned`);
}

function targetsOf(task: Task): { name: string; target: Target }[] {
  const output: unknown = callSafely(task, "output", () => task.output());
  if (output === undefined) assertMeantAsNothing(task, "output");
  const targets = typeof output === "object" ? listTargets(output as Output) : [];
  const other =
    typeof output === "object"
      ? targets.find(({ target }) => !isTarget(target))
      : output === undefined
        ? undefined
        : { name: "", target: output };
  if (other !== undefined) throw notATarget(task, other.name, other.target);
  return targets;
}

/** A method that says what it should give back, and does not, would be passed over in silence. */
function assertMeantAsNothing(task: Task, method: "requires" | "output"): void {
  const own = task[method];
  if (own === Task.prototype[method] || !lacksReturn(own)) return;
  const expected = method === "requires" ? "what the task requires" : "the task's targets";
  throw new CauceError(
    "return-missing",
    `\`${task.family}.${method}()\` has no \`return\`, so it gives nothing. Expected ${expected}: write \`return\` before it, or take the method out.`,
  );
}

function notATarget(task: Task, name: string, found: unknown): CauceError {
  const at = name === "" ? "" : ` at \`${name}\``;
  const hint = typeof found === "string" ? `, such as \`text(${JSON.stringify(found)})\`` : "";
  return new CauceError(
    "output-not-a-target",
    `\`${task.id}.output()\` returned a value of type ${typeof found}${at}. Expected a target${hint}, or targets in an array or a record.`,
  );
}

function callSafely<Result>(task: Task, method: string, call: () => Result): Result {
  try {
    return call();
  } catch (error) {
    throw userCodeError(`${method}-failed`, `\`${task.id}.${method}()\``, error);
  }
}

function cycle(ids: readonly string[]): CauceError {
  return new CauceError(
    "cycle",
    `\`${ids[0]}\` requires itself: ${ids.join(" → ")}. Take one of these requirements out.`,
  );
}

function endless(ids: readonly string[]): CauceError {
  return new CauceError(
    "endless-requirements",
    `\`${ids[0]}\` requires a chain of more than ${longestChain.toLocaleString("en")} tasks: ${ids.slice(0, 3).join(" → ")} → …. Expected an end of it: let \`requires()\` return nothing where the first task is reached.`,
  );
}

function assertOneWriterEach(graph: Graph): void {
  const writers = new Map<string, string>();
  for (const { task, file, name } of filesOf(graph, false)) {
    const other = writers.get(file);
    if (other !== undefined) throw writtenTwice(name, other, task.id);
    writers.set(file, task.id);
  }
  for (const { task, file, name } of filesOf(graph, true)) {
    const writer = writers.get(file);
    if (writer !== undefined) throw writesExternal(name, writer, task.id);
  }
}

function* filesOf(
  graph: Graph,
  external: boolean,
): Generator<{ task: Task; file: string; name: string }> {
  for (const { task, targets } of graph.values()) {
    if (isExternal(task) !== external) continue;
    for (const { target } of targets) {
      if (isFileTarget(target))
        yield { task, file: resolveFromRoot(target.path), name: target.path };
    }
  }
}

function isExternal(task: Task): boolean {
  return (task.constructor as { kind?: string }).kind === "external";
}

function writtenTwice(file: string, a: string, b: string): CauceError {
  const what =
    a === b
      ? `\`${file}\` is named twice among the outputs of \`${a}\`. Give each its own name, such as \`csv(this, "train")\`.`
      : `\`${file}\` is written by two tasks: \`${a}\` and \`${b}\`. Give each its own path; \`csv(this)\` names one after the task.`;
  return new CauceError("written-twice", what);
}

/** Nothing would order the two: the reader could come first. */
function writesExternal(file: string, writer: string, external: string): CauceError {
  return new CauceError(
    "external-written",
    `\`${file}\` comes from elsewhere as \`${external}\`, and \`${writer}\` writes it. Require \`${writer}\` in its place, or give one of them another path.`,
  );
}
