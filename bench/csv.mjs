import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { describeGoals, ratio } from "./rig/goals.mjs";
import {
  benchFolder,
  benchPython,
  cauceLibrary,
  findPeers,
  peerPackages,
  peerTitle,
} from "./rig/peers.mjs";
import { describeProfile } from "./rig/profile.mjs";
import { measureTable, median } from "./rig/table.mjs";

const counts = [150, 100_000, 1_000_000];
const steps = /** @type {const} */ (["write", "read", "hash"]);
const framed = /** @type {const} */ (["writeFrame", "readFrame"]);
const profiledCount = 100_000;

/** @typedef {{ name: string, command?: string[] }} Table */

/** A table of six columns, of records and back to records: what a task does with a checkpoint. */
export async function csv() {
  const folder = mkdtempSync(path.join(tmpdir(), "cauce-bench-"));
  writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }\n');
  mkdirSync(path.join(folder, "outputs"));
  await build({
    entryPoints: [path.join(path.dirname(benchFolder), "src", "pipeline", "hash-file.ts")],
    outfile: path.join(folder, "hash-file.mjs"),
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "warning",
  });
  try {
    const lines = [];
    const goals = [];
    for (const count of counts) {
      const rounds = count > 100_000 ? 3 : 5;
      const all = tables(folder, count);
      const runs = compare(folder, all, rounds);
      for (const step of [...steps, ...framed]) {
        const values = runs.map((run) => middle(run, step));
        lines.push({ name: `${count.toLocaleString("en")} rows, ${titles[step]}`, values });
      }
      if (count >= 100_000) for (const step of steps) goals.push(goal(runs, count, step));
    }
    const limits = findLimits(folder);
    const [ours] = tables(folder, profiledCount);
    const profile = await describeProfile((flags) => {
      const [node = "", ...words] = ours?.command ?? [];
      spawnSync(node, [...flags, ...words], { cwd: folder });
    });
    return [
      "A table of six columns (one of whole numbers, two of decimals with two places, two of decimals with all the digits a double has, one of text) in a process that has loaded its library: records written, records read, the file hashed with SHA-256 (ours by the engine's own function; papaparse and DuckDB have nothing of the kind). Then frames: of danfojs, pandas and Polars; a goal counts the records. Nobody replaces a file, which for ours would be a sync of the disk as well. Median of 5 interleaved runs (3 of a million rows), milliseconds; in brackets, how many times ours.",
      measureTable(
        "milliseconds",
        tables(folder, 0).map(({ name }) => name),
        lines,
      ),
      describeGoals(goals),
      limits,
      `At ${profiledCount.toLocaleString("en")} rows. ${profile}`,
    ].join("\n\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const titles = {
  write: "write",
  read: "read",
  hash: "hash",
  writeFrame: "write a frame",
  readFrame: "read a frame",
};

/** @param {string} folder @param {number} count @returns {Table[]} */
function tables(folder, count) {
  const peers = findPeers();
  const file = (/** @type {string} */ name) => path.join(folder, "outputs", `${name}.csv`);
  const node = (/** @type {string} */ name, /** @type {string} */ library) => [
    process.execPath,
    path.join(benchFolder, "tables", "csv.mjs"),
    name,
    String(count),
    name === "cauce" ? "outputs/cauce.csv" : file(name),
    library,
  ];
  const python = (/** @type {string} */ name) => [
    benchPython,
    path.join(benchFolder, "tables", "frame.py"),
    name,
    String(count),
    file(name),
  ];
  const { papaparse, pandas, polars, "@duckdb/node-api": duckdb } = peers;
  return [
    { name: "Cauce", command: node("cauce", cauceLibrary) },
    {
      name: peerTitle("papaparse"),
      ...(papaparse && { command: node("papaparse", papaparse.command) }),
    },
    {
      name: peerTitle("@duckdb/node-api"),
      ...(duckdb && { command: node("duckdb", path.join(peerPackages, "..", "package.json")) }),
    },
    { name: peerTitle("pandas"), ...(pandas && { command: python("pandas") }) },
    { name: peerTitle("polars"), ...(polars && { command: python("polars") }) },
  ];
}

/** @param {string} folder @param {readonly Table[]} all @param {number} rounds */
function compare(folder, all, rounds) {
  /** @type {Record<string, number>[][]} */
  const runs = all.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [at, { name, command }] of all.entries()) {
      const [program, ...words] = command ?? [];
      if (program === undefined) continue;
      empty(folder);
      const { stdout, stderr, status } = spawnSync(program, words, {
        cwd: folder,
        encoding: "utf8",
      });
      if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
      runs[at]?.push(JSON.parse(stdout));
    }
  return runs;
}

/** @param {string} folder */
function empty(folder) {
  rmSync(path.join(folder, "outputs"), { recursive: true, force: true });
  mkdirSync(path.join(folder, "outputs"));
}

/**
 * What reading in JavaScript cannot go below: V8's own way of reading the numbers of the table and
 * of making records, and nothing else of the work.
 * @param {string} folder
 */
function findLimits(folder) {
  const script = path.join(benchFolder, "tables", "number-limits.mjs");
  const runs = Array.from({ length: 5 }, () => {
    const { stdout } = spawnSync(process.execPath, [script, String(profiledCount)], {
      cwd: folder,
      encoding: "utf8",
    });
    return JSON.parse(stdout);
  });
  const [read, build] = ["read", "build"].map((step) => middle(runs, step) ?? 0);
  return `What stands in the way of reading ${profiledCount.toLocaleString("en")} rows, measured alone in fresh processes: to make numbers of the text with V8's own \`JSON.parse\` takes ${show(read)} ms, and to put values that are there already into so many records ${show(build)} ms; Polars does all of it in native code on every core.`;
}

/** @param {number} [value] */
function show(value = 0) {
  return value.toFixed(0);
}

/** @param {readonly Record<string, number>[]} run @param {string} step */
function middle(run, step) {
  const values = run.map((figures) => figures[step]).filter((value) => value !== undefined);
  return values.length === 0 ? undefined : median(values);
}

/** @param {readonly Record<string, number>[][]} runs @param {number} count @param {string} step */
function goal(runs, count, step) {
  const [ours, ...others] = runs.map((run) => middle(run, step));
  const fastest = Math.min(...others.filter((value) => value !== undefined));
  return {
    goal: `${count.toLocaleString("en")} rows, ${step} within 1.5× of the fastest`,
    found: ratio(ours, fastest),
    most: 1.5,
  };
}
