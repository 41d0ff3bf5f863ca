import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { measureTable, median } from "./table.mjs";

const runs = 5;

/**
 * One of those that are compared. Without a command it is not installed.
 * @typedef {object} Contestant
 * @property {string} name
 * @property {string} folder where it is run
 * @property {readonly string[]} [command]
 * @property {() => void} [prepare] before each run, outside the clock
 */

/** @typedef {{ name: string, seconds: number | undefined }} Timing */

/**
 * Runs them in turn (first, second, …, first, second, …), so that what else the machine does meets
 * all of them alike, and gives the median of each.
 * @param {readonly Contestant[]} contestants
 * @param {number} [rounds]
 * @returns {Timing[]}
 */
export function compare(contestants, rounds = runs) {
  /** @type {Map<Contestant, number[]>} */
  const seconds = new Map(contestants.map((contestant) => [contestant, []]));
  for (let round = 0; round < rounds; round++)
    for (const contestant of contestants)
      if (contestant.command !== undefined) seconds.get(contestant)?.push(time(contestant));
  return contestants.map((contestant) => ({
    name: contestant.name,
    seconds: contestant.command === undefined ? undefined : median(seconds.get(contestant) ?? []),
  }));
}

/**
 * @param {Contestant} contestant
 * @returns {Timing}
 */
export function notMeasured({ name }) {
  return { name, seconds: undefined };
}

/**
 * The whole process, in seconds.
 * @param {Contestant} contestant
 */
export function time({ name, folder, command, prepare }) {
  const [program, ...args] = command ?? [];
  if (program === undefined) throw new Error(`${name} is not installed`);
  prepare?.();
  const from = performance.now();
  const { status, stderr, error } = spawnSync(program, args, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  const seconds = (performance.now() - from) / 1000;
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${error ?? stderr}`);
  return seconds;
}

/**
 * The whole process, with the processor time of all its threads and children.
 * @param {Contestant} contestant
 * @returns {{ readonly seconds: number, readonly cpuSeconds: number }}
 */
export function timeWithCpu(contestant) {
  const before = childrenCpuSeconds();
  const seconds = time(contestant);
  return { seconds, cpuSeconds: childrenCpuSeconds() - before };
}

const ticksPerSecond = 100;

/** Of all children that have ended, as Linux counts it; elsewhere it is not known. */
function childrenCpuSeconds() {
  if (!existsSync("/proc/self/stat")) return Number.NaN;
  const stat = readFileSync("/proc/self/stat", "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
}

/**
 * A line for each case, a column for each contestant; the first is ours.
 * @param {readonly { readonly name: string, readonly timings: readonly Timing[] }[]} cases
 */
export function table(cases) {
  const names = cases[0]?.timings.map(({ name }) => name) ?? [];
  const lines = cases.map(({ name, timings }) => ({
    name,
    values: timings.map(({ seconds }) => seconds),
  }));
  return measureTable("seconds", names, lines);
}
