import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { compare, table } from "./rig/compare.mjs";
import { cauce, findPeers } from "./rig/peers.mjs";

const count = 64;
const rounds = 3;
/** About 200 ms of one core each: an interpreter takes as long for far fewer. */
const steps = { node: 200_000_000, python: 2_000_000 };
const graphs = fileURLToPath(new URL("graphs/", import.meta.url));

/** Tasks that only compute, with one worker and with two. */
export async function parallel() {
  const folder = mkdtempSync(path.join(tmpdir(), "cauce-bench-"));
  writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }\n');
  for (const name of ["parallel.ts", "parallel.py", "parallel-pool.mjs"])
    copyFileSync(path.join(graphs, name), path.join(folder, name));
  try {
    const all = compare([...contestants(folder, 1), ...contestants(folder, 2)], rounds);
    const [one, two] = [all.slice(0, all.length / 2), all.slice(all.length / 2)];
    const cases = [
      { name: "1 worker", timings: one },
      { name: "2 workers", timings: two },
    ];
    return `${count} tasks that compute for about 200 ms each, whole process, median of ${rounds} interleaved runs; in brackets, how many times ours.\n\n${table(cases)}\n\nWith two workers: ${describeGain(one, two)}.`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @param {number} workers
 * @returns {import("./rig/compare.mjs").Contestant[]}
 */
function contestants(folder, workers) {
  const { luigi } = findPeers();
  const prepare = () => {
    for (const made of ["out", ".cauce"])
      rmSync(path.join(folder, made), { recursive: true, force: true });
    mkdirSync(path.join(folder, "out"));
  };
  const counted = ["--count", String(count), "--steps", String(steps.node)];
  const words = [String(count), String(steps.node), String(workers)];
  const ours = [cauce, "run", "parallel.ts", "All", ...counted, "--workers", String(workers)];
  const python = luigi && {
    command: [luigi.command, "parallel.py", String(count), String(steps.python), String(workers)],
  };
  return [
    { name: "Cauce", command: [process.execPath, ...ours] },
    { name: "bare worker threads", command: [process.execPath, "parallel-pool.mjs", ...words] },
    { name: luigi?.version ?? "Luigi: not installed", ...python },
  ].map((one) => ({ ...one, folder, prepare }));
}

/**
 * @param {readonly import("./rig/compare.mjs").Timing[]} one
 * @param {readonly import("./rig/compare.mjs").Timing[]} two
 */
function describeGain(one, two) {
  return one
    .map(({ name, seconds }, at) => {
      const faster = two[at]?.seconds;
      const gain =
        seconds === undefined || faster === undefined ? "–" : `${(seconds / faster).toFixed(2)}×`;
      return `${name} ${gain} as fast`;
    })
    .join(", ");
}
