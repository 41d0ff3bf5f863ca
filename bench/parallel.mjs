import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { timeWithCpu } from "./rig/compare.mjs";
import { describeGoals } from "./rig/goals.mjs";
import { cauce, findPeers } from "./rig/peers.mjs";
import { measureTable, median } from "./rig/table.mjs";

const count = 64;
const idleCount = 10_000;
const rounds = 5;
/** About 200 ms of one core each: an interpreter takes as long for far fewer. */
const steps = { node: 200_000_000, python: 2_000_000 };
const graphs = fileURLToPath(new URL("graphs/", import.meta.url));

/** @typedef {ReturnType<typeof timeWithCpu>} Measured */

/** Tasks that only compute, with one worker and with two; and tasks of nothing, for what each costs. */
export async function parallel() {
  const folder = mkdtempSync(path.join(tmpdir(), "cauce-bench-"));
  writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }\n');
  for (const name of ["parallel.ts", "parallel.py", "parallel-pool.mjs"])
    copyFileSync(path.join(graphs, name), path.join(folder, name));
  try {
    return `${compareGains(folder)}\n\n${compareIdle(folder)}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * One worker and two follow each other at once, so that a ratio is of two neighbours.
 * @param {string} folder
 */
function compareGains(folder) {
  const contestants = computing(folder);
  /** @type {{ one: Measured, two: Measured }[][]} */
  const measured = contestants.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [at, { commandFor, ...contestant }] of contestants.entries()) {
      if (commandFor === undefined) continue;
      const one = timeWithCpu({ ...contestant, command: commandFor(1) });
      const two = timeWithCpu({ ...contestant, command: commandFor(2) });
      measured[at]?.push({ one, two });
    }
  /** @param {(pair: { one: Measured, two: Measured }) => number} value */
  const medians = (value) =>
    measured.map((pairs) => (pairs.length === 0 ? undefined : median(pairs.map(value))));
  /** @type {(pair: { one: Measured, two: Measured }) => number} */
  const gainOf = ({ one, two }) => one.seconds / two.seconds;
  const [ours = [], bare = []] = measured;
  const lines = [
    { name: "1 worker, seconds", values: medians(({ one }) => one.seconds) },
    { name: "2 workers, seconds", values: medians(({ two }) => two.seconds) },
    { name: "1 worker, processor seconds", values: medians(({ one }) => one.cpuSeconds) },
    { name: "2 workers, processor seconds", values: medians(({ two }) => two.cpuSeconds) },
    {
      name: "cores that 2 workers got",
      values: medians(({ two }) => two.cpuSeconds / two.seconds),
    },
    { name: "as fast with 2 as with 1, median of the rounds", values: medians(gainOf) },
    { name: "as fast with 2 as with 1, best round", values: bestOf(measured, gainOf) },
  ];
  const goals = [
    {
      goal: "twice the workers, at least 1.9× as fast",
      found: median(ours.map(gainOf)),
      least: 1.9,
    },
    {
      goal: "at least 0.98 of what bare threads gain in the same round",
      found: median(ours.map((pair, at) => gainOf(pair) / gainOf(bare[at] ?? pair))),
      least: 0.98,
    },
  ];
  const names = contestants.map(({ name }) => name);
  return `${count} tasks that compute for about 200 ms each, whole process, median of ${rounds} rounds; one worker and two follow each other at once. In brackets, how many times ours.\n\n${measureTable("", names, lines)}\n\n${describeGoals(goals)}`;
}

/**
 * @param {readonly (readonly { one: Measured, two: Measured }[])[]} measured
 * @param {(pair: { one: Measured, two: Measured }) => number} value
 */
function bestOf(measured, value) {
  return measured.map((pairs) => (pairs.length === 0 ? undefined : Math.max(...pairs.map(value))));
}

/**
 * @param {string} folder
 * @returns {{ name: string, folder: string, prepare: () => void, commandFor?: (workers: number) => string[] }[]}
 */
function computing(folder) {
  const { luigi } = findPeers();
  const head = { folder, prepare: () => prepare(folder) };
  const counted = ["--count", String(count), "--steps", String(steps.node)];
  return [
    {
      ...head,
      name: "Cauce",
      commandFor: (workers) => ours("All", [...counted, "--workers", String(workers)]),
    },
    {
      ...head,
      name: "bare worker threads",
      commandFor: (workers) => bare(count, steps.node, workers),
    },
    luigi === undefined
      ? { ...head, name: "Luigi: not installed" }
      : {
          ...head,
          name: luigi.version,
          commandFor: (workers) => [
            luigi.command,
            "parallel.py",
            ...[count, steps.python, workers].map(String),
          ],
        },
  ];
}

/**
 * What a task costs beside the work: with start-up taken off, which a run of one task shows.
 * @param {string} folder
 */
function compareIdle(folder) {
  const head = { name: "idle", folder, prepare: () => prepare(folder) };
  /** @type {((tasks: number) => string[])[]} */
  const commands = [
    (tasks) => ours("AllIdle", ["--count", String(tasks), "--workers", "2", "--json"]),
    (tasks) => bare(tasks, 0, 2),
  ];
  /** @type {Measured[][]} */
  const perTask = commands.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [at, commandFor] of commands.entries()) {
      const few = timeWithCpu({ ...head, command: commandFor(1) });
      const many = timeWithCpu({ ...head, command: commandFor(idleCount) });
      perTask[at]?.push({
        seconds: (many.seconds - few.seconds) / (idleCount - 1),
        cpuSeconds: (many.cpuSeconds - few.cpuSeconds) / (idleCount - 1),
      });
    }
  const [mine = [], floor = []] = perTask;
  /** @param {(one: Measured) => number} value */
  const medians = (value) => perTask.map((all) => 1_000 * (median(all.map(value)) ?? Number.NaN));
  const over = mine.map(({ seconds }, at) => 1_000 * (seconds - (floor[at]?.seconds ?? 0)));
  const goal = {
    goal: "less than 0.1 ms for a task over the bare threads",
    found: median(over),
    unit: " ms",
    most: 0.1,
  };
  const lines = [
    { name: "milliseconds a task", values: medians(({ seconds }) => seconds) },
    { name: "of processor time, all threads", values: medians(({ cpuSeconds }) => cpuSeconds) },
  ];
  return `${idleCount.toLocaleString("en")} tasks of nothing through two workers, without start-up (a run of one task is taken off), planned, locked, recorded and told one by one; median of ${rounds} rounds.\n\n${measureTable("", ["Cauce", "bare worker threads"], lines)}\n\n${describeGoals([goal])}`;
}

/** @param {string} folder */
function prepare(folder) {
  for (const made of ["out", ".cauce"])
    rmSync(path.join(folder, made), { recursive: true, force: true });
  mkdirSync(path.join(folder, "out"));
}

/** @param {string} task @param {readonly string[]} words */
function ours(task, words) {
  return [process.execPath, cauce, "run", "parallel.ts", task, ...words];
}

/** @param {number} tasks @param {number} taskSteps @param {number} workers */
function bare(tasks, taskSteps, workers) {
  return [process.execPath, "parallel-pool.mjs", tasks, taskSteps, workers].map(String);
}
