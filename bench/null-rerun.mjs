import { setTimeout as sleep } from "node:timers/promises";
import { table, time } from "./rig/compare.mjs";
import { compareWithout, isAmong, withProjects } from "./rig/graph-projects.mjs";

/** Luigi takes minutes to make the largest ready. */
const graphs = /** @type {const} */ ([
  { count: 1_000, without: [] },
  { count: 10_000, without: ["luigi"] },
]);
/** Longer than a file has to be old for its time stamp to be trusted. */
const settleMs = 3_000;

/** A wide graph of which nothing is to be done: the whole process. */
export async function nullRerun() {
  const cases = [];
  for (const { count, without } of graphs) {
    const timings = await withProjects({ shape: "wide", count }, async (projects) => {
      const all = projects.filter(({ tool }) => tool !== "recording");
      const installed = all.filter(
        ({ tool, command }) => command !== undefined && !isAmong(without, tool),
      );
      installed.forEach(time);
      await sleep(settleMs);
      installed.forEach(time);
      return compareWithout(all, without);
    });
    cases.push({ name: `wide ${count.toLocaleString("en")}`, timings });
  }
  return `Nothing to be done, whole process, median of 5 interleaved runs; in brackets, how many times ours. A dash: not measured.\n\n${table(cases)}`;
}
