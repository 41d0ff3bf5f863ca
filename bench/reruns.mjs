import { readFileSync } from "node:fs";
import path from "node:path";
import { describeGoals } from "./rig/goals.mjs";
import { withIrisProject } from "./rig/iris-project.mjs";
import { kernelsIn, measureKernel } from "./rig/kernels.mjs";
import { measureTable } from "./rig/table.mjs";

const counts = [100, 400, 700, 1_000];

/** The memory of one kernel over a thousand runs of a pipeline that is fresh. */
export async function reruns() {
  return withIrisProject(async (folder) => {
    const [cauce] = kernelsIn(folder, folder);
    if (cauce?.argv === undefined) throw new Error("no kernel");
    const [node = "", ...words] = cauce.argv;
    const { cells } = JSON.parse(readFileSync(path.join(folder, "notebooks/iris.ipynb"), "utf8"));
    const setup = cells
      .filter((/** @type {{ cell_type: string }} */ cell) => cell.cell_type === "code")
      .map((/** @type {{ id: string, source: string | string[] }} */ { id, source }) => ({
        id,
        code: [source].flat().join(""),
      }));
    const rerun = { id: "rerun", code: "await run(new IrisPipeline({ models }))" };
    const made = [".cauce", "outputs"].map((name) => path.join(folder, name));
    const kernel = { ...cauce, folder, argv: [node, "--expose-gc", ...words] };
    const task = { setup: [...setup, rerun], at: counts, made };
    const found = await measureKernel(kernel, "reruns", task);
    const memory = counts.map((count) => Number(found[count]));
    const lines = counts.map((count, at) => ({
      name: `${count.toLocaleString("en")} runs`,
      values: [memory[at]],
    }));
    return [
      "The Iris notebook, then its last run again and again in the same kernel, each time drawn. Memory of all of the kernel's processes after a collection of what is no longer used, MiB.",
      measureTable("memory after", ["Cauce"], lines),
      describeGoals([
        {
          goal: "after 1,000 runs at most a tenth more than after 100",
          found: (memory.at(-1) ?? 0) / (memory[0] ?? 1),
          most: 1.1,
        },
      ]),
    ].join("\n\n");
  });
}
