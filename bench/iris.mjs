import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { compare, table } from "./rig/compare.mjs";
import { describeGoals, ratio } from "./rig/goals.mjs";
import { withIrisProject } from "./rig/iris-project.mjs";
import { benchPython, cauce, findPeers, peerTitle } from "./rig/peers.mjs";
import { describeProfile } from "./rig/profile.mjs";

/** The whole Iris pipeline from nothing, from a shell. */
export async function iris() {
  return withIrisProject(async (folder) => {
    const prepare = () => {
      for (const made of ["outputs", ".cauce"])
        rmSync(path.join(folder, made), { recursive: true, force: true });
    };
    const ours = [cauce, "run", "notebooks/iris.ipynb", "IrisPipeline"];
    const { luigi } = findPeers();
    const python = (/** @type {number} */ workers) => ({
      name: `${peerTitle("luigi")}, workers: ${workers}`,
      folder,
      prepare,
      ...(luigi && { command: ["env", `LUIGI_WORKERS=${workers}`, benchPython, "tasks.py"] }),
    });
    const timings = compare([
      { name: "Cauce", folder, prepare, command: [process.execPath, ...ours] },
      python(1),
      python(2),
    ]);
    const theirs = timings.slice(1).map(({ seconds }) => seconds ?? Number.NaN);
    prepare();
    const profile = await describeProfile((flags) =>
      spawnSync(process.execPath, [...flags, ...ours], { cwd: folder }),
    );
    return [
      `The Iris pipeline (split, four models, their scores) from nothing, whole process, median of 5 interleaved runs; in brackets, how many times ours. Luigi with ${peerTitle("pandas")} and ${peerTitle("scikit-learn")}.`,
      table([{ name: "Iris pipeline", timings }]),
      describeGoals([
        {
          goal: "faster than Luigi, process start included",
          found: ratio(Math.min(...theirs), timings[0]?.seconds),
          least: 1,
        },
      ]),
      profile,
    ].join("\n\n");
  });
}
