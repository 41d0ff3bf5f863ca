import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepKernelCode } from "../../src/kernel/keep-kernel-code.ts";
import { keepCodeVariable, keptFile } from "../../src/kernel/kept-code.ts";
import { packageRoot } from "../../src/pipeline/package-root.ts";

const dist = path.join(packageRoot(), "dist");
const run = promisify(execFile);
const loader = JSON.stringify(path.join(dist, "kernel", "kept-code.cjs"));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "cauce-kept-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Writes a file of code, and returns its path. */
async function write(name: string, text: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
}

/** What a process of its own prints that runs a file as the kernel runs its own. */
async function outputOf(file: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const program = `require(${loader}).runKept(${JSON.stringify(file)}, module); console.log(module.exports.value)`;
  const { stdout } = await run(process.execPath, ["-e", program], {
    env: { ...process.env, ...env },
  });
  return stdout.trim();
}

/** What V8 says of the compiled form of a file, under no flags of a test's own. */
async function isRefused(file: string): Promise<string> {
  const program = `console.log(require(${loader}).compileKept(${JSON.stringify(file)}).cachedDataRejected)`;
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { stdout } = await run(process.execPath, ["-e", program], { env });
  return stdout.trim();
}

const keeping = { [keepCodeVariable]: "1" };

test("a file runs as Node itself would run it: exports, require, its own path and late imports, also when it was kept", async () => {
  await write("late.mjs", "export const late = 3;");
  const file = await write(
    "plain.cjs",
    `const { basename } = require("node:path");
     module.exports = { value: [basename(__filename), basename(__dirname) !== "", this === exports] };
     moduleImport("./late.mjs").then(({ late }) => console.log(late));`,
  );
  for (const env of [{}, keeping, {}])
    expect(await outputOf(file, env)).toBe("[ 'plain.cjs', true, true ]\n3");
});

test("nothing is written unless it was asked for", async () => {
  const file = await write("unasked.cjs", "exports.value = 1;");
  expect(await outputOf(file)).toBe("1");
  expect((await readdir(folder)).filter((name) => name.startsWith("unasked"))).toEqual([
    "unasked.cjs",
  ]);
});

test("what was kept is what runs: a text of the same length is not told apart, so names hold a hash", async () => {
  const file = await write("kept.cjs", "exports.value = 1;");
  expect(await outputOf(file, keeping)).toBe("1");
  await writeFile(file, "exports.value = 2;");
  expect(await outputOf(file)).toBe("1");
  expect(await outputOf(file, { NODE_DISABLE_COMPILE_CACHE: "1" })).toBe("2");
});

test("what does not fit is compiled anew: another text, other flags, a damaged file", async () => {
  const file = await write("other.cjs", "exports.value = 1;");
  await outputOf(file, keeping);
  await writeFile(file, "exports.value = 'another text';");
  expect(await outputOf(file)).toBe("another text");
  await outputOf(file, keeping);
  expect(await outputOf(file, { NODE_OPTIONS: "--max-old-space-size=300" })).toBe("another text");
  const bytes = await readFile(keptFile(file));
  for (const damaged of [bytes.subarray(0, 20), Buffer.alloc(bytes.length, 7), Buffer.alloc(0)]) {
    await writeFile(keptFile(file), damaged);
    expect(await outputOf(file)).toBe("another text");
  }
});

test("a built kernel has its compiled form beside it, one file for each thread, and V8 takes it", async () => {
  expect(await keepKernelCode()).toBe(true);
  const names = await readdir(path.join(dist, "kernel"), { recursive: true });
  const code = names.filter((name) => /\.code-\w+\.cjs$/.test(name)).sort();
  expect(code.map((name) => name.replace(/\.code-\w+\.cjs$/, ""))).toEqual([
    "kernel-thread",
    path.join("language", "language-thread"),
    path.join("stage", "stage-thread"),
    "start",
  ]);
  for (const name of code) {
    expect(names).toContain(keptFile(name));
    expect([name, await isRefused(path.join(dist, "kernel", name))]).toEqual([name, "false"]);
  }
});
