import { table } from "./rig/compare.mjs";
import { describeGoals, ratio } from "./rig/goals.mjs";
import { compareWithout, startAnew, withProjects } from "./rig/graph-projects.mjs";

/**
 * Luigi walks all that waits for each pick, which takes minutes of 10,000; ninja and make start a
 * shell for each task, whatever the shape.
 */
const graphs = /** @type {const} */ ([
  { place: "memory", shape: "wide", count: 1_000, rounds: 5, without: [] },
  { place: "memory", shape: "chain", count: 1_000, rounds: 5, without: [] },
  { place: "memory", shape: "wide", count: 10_000, rounds: 3, without: ["luigi"] },
  {
    place: "memory",
    shape: "chain",
    count: 10_000,
    rounds: 3,
    without: ["ninja", "make", "luigi"],
  },
  { place: "disk", shape: "wide", count: 1_000, rounds: 5, without: [] },
  { place: "disk", shape: "wide", count: 10_000, rounds: 3, without: ["luigi"] },
]);

/** A graph from nothing: the whole process. */
export async function freshRun() {
  const cases = [];
  for (const { place, rounds, without, ...graph } of graphs) {
    const timings = await withProjects(
      graph,
      async (projects) => {
        const all = projects.map((project) => ({
          ...project,
          prepare: () => startAnew(project.folder),
        }));
        return compareWithout(all, without, rounds);
      },
      place,
    );
    const name = `${graph.shape} ${graph.count.toLocaleString("en")}, ${place}`;
    cases.push({ name, timings, count: graph.count });
  }
  return `A graph from nothing, whole process, median of 5 interleaved runs (3 of 10,000 tasks); in brackets, how many times ours. In memory, where the disk costs nobody anything, and on disk. Each run finds a folder in which nothing was deleted before. A dash: not measured, because it takes minutes.\n\n${table(cases)}\n\n${describeGoals(goalsOf(cases))}`;
}

/** @param {{ timings: import("./rig/compare.mjs").Timing[], count: number }[]} cases */
function goalsOf(cases) {
  const [small, , large] = cases.map(({ timings }) => timings.map(({ seconds }) => seconds));
  const [ours, bare, recording, ninja, make] = large ?? [];
  return [
    { goal: "wide 10,000 within 1.5× of the bare loop", found: ratio(ours, bare), most: 1.5 },
    {
      goal: "wide 10,000 within 1.5× of the loop with locks and record",
      found: ratio(ours, recording),
      most: 1.5,
    },
    { goal: "wide 10,000 faster than ninja", found: ratio(ninja, ours), least: 1 },
    { goal: "wide 10,000 faster than make", found: ratio(make, ours), least: 1 },
    {
      goal: "linear: 10,000 tasks take at most 10× as long as 1,000",
      found: ratio(ours, small?.[0]),
      most: 10,
    },
  ];
}
