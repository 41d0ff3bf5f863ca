import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { compare, notMeasured, table } from "./rig/compare.mjs";
import { withProjects } from "./rig/graph-projects.mjs";

/** The graphs, and how many of the contestants take part: the peers take minutes on the largest. */
const graphs = /** @type {const} */ ([
  { shape: "wide", count: 1_000, takePart: 5 },
  { shape: "chain", count: 1_000, takePart: 5 },
  { shape: "wide", count: 10_000, takePart: 2 },
  { shape: "chain", count: 10_000, takePart: 2 },
]);

/** A graph from nothing: the whole process. */
export async function freshRun() {
  const cases = [];
  for (const { takePart, ...graph } of graphs) {
    const timings = await withProjects(graph, async (projects) => {
      const all = projects.map((project) => ({
        ...project,
        prepare: () => forget(project.folder),
      }));
      return [...compare(all.slice(0, takePart)), ...all.slice(takePart).map(notMeasured)];
    });
    cases.push({ name: `${graph.shape} ${graph.count.toLocaleString("en")}`, timings });
  }
  return `A graph from nothing, whole process, median of 5 interleaved runs; in brackets, how many times ours. A dash: not measured.\n\n${table(cases)}`;
}

/** @param {string} folder */
function forget(folder) {
  for (const made of ["out", ".cauce", ".ninja_log", ".ninja_deps", "manifest.json"])
    rmSync(path.join(folder, made), { recursive: true, force: true });
  mkdirSync(path.join(folder, "out"));
}
