import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { cauce, findPeers } from "./peers.mjs";

/** @typedef {{ shape: "wide" | "chain", count: number }} Graph */

const tools = /** @type {const} */ (["cauce", "floor", "ninja", "make", "luigi"]);
const languages = new URL("../graphs/", import.meta.url);

/**
 * A folder for each tool with the same graph in its language. Every task writes one small file.
 * The folders are gone when `use` has ended.
 * @template Result
 * @param {Graph} graph
 * @param {(contestants: import("./compare.mjs").Contestant[]) => Promise<Result>} use
 * @returns {Promise<Result>}
 */
export async function withProjects(graph, use) {
  const root = mkdtempSync(path.join(tmpdir(), "cauce-bench-"));
  for (const tool of tools) mkdirSync(path.join(root, tool, "out"), { recursive: true });
  copyInto(path.join(root, "cauce"), "graph.ts");
  writeFileSync(path.join(root, "cauce", "package.json"), '{ "type": "module" }\n');
  copyInto(path.join(root, "floor"), "floor.mjs");
  copyInto(path.join(root, "luigi"), "graph.py");
  writeFileSync(path.join(root, "ninja", "build.ninja"), ninjaFile(graph));
  writeFileSync(path.join(root, "make", "Makefile"), makefile(graph));
  try {
    return await use(contestantsIn(root, graph));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** @param {string} root @param {Graph} graph */
function contestantsIn(root, { shape, count }) {
  const { ninja, make, luigi } = findPeers();
  const task =
    shape === "wide" ? ["Wide", "--count", String(count)] : ["Link", "--at", String(count - 1)];
  /** @type {(tool: typeof tools[number], name: string, command: string[] | undefined) => import("./compare.mjs").Contestant} */
  const contestant = (tool, name, command) => ({
    name,
    folder: path.join(root, tool),
    ...(command === undefined ? {} : { command }),
  });
  return [
    contestant("cauce", "Cauce", [process.execPath, cauce, "run", "graph.ts", ...task]),
    contestant("floor", "bare Node loop", [process.execPath, "floor.mjs", shape, String(count)]),
    contestant("ninja", nameOf(ninja, "ninja", " -j2"), ninja && [ninja.command, "-j2"]),
    contestant("make", nameOf(make, "GNU make", " -j2"), make && [make.command, "-s", "-j2"]),
    contestant(
      "luigi",
      nameOf(luigi, "Luigi", ""),
      luigi && [luigi.command, "graph.py", shape, String(count)],
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
