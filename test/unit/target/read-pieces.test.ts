import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readPieces } from "../../../src/target/read-pieces.ts";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "cauce-pieces-"));
});

afterEach(() => rm(root, { recursive: true, force: true }));

async function readAll(file: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of readPieces(file)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

describe("a file read in pieces", () => {
  test("gives all its bytes in their order, in pieces that stay small", async () => {
    const bytes = Buffer.from(Array.from({ length: 700_001 }, (_, at) => (at * 7) % 251));
    const file = path.join(root, "bytes");
    await writeFile(file, bytes);
    expect((await readAll(file)).equals(bytes)).toBe(true);
    for await (const piece of readPieces(file)) expect(piece.length).toBeLessThanOrEqual(1 << 18);
  });

  test("lets other work of the process have its turn while someone takes long over the pieces", async () => {
    const file = path.join(root, "bytes");
    await writeFile(file, Buffer.alloc(1 << 20));
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    for await (const _ of readPieces(file)) {
      const until = performance.now() + 20;
      while (performance.now() < until);
    }
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });

  test("waits for what comes through a pipe without keeping the process from its work", async () => {
    const file = path.join(root, "pipe");
    execFileSync("mkfifo", [file]);
    const reading = readAll(file);
    // Only a process that is not kept can start the writer.
    const writer = spawn("sh", ["-c", 'printf "a,b\\n1,2\\n" > "$0"', file]);
    expect((await reading).toString()).toBe("a,b\n1,2\n");
    writer.kill();
  });

  test("says so when the file is not there", async () => {
    await expect(readAll(path.join(root, "none"))).rejects.toMatchObject({ code: "ENOENT" });
  });
});
