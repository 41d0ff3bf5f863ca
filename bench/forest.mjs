import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { timeWithCpu } from "./rig/compare.mjs";
import { cauce } from "./rig/peers.mjs";
import { describeProfile } from "./rig/profile.mjs";
import { measureTable, median } from "./rig/table.mjs";

const rounds = 3;
/** Fewer trees where one takes seconds: each takes about as long as the next. */
const sizes = [
  { rows: 150, trees: 20 },
  { rows: 1_000, trees: 5 },
  { rows: 5_000, trees: 1 },
];
/** Two workers that get less wait for other programs, and not for each other. */
const enoughCores = 1.6;
const parts = { count: 8, rows: 1_000, trees: 5 };
const root = fileURLToPath(new URL("..", import.meta.url));
const graphs = fileURLToPath(new URL("graphs/", import.meta.url));

/** What a forest of ml-random-forest waits for, and what parts of it on all cores save. */
export async function forest() {
  const folder = mkdtempSync(path.join(tmpdir(), "cauce-bench-"));
  writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }\n');
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  for (const name of ["forest.ts", "flowers.mjs", "forest-train.mjs"])
    copyFileSync(path.join(graphs, name), path.join(folder, name));
  try {
    const profile = await describeProfile((flags) => grow(folder, sizes[1], flags));
    return `${timeTrees(folder)}\n\nAt 1,000 rows. ${profile}\n\n${timeParts(folder)}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder */
function timeTrees(folder) {
  /** @type {number[][]} */
  const found = sizes.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [at, size] of sizes.entries()) found[at]?.push(grow(folder, size));
  const lines = sizes.map(({ rows }, at) => {
    const ms = median(found[at] ?? []) ?? Number.NaN;
    return { name: `${rows.toLocaleString("en")} rows`, values: [ms, `${show(ms / 10)} s`] };
  });
  return `A tree of ml-random-forest on four columns whose three labels overlap, in one thread; median of ${rounds} interleaved runs.\n\n${measureTable("", ["milliseconds a tree", "a forest of 100"], lines)}`;
}

/**
 * Milliseconds for a tree.
 * @param {string} folder
 * @param {{ rows: number, trees: number } | undefined} size
 * @param {readonly string[]} [flags]
 */
function grow(folder, size, flags = []) {
  const words = [...flags, "forest-train.mjs", String(size?.rows), String(size?.trees)];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}

/** @param {string} folder */
function timeParts(folder) {
  const { count, rows, trees } = parts;
  const sized = ["--parts", count, "--rows", rows, "--trees", trees].map(String);
  const prepare = () => {
    for (const made of ["out", ".cauce"])
      rmSync(path.join(folder, made), { recursive: true, force: true });
  };
  /** @param {number} workers */
  const run = (workers) => {
    const words = ["run", "forest.ts", "Forest", ...sized, "--workers", String(workers)];
    const command = [process.execPath, cauce, ...words];
    const measured = timeWithCpu({ name: "Forest", folder, prepare, command });
    const texts = Array.from({ length: count }, (_, part) =>
      readFileSync(path.join(folder, "out", `${part}.json`), "utf8"),
    );
    return { ...measured, trees: texts.join("\n") };
  };
  const pairs = Array.from({ length: rounds }, () => ({ one: run(1), two: run(2) }));
  const isSame = pairs.every(({ one, two }) => one.trees === two.trees);
  const gain = median(pairs.map(({ one, two }) => one.seconds / two.seconds));
  const cores = median(pairs.map(({ two }) => two.cpuSeconds / two.seconds)) ?? Number.NaN;
  const cost = median(pairs.map(({ one, two }) => two.cpuSeconds / one.cpuSeconds));
  const isBusy = cores < enoughCores;
  const doubt = isBusy ? " **The machine was busy: that is no measure of the gain.**" : "";
  return `${count} parts of ${trees} trees on ${rows.toLocaleString("en")} rows, each a task with a seed of its own, whole process, median of ${rounds} rounds: with two workers ${show(gain)}× as fast as with one, on the ${show(cores)} cores that they got, for ${show(cost)}× the processor time.${doubt} The trees of both are ${isSame ? "the same, byte for byte" : "**not** the same"}.`;
}

/** @param {number | undefined} value */
function show(value = Number.NaN) {
  return value < 10 ? value.toFixed(2) : value.toFixed(0);
}
