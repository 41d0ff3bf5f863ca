import { describeGoals } from "./rig/goals.mjs";
import { measureKernels, withKernels } from "./rig/kernels.mjs";
import { measureTable, median, quantile } from "./rig/table.mjs";

const rounds = 5;

/** How a kernel answers while a cell computes without yielding. */
export async function responsive() {
  return withKernels(async (kernels) => {
    const runs = await measureKernels(kernels, "answers", rounds);
    const names = kernels.map(({ name }) => name);
    const beats = runs.map((run) => tail(run, "heartbeat"));
    const infos = runs.map((run) => tail(run, "kernelInfo"));
    const lines = [
      { name: "heartbeat, 99th percentile, ms", values: beats },
      { name: "`kernel_info` on the control channel, 99th percentile, ms", values: infos },
      { name: "interrupt of `while (true) {}`, ms", values: runs.map(interruptOf) },
      { name: "variables after it", values: runs.map(keptOf) },
    ];
    return [
      `While a cell computes for 2 s without yielding, both are asked every 2 ms or as soon as they have answered, ${rounds} interleaved runs, all answers together; in brackets, how many times ours. The interrupt is sent as the kernelspec says, and ends with the cell's \`idle\`.`,
      measureTable("", names, lines),
      describeGoals([
        { goal: "heartbeat under 10 ms at the 99th percentile", ...ms(beats[0], 10) },
        { goal: "`kernel_info` under 10 ms at the 99th percentile", ...ms(infos[0], 10) },
        {
          goal: "an interrupt takes effect in under 100 ms",
          ...ms(interruptOf(runs[0] ?? []), 100),
        },
      ]),
      "Slowest part of ours: the interrupt, which is the main thread's: V8 ends the cell at once, and its error is then described and sent from there. The other answers never leave the thread of the sockets.",
    ].join("\n\n");
  });
}

/** @param {unknown} value @param {number} most */
function ms(value, most) {
  return { found: typeof value === "number" ? value : undefined, unit: " ms", most };
}

/** @param {readonly Record<string, unknown>[]} run @param {string} name */
function tail(run, name) {
  const waits = run.flatMap((figures) => /** @type {number[]} */ (figures[name]));
  return waits.length === 0 ? undefined : quantile(waits, 0.99);
}

/** @param {readonly Record<string, unknown>[]} run */
function interruptOf(run) {
  if (run.length === 0) return undefined;
  const waits = run.map(({ interrupt }) => interrupt).filter((wait) => typeof wait === "number");
  return waits.length < run.length ? "never ends" : median(waits);
}

/** @param {readonly Record<string, unknown>[]} run */
function keptOf(run) {
  if (run.length === 0) return undefined;
  return run.every(({ kept }) => kept === true) ? "kept" : "lost";
}
