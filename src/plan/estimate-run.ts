/** A task that is still to be done, or has begun. */
export interface AwaitedTask {
  readonly id: string;
  /** Ids of what it requires; those that are not awaited are done. */
  readonly requirements: readonly string[];
  /** How long it will still take; undefined where nothing is known. */
  readonly expectedMs: number | undefined;
}

/** About how long a run will take, by what was recorded. */
export interface RunEstimate {
  /** Milliseconds, of the tasks of which something is known. */
  readonly ms: number;
  /** Tasks that would run and of which nothing is known: they come on top. */
  readonly unknown: number;
  /** How many tasks run at once. */
  readonly workers: number;
}

interface Step {
  readonly ms: number;
  /** Its own time and the longest way of what waits for it. */
  pathMs: number;
  waitsFor: number;
  readonly dependents: Step[];
}

/**
 * Plays a run through as the loop would do it: so many at once, the longest path first. The tasks
 * come in an order in which each stands after what it requires. One of unknown length counts as none.
 */
export function estimateRun(tasks: readonly AwaitedTask[], workers: number): RunEstimate {
  const steps = connect(tasks);
  for (const step of [...steps].reverse()) {
    let longestMs = 0;
    for (const { pathMs } of step.dependents) longestMs = Math.max(longestMs, pathMs);
    step.pathMs = step.ms + longestMs;
  }
  const unknown = tasks.filter(({ expectedMs }) => expectedMs === undefined).length;
  return { ms: Math.round(play(steps, workers)), unknown, workers };
}

function connect(tasks: readonly AwaitedTask[]): Step[] {
  const known = new Map<string, Step>();
  for (const { id, requirements, expectedMs = 0 } of tasks) {
    const step: Step = { ms: expectedMs, pathMs: 0, waitsFor: 0, dependents: [] };
    for (const requirement of new Set(requirements)) {
      const before = known.get(requirement);
      if (before === undefined) continue;
      before.dependents.push(step);
      step.waitsFor++;
    }
    known.set(id, step);
  }
  return [...known.values()];
}

function play(steps: readonly Step[], workers: number): number {
  const ready = steps.filter(({ waitsFor }) => waitsFor === 0).sort(byPath);
  const running: { readonly step: Step; readonly endMs: number }[] = [];
  let nowMs = 0;
  for (;;) {
    while (running.length < workers) {
      const step = ready.pop();
      if (step === undefined) break;
      insert(running, { step, endMs: nowMs + step.ms }, (a, b) => b.endMs - a.endMs);
    }
    const ended = running.pop();
    if (ended === undefined) return nowMs;
    nowMs = ended.endMs;
    for (const next of ended.step.dependents)
      if (--next.waitsFor === 0) insert(ready, next, byPath);
  }
}

/** What comes first stands last, where taking it away costs nothing. */
function byPath(a: Step, b: Step): number {
  return a.pathMs - b.pathMs;
}

function insert<Item>(sorted: Item[], item: Item, compare: (a: Item, b: Item) => number): void {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(sorted[middle] as Item, item) <= 0) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, item);
}
