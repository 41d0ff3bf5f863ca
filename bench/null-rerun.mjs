import { setTimeout as sleep } from "node:timers/promises";
import { compare, notMeasured, table, time } from "./rig/compare.mjs";
import { withProjects } from "./rig/graph-projects.mjs";

/** Luigi takes minutes to make the largest ready. */
const graphs = [
  { count: 1_000, takePart: 5 },
  { count: 10_000, takePart: 4 },
];
/** Longer than a file has to be old for its time stamp to be trusted. */
const settleMs = 3_000;

/** A wide graph of which nothing is to be done: the whole process. */
export async function nullRerun() {
  const cases = [];
  for (const { count, takePart } of graphs) {
    const timings = await withProjects({ shape: "wide", count }, async (all) => {
      const installed = all.slice(0, takePart).filter(({ command }) => command !== undefined);
      installed.forEach(time);
      await sleep(settleMs);
      installed.forEach(time);
      return [...compare(all.slice(0, takePart)), ...all.slice(takePart).map(notMeasured)];
    });
    cases.push({ name: `wide ${count.toLocaleString("en")}`, timings });
  }
  return `Nothing to be done, whole process, median of 5 interleaved runs; in brackets, how many times ours. A dash: not measured.\n\n${table(cases)}`;
}
