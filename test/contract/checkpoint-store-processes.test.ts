import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { CheckpointStore } from "../../src/core/checkpoint-store.ts";
import { openLmdbStore } from "../../src/store/lmdb-store.ts";
import { RecordDatabase } from "../../src/store/record-database.ts";
import { RecordGate } from "../../src/store/record-gate.ts";
import { Table } from "../../src/store/table.ts";
import { isWhole, sha256 } from "./checkpoint-store-sample.ts";

const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));
const sources = [
  new URL("./checkpoint-store-writer.ts", import.meta.url),
  new URL("./checkpoint-store-passer.ts", import.meta.url),
].map((url) => fileURLToPath(url));

describe("a store that several processes use", () => {
  let built: string;
  let folder: string;

  beforeAll(async () => {
    built = await mkdtemp(path.join(tmpdir(), "cauce-writer-"));
    const outExtension = { ".js": ".mjs" };
    const shape = { bundle: true, platform: "node", format: "esm", outExtension } as const;
    await build({ entryPoints: sources, outdir: built, ...shape });
  });

  afterAll(() => rm(built, { recursive: true, force: true }));

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "cauce-store-"));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const startWriter = (name: string, count: number) => {
    const args = [path.join(built, "checkpoint-store-writer.mjs"), folder, name, String(count)];
    const env = { ...process.env, NODE_PATH: modules };
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
    /** The last version of each task that the store confirmed. */
    const confirmed = new Map<string, number>();
    createInterface({ input: child.stdout }).on("line", (line) => {
      const [id = "", version] = line.split(" ");
      confirmed.set(id, Number(version));
    });
    return { child, confirmed, closed: once(child, "close") };
  };

  const withStore = async <Result>(work: (store: CheckpointStore) => Promise<Result>) => {
    const store = openLmdbStore(path.join(folder, ".cauce"));
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  };

  /** Every record is whole, indexed, and has the contents that it names. */
  const checkAll = async (store: CheckpointStore, family: string) => {
    const records = store.readFamily(family);
    for (const { id, outputs } of records) {
      for (const output of outputs) expect(store.ownerOf(output.path ?? "")).toBe(id);
      const versions = store.versions(id);
      expect(versions.filter((version) => !isWhole(version))).toEqual([]);
      expect(versions.length).toBeLessThanOrEqual(3);
      const hashes = versions.flatMap((version) => version.outputs.map(({ hash }) => hash));
      expect(hashes.filter((hash) => !store.hasContent(hash))).toEqual([]);
    }
    return records;
  };

  test("loses nothing when two write at once, and a third sees all of it as it comes", {
    timeout: 90_000,
  }, async () => {
    await withStore(async (store) => {
      const writers = [startWriter("Left", 120), startWriter("Right", 120)];
      const seen = new Set<number>();
      const ended = Promise.all(writers.map(({ closed }) => closed));
      for (let isOver = false; !isOver; ) {
        seen.add(store.readFamily("Left").length);
        isOver = await Promise.race([ended.then(() => true), sleep(5, false)]);
      }
      expect(seen.size).toBeGreaterThan(2);
      for (const [index, family] of ["Left", "Right"].entries()) {
        const found = await checkAll(store, family);
        const versions = new Map(found.map(({ id, durationMs }) => [id, durationMs]));
        expect(versions).toEqual(writers[index]?.confirmed);
        expect(versions.size).toBe(50);
      }
    });
  });

  // LMDB undoes what is committed while another process opens it: neither may happen during the other.
  test.each(["open", "change"])(
    "lets others %s it one at a time",
    { timeout: 120_000 },
    async (what) => {
      const cauce = path.join(folder, ".cauce");
      await withStore(async (store) => store.noteFailure("A", { message: "", failedAtMs: 0 }));
      const args = [path.join(built, "checkpoint-store-passer.mjs"), cauce, what, folder];
      const env = { ...process.env, NODE_PATH: modules };
      const child = spawn(process.execPath, args, { env, stdio: "inherit" });
      const end = once(child, "close");
      const isMarked = (mark: string) => existsSync(path.join(folder, mark));
      while (!isMarked("ready")) await sleep(5);
      const gate = new RecordGate(path.join(cauce, "gate"), () => undefined);
      const seen = gate.pass(() => {
        writeFileSync(path.join(folder, "go"), "");
        const until = Date.now() + 60_000;
        while (!isMarked("asking") && Date.now() < until) waitNow(5);
        // Far longer than it takes without a gate.
        waitNow(300);
        return { isAsking: isMarked("asking"), isThrough: isMarked("through") };
      });
      gate.close();
      expect(seen).toEqual({ isAsking: true, isThrough: false });
      expect(await end).toEqual([0, null]);
      expect(isMarked("through")).toBe(true);
    },
  );

  test("is free for others, and loses nothing later, after an interrupt cut a change off", async () => {
    const database = new RecordDatabase(path.join(folder, ".cauce"));
    const put = (key: string) => database.write((root) => new Table(root, "test").put(key, key));
    const keys = ["before", "cut off", "after"];
    const present = () =>
      database.read((root) => keys.filter((key) => new Table(root, "test").get(key) === key), []);
    put("before");
    const cutOff = () =>
      database.write((root) => {
        new Table(root, "test").put("cut off", "cut off");
        for (;;);
      });
    // What a kernel's interrupt does: no `catch` and no `finally` runs below this line.
    expect(() => runInNewContext("cutOff()", { cutOff }, { timeout: 50 })).toThrow(/timed out/);
    const { closed, confirmed } = startWriter("Other", 1);
    await closed;
    expect([...confirmed.keys()]).toEqual(["Other(k=0)"]);
    expect(present()).toEqual(["before"]);
    put("after");
    await database.close();
    await withStore(async (store) => expect(store.readFamily("Other")).toHaveLength(1));
    const again = new RecordDatabase(path.join(folder, ".cauce"));
    expect(again.read((root) => new Table(root, "test").get("after"), undefined)).toBe("after");
    await again.close();
  });

  test("opens after a writer was killed at any instant, with every record whole", {
    timeout: 180_000,
  }, async () => {
    let written = 0;
    for (let round = 0; round < 30; round += 1) {
      const { child, confirmed, closed } = startWriter(`Round${round}`, 1_000_000);
      await firstLine(child);
      await sleep(Math.random() * 60);
      child.kill("SIGKILL");
      await closed;
      await withStore(async (store) => {
        const found = await checkAll(store, `Round${round}`);
        const versions = new Map(found.map(({ id, durationMs }) => [id, durationMs]));
        const lost = [...confirmed].filter(([id, version]) => (versions.get(id) ?? -1) < version);
        expect(lost).toEqual([]);
        const last = found[0]?.outputs[0]?.hash ?? "";
        await store.restoreContent(last, path.join(folder, "restored"));
        expect(sha256(await readFile(path.join(folder, "restored")))).toBe(last);
        written += found.length;
      });
    }
    expect(written).toBeGreaterThan(30);
  });
});

function waitNow(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

async function firstLine(child: ChildProcess): Promise<void> {
  if (child.stdout !== null) await once(child.stdout, "data");
}
