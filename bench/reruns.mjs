import { readFileSync } from "node:fs";
import path from "node:path";
import { describeGoals, ratio } from "./rig/goals.mjs";
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
    const made = [".cauce", "outputs"].map((name) => path.join(folder, name));
    const kernel = { ...cauce, folder, argv: [node, "--expose-gc", ...words] };
    const measure = async (/** @type {string} */ code) => {
      const task = { setup: [...setup, { id: "again", code }], at: counts, made };
      const found = await measureKernel(kernel, "reruns", task);
      return counts.map((count) => Number(found[count]));
    };
    const runs = await measure("await run(new IrisPipeline({ models }))");
    const sums = await measure("1 + 1");
    const lines = counts.map((count, at) => ({
      name: `${count.toLocaleString("en")} cells`,
      values: [runs[at], sums[at]],
    }));
    return [
      "The Iris notebook, then one cell again and again in the same kernel: a run that finds everything fresh, each time drawn; or a sum, which shows what any cell leaves behind. Memory of all of the kernel's processes after a collection of what is no longer used, MiB; in brackets, how many times the first.",
      measureTable("MiB", ["a run", "`1 + 1`"], lines),
      describeGoals([
        {
          goal: "900 further runs keep no more than as many sums, and a tenth",
          found: ratio(growth(runs), growth(sums)),
          most: 1.1,
        },
      ]),
    ].join("\n\n");
  });
}

/** @param {readonly number[]} memory */
function growth(memory) {
  return (memory.at(-1) ?? 0) - (memory[0] ?? 0);
}
