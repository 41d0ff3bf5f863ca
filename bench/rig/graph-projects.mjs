import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { compare, notMeasured } from "./compare.mjs";
import { cauce, findPeers, lmdb } from "./peers.mjs";

/** @typedef {{ shape: "wide" | "chain", count: number }} Graph */

/** @typedef {typeof tools[number]} Tool */
/** @typedef {import("./compare.mjs").Contestant & { readonly tool: Tool }} GraphContestant */

const tools = /** @type {const} */ (["cauce", "floor", "recording", "ninja", "make", "luigi"]);
/** What a run leaves behind. */
const made = ["out", ".cauce", ".ninja_log", ".ninja_deps", "manifest.json"];
/** Files here are in memory: what is measured is the tools, and not the disk. */
const memory = "/dev/shm";
const languages = new URL("../graphs/", import.meta.url);

/**
 * A folder for each tool with the same graph in its language. Every task writes one small file.
 * The folders are gone when `use` has ended. In memory where `place` says so and the machine has it.
 * @template Result
 * @param {Graph} graph
 * @param {(contestants: GraphContestant[]) => Promise<Result>} use
 * @param {"disk" | "memory"} [place]
 * @returns {Promise<Result>}
 */
export async function withProjects(graph, use, place = "disk") {
  const parent = place === "memory" && existsSync(memory) ? memory : tmpdir();
  const root = mkdtempSync(path.join(parent, "cauce-bench-"));
  for (const tool of tools) mkdirSync(path.join(root, tool, "out"), { recursive: true });
  copyInto(path.join(root, "cauce"), "graph.ts");
  writeFileSync(path.join(root, "cauce", "package.json"), '{ "type": "module" }\n');
  copyInto(path.join(root, "floor"), "floor.mjs");
  copyInto(path.join(root, "recording"), "recording-floor.mjs");
  copyInto(path.join(root, "luigi"), "graph.py");
  writeFileSync(path.join(root, "ninja", "build.ninja"), ninjaFile(graph));
  writeFileSync(path.join(root, "make", "Makefile"), makefile(graph));
  try {
    return await use(contestantsIn(root, graph));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/**
 * Makes a folder as if nothing was ever run in it. What was made is moved aside and not deleted: a
 * file system may look at every file that was deleted lately before it makes a new one (ext4 without
 * a journal does, for minutes), which would charge each run for the one before it.
 * @param {string} folder
 */
export function startAnew(folder) {
  const aside = path.join(folder, "before");
  mkdirSync(aside, { recursive: true });
  const kept = mkdtempSync(path.join(aside, "run-"));
  for (const name of made)
    if (existsSync(path.join(folder, name)))
      renameSync(path.join(folder, name), path.join(kept, name));
  mkdirSync(path.join(folder, "out"));
}

/** @param {string} root @param {Graph} graph @returns {GraphContestant[]} */
function contestantsIn(root, { shape, count }) {
  const { ninja, make, luigi } = findPeers();
  const task =
    shape === "wide" ? ["Wide", "--count", String(count)] : ["Link", "--at", String(count - 1)];
  const graphArguments = [shape, String(count)];
  /** @type {(tool: Tool, name: string, command: string[] | undefined) => GraphContestant} */
  const contestant = (tool, name, command) => ({
    tool,
    name,
    folder: path.join(root, tool),
    ...(command === undefined ? {} : { command }),
  });
  return [
    contestant("cauce", "Cauce", [process.execPath, cauce, "run", "graph.ts", ...task]),
    contestant("floor", "bare Node loop", [process.execPath, "floor.mjs", ...graphArguments]),
    contestant("recording", "the loop with locks and record", [
      process.execPath,
      "recording-floor.mjs",
      lmdb,
      ...graphArguments,
    ]),
    contestant("ninja", nameOf(ninja, "ninja", " -j2"), ninja && [ninja.command, "-j2"]),
    contestant("make", nameOf(make, "GNU make", " -j2"), make && [make.command, "-s", "-j2"]),
    contestant(
      "luigi",
      nameOf(luigi, "Luigi", ""),
      luigi && [luigi.command, "graph.py", ...graphArguments],
    ),
  ];
}

/** @param {import("./peers.mjs").Peer | undefined} peer @param {string} name @param {string} flags */
function nameOf(peer, name, flags) {
  return peer === undefined ? `${name}: not installed` : `${peer.version}${flags}`;
}

/** @param {string} folder @param {string} name */
function copyInto(folder, name) {
  writeFileSync(path.join(folder, name), readFileSync(fileURLToPath(new URL(name, languages))));
}

/** @param {Graph} graph */
function ninjaFile({ shape, count }) {
  const lines = ["rule write", "  command = printf 'task $at\\n' > $out"];
  for (let at = 0; at < count; at++) {
    const after = shape === "chain" && at > 0 ? ` out/${at - 1}.txt` : "";
    lines.push(`build out/${at}.txt: write${after}`, `  at = ${at}`);
  }
  return `${lines.join("\n")}\n`;
}

/** @param {Graph} graph */
function makefile({ shape, count }) {
  const files = Array.from({ length: count }, (_, at) => `out/${at}.txt`);
  const rules = files.map((file, at) => {
    const after = shape === "chain" && at > 0 ? ` ${files[at - 1]}` : "";
    return `${file}:${after}\n\t@printf 'task ${at}\\n' > $@`;
  });
  return `all: ${files.join(" ")}\n${rules.join("\n")}\n`;
}

/**
 * Compares them in turn; those that are left out stand in the table without a number.
 * @param {readonly GraphContestant[]} contestants
 * @param {readonly Tool[]} without
 * @param {number} [rounds]
 */
export function compareWithout(contestants, without, rounds) {
  const timings = compare(
    contestants.filter(({ tool }) => !isAmong(without, tool)),
    rounds,
  );
  return contestants.map(
    (contestant) => timings.find(({ name }) => name === contestant.name) ?? notMeasured(contestant),
  );
}

/** @param {readonly Tool[]} tools @param {Tool} tool */
export function isAmong(tools, tool) {
  return tools.includes(tool);
}
