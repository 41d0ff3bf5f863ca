import { describeGoals, ratio } from "./rig/goals.mjs";
import { measureKernel, measureKernels, withKernels } from "./rig/kernels.mjs";
import { describeProfile } from "./rig/profile.mjs";
import { measureTable, median } from "./rig/table.mjs";

const rounds = 5;

const measures = /** @type {const} */ ({
  kernelInfo: "start to `kernel_info`, ms",
  firstResult: "start to first result, ms",
  sum: "`1 + 1`, ms",
  class: "30-line class after 50 cells, ms",
  completion: "completion, ms",
  memory: "memory then, MiB",
  frameImport: "import of danfojs-node (Python: pandas), ms",
  frameFirst: "the cell after it, ms",
  frame: "the ten cells after that, ms",
  frameMemory: "memory at the end, MiB",
});

/** A kernel's start and the round trips of its cells. */
export async function cell() {
  return withKernels(async (kernels) => {
    const runs = await measureKernels(kernels, "cells", rounds);
    const profile = await describeProfile((flags) => profileStart(kernels, flags));
    const names = kernels.map(({ name }) => name);
    /** @param {keyof typeof measures} measure */
    const valuesOf = (measure) => runs.map((figures) => middle(figures, measure));
    const lines = Object.entries(measures).map(([measure, name]) => ({
      name,
      values: valuesOf(/** @type {keyof typeof measures} */ (measure)),
    }));
    return [
      `One neutral client (Python's jupyter_client) for all, each kernel in a folder outside the repository, median of ${rounds} interleaved runs; in brackets, how many times ours. Cauce and tslab check types, Deno's kernel and ipykernel do not. Memory is that of all processes of the kernel. The first cell comes as soon as the kernel answers, as from nbconvert: one that waits a second for it reads all of Node's typings meanwhile, and holds 38 MiB more (once, by hand).`,
      measureTable("", names, lines),
      describeGoals(goals(valuesOf)),
      `From the start to the first result. ${profile}`,
    ].join("\n\n");
  });
}

/** @param {readonly import("./rig/kernels.mjs").BenchKernel[]} kernels @param {string[]} flags */
async function profileStart([cauce], flags) {
  const [node = "", ...words] = cauce?.argv ?? [];
  if (cauce !== undefined)
    await measureKernel({ ...cauce, argv: [node, ...flags, ...words] }, "profile");
}

/** @param {readonly Record<string, unknown>[]} figures @param {string} measure */
function middle(figures, measure) {
  return figures.length === 0
    ? undefined
    : median(figures.map((figure) => Number(figure[measure])));
}

/**
 * @param {(measure: keyof typeof measures) => (number | undefined)[]} valuesOf
 * @returns {import("./rig/goals.mjs").Goal[]}
 */
function goals(valuesOf) {
  /** @param {keyof typeof measures} measure @param {number} peer */
  const times = (measure, peer) => ratio(valuesOf(measure)[peer], valuesOf(measure)[0]);
  const [tslab, deno, ipykernel] = [1, 2, 3];
  return [
    {
      goal: "start to first result at least 5× faster than tslab",
      found: times("firstResult", tslab),
      least: 5,
    },
    { goal: "a class at least 5× faster than tslab", found: times("class", tslab), least: 5 },
    {
      goal: "2× faster than tslab once danfojs-node is imported",
      found: times("frame", tslab),
      least: 2,
    },
    {
      goal: "start to first result faster than ipykernel",
      found: times("firstResult", ipykernel),
      least: 1,
    },
    { goal: "start to first result at Deno's", found: times("firstResult", deno), least: 1 },
    { goal: "`1 + 1` no slower than ipykernel", found: times("sum", ipykernel), least: 1 },
    { goal: "memory half of tslab's", found: times("frameMemory", tslab), least: 2 },
  ];
}
