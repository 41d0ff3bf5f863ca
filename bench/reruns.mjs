import { readFileSync } from "node:fs";
import path from "node:path";
import { describeGoals, ratio } from "./rig/goals.mjs";
import { withIrisProject } from "./rig/iris-project.mjs";
import { kernelsIn, measureKernel } from "./rig/kernels.mjs";
import { measureTable } from "./rig/table.mjs";

const counts = [100, 400, 700, 1_000];
const titles = { heap: "JavaScript", all: "all memory" };

/** @typedef {{ heap: number, all: number }} Memory */

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
      return counts.map((count) => /** @type {Memory} */ (found[count]));
    };
    const runs = await measure("await run(new IrisPipeline({ models }))");
    const sums = await measure("1 + 1");
    const lines = counts.flatMap((count, at) =>
      Object.entries(titles).map(([kind, title]) => {
        const key = /** @type {keyof Memory} */ (kind);
        const values = [runs[at]?.[key], sums[at]?.[key]];
        return { name: `${count.toLocaleString("en")} cells, ${title}`, values };
      }),
    );
    const [run, sum] = [runs, sums].map(kilobytesACell);
    return [
      "The Iris notebook, then one cell again and again in the same kernel: a run that finds everything fresh, each time drawn; or a sum, which shows what any cell leaves behind. After a collection of what is no longer used, MiB: what JavaScript holds in the main thread, and the memory of all of the kernel's processes, code and freed pages included; in brackets, how many times the first.",
      measureTable("MiB", ["a run", "`1 + 1`"], lines),
      `In JavaScript's memory, a run leaves ${run?.toFixed(1)} KiB behind, and a sum ${sum?.toFixed(1)}: the cell in the history, and where its lines came from, of the last 2,000; and code that V8 compiles as it gets hot.`,
      describeGoals([
        {
          goal: "of 900 runs no more is left than of as many sums, and 1 KiB a run",
          found: (run ?? Number.NaN) - (sum ?? Number.NaN),
          unit: " KiB",
          least: Number.NEGATIVE_INFINITY,
          most: 1,
        },
        {
          goal: "all memory grows by less than 1 % over the last 300 runs",
          found: ratio(runs.at(-1)?.all, runs.at(-2)?.all),
          most: 1.01,
        },
      ]),
    ].join("\n\n");
  });
}

/** @param {readonly Memory[]} memory */
function kilobytesACell(memory) {
  const [first, last] = [memory[0]?.heap ?? 0, memory.at(-1)?.heap ?? 0];
  return ((last - first) * 1_024) / ((counts.at(-1) ?? 0) - (counts[0] ?? 0));
}
