import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

const WRITER = `
import { setProjectRoot } from "./src/core/project-root.ts";
import { csv } from "./src/target/csv.ts";
const [root, path, rowCount] = process.argv.slice(2);
setProjectRoot(root);
const rows = Array.from({ length: Number(rowCount) }, (_, id) => ({ id, text: "new ".repeat(20) }));
console.log("writing");
try {
  await csv(path).writeRows(rows);
  console.log("written");
} catch (error) {
  console.log(JSON.stringify({ code: error.code, message: error.message }));
}
`;

const OLD = "id,text\n1,old\n";

let folder: string;
let program: string;
let root: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "cauce-writer-"));
  // Readable for the other user that one test runs it as.
  await chmod(folder, 0o755);
  program = path.join(folder, "writer.mjs");
  await build({
    stdin: { contents: WRITER, resolveDir: process.cwd(), loader: "ts" },
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: program,
    banner: {
      js: 'import { createRequire as from } from "node:module"; const require = from(import.meta.url);',
    },
  });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(async () => {
  root = await mkdtemp(path.join(folder, "project-"));
  await chmod(root, 0o755);
  await writeFile(path.join(root, "one.csv"), OLD);
});

const writeRows = (file: string, rowCount: number, options: object = {}) =>
  spawn(process.execPath, [program, root, file, String(rowCount)], {
    stdio: ["ignore", "pipe", "inherit"],
    ...options,
  });

async function outputOf(child: ChildProcess): Promise<string> {
  const chunks = (await child.stdout?.setEncoding("utf8").toArray()) ?? [];
  return chunks.join("");
}

async function temporarySize(): Promise<number> {
  const name = (await readdir(root)).find((entry) => entry.endsWith(".tmp"));
  return name === undefined ? 0 : (await stat(path.join(root, name))).size;
}

describe("a process that writes a target", () => {
  test("leaves the old content whole when it is killed in the middle of a big write", async () => {
    const child = writeRows("one.csv", 1_000_000);
    const closed = once(child, "close");
    child.stdout?.resume();
    while ((await temporarySize()) < 2_000_000 && child.exitCode === null)
      await new Promise((done) => setTimeout(done, 2));
    child.kill("SIGKILL");
    await closed;
    expect(child.signalCode).toBe("SIGKILL");
    expect(await temporarySize()).toBeGreaterThan(2_000_000);
    expect(await readFile(path.join(root, "one.csv"), "utf8")).toBe(OLD);
  }, 60_000);

  test("keeps the old content, and cleans up, when the disk takes no more", async () => {
    const limited = `ulimit -f 2000; exec "$0" "$@"`;
    const child = spawn(
      "bash",
      ["-c", limited, process.execPath, program, root, "one.csv", "200000"],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    const output = await outputOf(child);
    expect(output).toContain("target-not-writable");
    expect(output).toContain("there is no room for it (EFBIG)");
    expect(await readdir(root)).toEqual(["one.csv"]);
    expect(await readFile(path.join(root, "one.csv"), "utf8")).toBe(OLD);
  }, 60_000);

  test("is told which folder it may not write into, and changes nothing there", async () => {
    await mkdir(path.join(root, "closed"), { mode: 0o555 });
    // The rights of a folder do not hold root back: become somebody else where we can.
    const somebody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const output = await outputOf(writeRows("closed/two.csv", 1, somebody));
    expect(output).toContain('"code":"target-not-writable"');
    expect(output).toContain(
      "`closed/two.csv` cannot be written: this user may not write into the folder `closed` (EACCES)",
    );
    expect(await readdir(path.join(root, "closed"))).toEqual([]);
  }, 60_000);
});
