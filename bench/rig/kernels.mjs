import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { benchFolder, benchPython, cauce, findPeers, peerPackages, peerTitle } from "./peers.mjs";

const timeoutMs = 180_000;

/**
 * A kernel as Jupyter would start it. Without `argv` it is not installed.
 * @typedef {object} BenchKernel
 * @property {string} name
 * @property {string[]} [argv]
 * @property {"message" | "signal"} interruptMode as its kernelspec says
 * @property {string} folder
 * @property {"typescript" | "python"} language
 */

/**
 * All kernels, each in a folder outside the repository: one with nothing for ours, which brings
 * its libraries along, and one with the installed packages for the other two.
 * @template Result
 * @param {(kernels: BenchKernel[]) => Promise<Result>} use
 * @returns {Promise<Result>}
 */
export async function withKernels(use) {
  const root = mkdtempSync(path.join(tmpdir(), "cauce-bench-"));
  const [empty, equipped] = [path.join(root, "empty"), path.join(root, "equipped")];
  for (const folder of [empty, equipped]) mkdirSync(folder);
  writeFileSync(path.join(empty, "package.json"), '{ "private": true, "type": "module" }\n');
  writeFileSync(
    path.join(equipped, "package.json"),
    '{ "private": true, "dependencies": { "danfojs-node": "1.2.0" } }\n',
  );
  symlinkSync(peerPackages, path.join(equipped, "node_modules"));
  try {
    return await use(kernelsIn(empty, equipped));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/**
 * @param {string} empty a folder for kernels that bring their libraries along
 * @param {string} equipped one with installed packages
 * @returns {BenchKernel[]}
 */
export function kernelsIn(empty, equipped) {
  const { tslab, deno, ipykernel } = findPeers();
  const [file, node] = ["{connection_file}", process.execPath];
  return [
    {
      name: "Cauce",
      argv: [node, cauce, "kernel", file],
      interruptMode: "message",
      folder: empty,
      language: "typescript",
    },
    {
      name: peerTitle("tslab"),
      ...(tslab && { argv: [node, tslab.command, "kernel", `--config-path=${file}`] }),
      interruptMode: "signal",
      folder: equipped,
      language: "typescript",
    },
    {
      name: peerTitle("deno"),
      ...(deno && { argv: [deno.command, "jupyter", "--kernel", "--conn", file] }),
      interruptMode: "signal",
      folder: equipped,
      language: "typescript",
    },
    {
      name: peerTitle("ipykernel"),
      ...(ipykernel && {
        argv: [benchPython, "-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", file],
      }),
      interruptMode: "signal",
      folder: empty,
      language: "python",
    },
  ];
}

/**
 * One run of a kernel with the neutral client.
 * @param {BenchKernel} kernel
 * @param {"cells" | "answers" | "edits" | "reruns" | "profile"} what
 * @param {object} [more] that it is measured by
 * @returns {Promise<Record<string, unknown>>}
 */
export async function measureKernel(kernel, what, more = {}) {
  const client = path.join(benchFolder, "kernels", "measure.py");
  const child = spawn(benchPython, [client, what], {
    stdio: ["pipe", "pipe", "pipe"],
    timeout: timeoutMs,
  });
  const cells = path.join(benchFolder, "kernels", `cells-${kernel.language}.json`);
  const words = JSON.parse(readFileSync(cells, "utf8"));
  child.stdin.end(JSON.stringify({ ...kernel, cells: words, ...more }));
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (output === "") throw new Error(`${kernel.name} could not be measured: ${errors}`);
  return JSON.parse(output);
}

/**
 * Every kernel in turn, `rounds` times.
 * @param {readonly BenchKernel[]} kernels
 * @param {"cells" | "answers"} what
 * @param {number} rounds
 */
export async function measureKernels(kernels, what, rounds) {
  /** @type {Record<string, unknown>[][]} */
  const runs = kernels.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [at, kernel] of kernels.entries())
      if (kernel.argv !== undefined) runs[at]?.push(await measureKernel(kernel, what));
  return runs;
}
