import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CheckpointStore } from "../../src/core/checkpoint-store.ts";
import { sampleRecord, sha256 } from "./checkpoint-store-sample.ts";

interface StoreLimits {
  readonly versionsPerTask?: number;
  readonly keptBytes?: number;
  readonly largestKeptBytes?: number;
}

/** One kind of store, as the suite drives it. */
export interface StoreAdapter {
  readonly kind: string;
  open(folder: string, limits?: StoreLimits): CheckpointStore;
}

/** What every store keeps to. */
export function describeStoreContract(adapter: StoreAdapter): void {
  describe(`a ${adapter.kind} store`, () => {
    let folder: string;
    let store: CheckpointStore;

    beforeEach(async () => {
      folder = await mkdtemp(path.join(tmpdir(), "cauce-store-"));
      store = adapter.open(path.join(folder, ".cauce"));
    });

    afterEach(async () => {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    });

    const reopen = async (limits: StoreLimits = {}) => {
      await store.close();
      store = adapter.open(path.join(folder, ".cauce"), limits);
    };
    const put = async (name: string, content: string) => {
      const file = path.join(folder, "outputs", name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
      return { file, hash: sha256(content) };
    };
    const output = (name: string, hash: string) => ({ name, path: `outputs/${name}`, hash });
    /** A version of a task whose one output holds `content`, which is kept. */
    const make = async (id: string, version: number, content: string) => {
      const { file, hash } = await put(`${id}.txt`, content);
      await store.keepContent(hash, file);
      const record = sampleRecord(id, version, { outputs: [output(`${id}.txt`, hash)] });
      await store.write(record);
      return record;
    };

    describe("with records", () => {
      test("knows nothing of a task that was never written, and creates nothing by being asked", async () => {
        expect(store.read("A")).toBeUndefined();
        expect(store.versions("A")).toEqual([]);
        expect(store.readFamily("A")).toEqual([]);
        expect(store.ownerOf("outputs/a")).toBeUndefined();
        expect(store.readStamp("outputs/a")).toBeUndefined();
        expect(store.hasContent(sha256("a"))).toBe(false);
        await store.remove("A");
        expect(await readdir(folder)).toEqual([]);
      });

      test("gives back a record as it was written, also after it was closed", async () => {
        const record = sampleRecord('Clean(región="Ñuñoa\u0000\u001f",k=7)', 3);
        await store.write(record);
        expect(store.read(record.id)).toEqual(record);
        await reopen();
        expect(store.read(record.id)).toEqual(record);
      });

      test("keeps apart ids that are long, differ at their ends, or begin alike", async () => {
        const long = `Train(model=${"x".repeat(50_000)}`;
        const ids = [`${long}1)`, `${long}2)`, "Train(k=1)", "Train(k=10)", "Train", ""];
        for (const [index, id] of ids.entries()) await store.write(sampleRecord(id, index));
        expect(ids.map((id) => store.read(id)?.id)).toEqual(ids);
        expect(ids.map((id) => store.versions(id).length)).toEqual(ids.map(() => 1));
      });

      test("reads one family without those whose names begin like it", async () => {
        const ids = ["A(k=1)", "A(k=2)", "AB(k=1)", "A", "B", "a", `A(${"y".repeat(3_000)})`];
        for (const id of ids) await store.write(sampleRecord(id, 1));
        const found = store.readFamily("A").map(({ id }) => id);
        expect(found.sort()).toEqual(ids.filter((id) => /^A(?!B)/.test(id)).sort());
        expect(store.readFamily("C")).toEqual([]);
      });

      test("knows which task wrote a file last", async () => {
        const hash = sha256("x");
        await store.write(
          sampleRecord("A", 1, { outputs: [output("one", hash), output("two", hash)] }),
        );
        await store.write(sampleRecord("B", 1, { outputs: [output("two", hash)] }));
        expect(store.ownerOf("outputs/one")).toBe("A");
        expect(store.ownerOf("outputs/two")).toBe("B");
        await store.write(sampleRecord("A", 2, { outputs: [output("three", hash)] }));
        expect(store.ownerOf("outputs/one")).toBeUndefined();
        expect(store.ownerOf("outputs/two")).toBe("B");
        expect(store.ownerOf("outputs/three")).toBe("A");
      });

      test("gives the current records of all tasks, each once", async () => {
        expect(store.records()).toEqual([]);
        for (const id of ["A(k=1)", "B", `C(${"z".repeat(3_000)})`])
          for (const version of [1, 2]) await store.write(sampleRecord(id, version));
        const found = store.records().map(({ id, durationMs }) => `${id.slice(0, 2)}${durationMs}`);
        expect(found.sort()).toEqual(["A(2", "B2", "C(2"]);
      });

      test("forgets a removed task, and leaves what another task wrote since", async () => {
        await make("A", 1, "first");
        const second = await make("A", 2, "second");
        await make("B", 1, "other");
        await store.write(sampleRecord("C", 1, { outputs: [output("A.txt", sha256("first"))] }));
        await store.remove("A");
        expect(store.read("A")).toBeUndefined();
        expect(store.versions("A")).toEqual([]);
        expect(store.readFamily("A")).toEqual([]);
        expect(store.hasContent(second.outputs[0]?.hash ?? "")).toBe(false);
        expect(store.hasContent(sha256("first"))).toBe(true);
        expect(store.ownerOf("outputs/A.txt")).toBe("C");
        expect(store.read("B")?.id).toBe("B");
      });

      test("shows what another one committed at the very next call", async () => {
        const other = adapter.open(path.join(folder, ".cauce"));
        for (let version = 1; version <= 20; version += 1) {
          await other.write(sampleRecord("A", version));
          expect(store.read("A")?.durationMs).toBe(version);
        }
        await other.close();
        expect(store.versions("A").map(({ durationMs }) => durationMs)).toEqual([
          20, 19, 18, 17, 16,
        ]);
      });

      test("refuses to be used once it is closed", async () => {
        await store.write(sampleRecord("A", 1));
        await store.close();
        expect(() => store.read("A")).toThrow(/is closed/);
        await expect(store.write(sampleRecord("A", 2))).rejects.toThrow(/is closed/);
      });
    });

    describe("with versions", () => {
      test("keeps the last few, the newest first, and deletes the contents of those that go", async () => {
        await reopen({ versionsPerTask: 3 });
        for (const version of [1, 2, 3, 4]) await make("A", version, `content ${version}`);
        expect(store.versions("A").map(({ durationMs }) => durationMs)).toEqual([4, 3, 2]);
        const kept = [1, 2, 3, 4].map((version) => store.hasContent(sha256(`content ${version}`)));
        expect(kept).toEqual([false, true, true, true]);
      });

      test("moves a version that is written again to the front", async () => {
        const records = [await make("A", 1, "1"), await make("A", 2, "2"), await make("A", 3, "3")];
        for (const record of records.slice(0, 1)) await store.write(record);
        expect(store.versions("A").map(({ durationMs }) => durationMs)).toEqual([1, 3, 2]);
        expect(store.read("A")).toEqual(records[0]);
        expect(["1", "2", "3"].every((content) => store.hasContent(sha256(content)))).toBe(true);
      });

      test("replaces the outputs of one fingerprint, and deletes the content that they had", async () => {
        const first = await make("A", 1, "before");
        const { file, hash } = await put("A.txt", "after");
        await store.keepContent(hash, file);
        await store.write({ ...first, outputs: [output("A.txt", hash)] });
        expect(store.versions("A")).toHaveLength(1);
        expect(store.hasContent(sha256("before"))).toBe(false);
        expect(store.hasContent(hash)).toBe(true);
      });

      test("keeps a content for as long as any version of any task names it", async () => {
        await reopen({ versionsPerTask: 1 });
        await make("A", 1, "shared");
        await make("B", 1, "shared");
        await make("A", 2, "own");
        expect(store.hasContent(sha256("shared"))).toBe(true);
        await make("B", 2, "own");
        expect(store.hasContent(sha256("shared"))).toBe(false);
        await store.remove("A");
        expect(store.hasContent(sha256("own"))).toBe(true);
      });

      test("drops the oldest contents beyond its size, and never a record", async () => {
        await reopen({ keptBytes: 1_000 });
        for (const version of [1, 2, 3, 4])
          await make(`A${version}`, version, `${version}`.repeat(400));
        const kept = [1, 2, 3, 4].map((version) =>
          store.hasContent(sha256(`${version}`.repeat(400))),
        );
        expect(kept).toEqual([false, false, true, true]);
        expect([1, 2, 3, 4].map((version) => store.read(`A${version}`)?.durationMs)).toEqual([
          1, 2, 3, 4,
        ]);
      });

      test("does not keep a file that is larger than it may be", async () => {
        await reopen({ largestKeptBytes: 10 });
        await make("A", 1, "12345678901");
        expect(store.hasContent(sha256("12345678901"))).toBe(false);
        expect(store.read("A")?.durationMs).toBe(1);
      });
    });

    describe("when it is tidied up", () => {
      const isThere = (content: string) => store.hasContent(sha256(content));

      test("takes nothing away where every version can come back", async () => {
        await make("A", 1, "one");
        await make("A", 2, "two");
        expect(await store.prune({ isDryRun: false })).toEqual([]);
        expect([isThere("one"), isThere("two")]).toEqual([true, true]);
        expect(store.sizeOfContent(sha256("one"))).toBe(3);
      });

      test("says first what would go, and then takes just that", async () => {
        for (const version of [1, 2, 3]) await make("A", version, "x".repeat(version));
        await make("B", 1, "x");
        const gone = [
          { id: "A", sizeBytes: 2 },
          { id: "A", sizeBytes: 0 },
        ];
        expect(await store.prune({ keep: 1, isDryRun: true })).toEqual(gone);
        expect(store.versions("A")).toHaveLength(3);
        expect(await store.prune({ keep: 1, isDryRun: false })).toEqual(gone);
        expect(store.versions("A").map(({ durationMs }) => durationMs)).toEqual([3]);
        expect(["x", "xx", "xxx"].map(isThere)).toEqual([true, false, true]);
        expect(store.sizeOfContent(sha256("xx"))).toBeUndefined();
        expect(await store.prune({ keep: 1, isDryRun: false })).toEqual([]);
      });

      test("drops an earlier version whose content is gone, and never a current one", async () => {
        await reopen({ keptBytes: 3 });
        await make("A", 1, "one");
        await make("A", 2, "two");
        expect(await store.prune({ isDryRun: false })).toEqual([{ id: "A", sizeBytes: 0 }]);
        expect(store.versions("A").map(({ durationMs }) => durationMs)).toEqual([2]);
      });

      test("leaves a content that was kept just now, before its record is written", async () => {
        const { file, hash } = await put("a.txt", "fresh");
        await store.keepContent(hash, file);
        expect(await store.prune({ isDryRun: false })).toEqual([]);
        expect(isThere("fresh")).toBe(true);
      });
    });

    describe("with what only explains", () => {
      test("gives a text back by its hash, and none that it does not keep", async () => {
        expect(store.readText("h")).toBeUndefined();
        store.keepTexts([
          { hash: "h", text: "const a = 1;" },
          { hash: "long", text: "x".repeat(100_000) },
        ]);
        await reopen();
        expect(store.readText("h")).toBe("const a = 1;");
        expect(store.readText("long")).toBeUndefined();
      });

      test("keeps at most 2,000 texts, and of them the newest", () => {
        for (let at = 0; at < 2_005; at++) store.keepTexts([{ hash: `h${at}`, text: `${at}` }]);
        store.flush();
        expect(store.readText("h4")).toBeUndefined();
        expect(store.readText("h5")).toBe("5");
        expect(store.readText("h2004")).toBe("2004");
      });

      test("knows how a task failed until it is recorded, or removed", async () => {
        const failure = { message: "no", where: "cell 1, line 2", failedAtMs: 1 };
        store.noteFailure("A", failure);
        store.noteFailure("B", failure);
        await reopen();
        expect(store.readFailure("A")).toEqual(failure);
        await store.write(sampleRecord("A", 1));
        expect(store.readFailure("A")).toBeUndefined();
        await store.remove("B");
        expect(store.readFailure("B")).toBeUndefined();
      });
    });

    describe("with contents", () => {
      test("brings a file back, also where its folder is gone, and leaves nothing beside it", async () => {
        const { file, hash } = await put("deep/a.bin", "kept\0bytes");
        await store.keepContent(hash, file);
        await rm(path.dirname(file), { recursive: true });
        await store.restoreContent(hash, file);
        expect(await readFile(file, "utf8")).toBe("kept\0bytes");
        expect(await readdir(path.dirname(file))).toEqual(["a.bin"]);
      });

      test("keeps its own copy: editing the file, or what came back of it, does not reach it", async () => {
        const { file, hash } = await put("a.txt", "original");
        await store.keepContent(hash, file);
        await writeFile(file, "edited!!");
        await store.restoreContent(hash, file);
        await writeFile(file, "edited again");
        await store.restoreContent(hash, file);
        expect(await readFile(file, "utf8")).toBe("original");
      });

      test("replaces a file by another one, so that who reads the old one goes on reading it", async () => {
        const { file, hash } = await put("a.txt", "old");
        await store.keepContent(hash, file);
        await writeFile(file, "in use");
        const { ino } = await stat(file);
        await store.restoreContent(hash, file);
        expect((await stat(file)).ino).not.toBe(ino);
      });

      test("keeps one content once, by whatever files it comes", async () => {
        const first = await put("a.txt", "same");
        const second = await put("b.txt", "same");
        await store.keepContent(first.hash, first.file);
        await rm(first.file);
        await store.keepContent(second.hash, second.file);
        await store.restoreContent(first.hash, first.file);
        expect(await readFile(first.file, "utf8")).toBe("same");
      });

      test("says so when a content is not kept, and leaves the file alone", async () => {
        const { file } = await put("a.txt", "still here");
        const restoring = store.restoreContent(sha256("never kept"), file);
        await expect(restoring).rejects.toMatchObject({ code: "content-missing" });
        expect(await readFile(file, "utf8")).toBe("still here");
      });

      test("says so when the file to keep is gone", async () => {
        const keeping = store.keepContent(sha256("a"), path.join(folder, "outputs/gone"));
        await expect(keeping).rejects.toMatchObject({ code: "content-unreadable" });
      });
    });

    describe("with locks", () => {
      const never = new AbortController().signal;
      const isFree = async (other: CheckpointStore, id: string) => {
        const lock = await other.lock(id, { signal: AbortSignal.timeout(150) });
        lock?.release();
        return lock !== undefined;
      };

      test("lets one at a time have a task's lock, in one store and in two, and tells who waits", async () => {
        const other = adapter.open(path.join(folder, ".cauce"));
        const waited: number[] = [];
        let holders = 0;
        let most = 0;
        const work = async (on: CheckpointStore) => {
          const lock = await on.lock("A", { signal: never, onWait: (pid) => waited.push(pid) });
          holders++;
          most = Math.max(most, holders);
          await new Promise((resolve) => setTimeout(resolve, 20));
          holders--;
          lock?.release();
        };
        await Promise.all([store, other, store, other].map(work));
        expect(most).toBe(1);
        expect(waited).toEqual([process.pid, process.pid, process.pid]);
        await other.close();
      });

      test("keeps the locks of tasks apart, and gives one up when it is told to stop waiting", async () => {
        const lock = await store.lock("A", { signal: never });
        expect(await isFree(store, "B")).toBe(true);
        expect(await isFree(store, "A")).toBe(false);
        expect(await store.lock("B", { signal: AbortSignal.abort() })).toBeUndefined();
        lock?.release();
        lock?.release();
        expect(await isFree(store, "A")).toBe(true);
      });

      test("gives with the lock what its last holder recorded, though that is committed later", async () => {
        const other = adapter.open(path.join(folder, ".cauce"));
        for (let version = 1; version <= 6; version += 1) {
          const on = version % 2 === 0 ? store : other;
          const lock = await on.lock("A", { signal: never });
          expect(lock?.record?.durationMs).toBe(version === 1 ? undefined : version - 1);
          for (const id of ["B", "C", "A"]) await on.recordEnd(sampleRecord(id, version), []);
          lock?.release();
        }
        await other.close();
      });

      test("frees what a closed store held, also where the folder was deleted meanwhile", async () => {
        const other = adapter.open(path.join(folder, ".cauce"));
        await other.lock("A", { signal: never });
        expect(await isFree(store, "A")).toBe(false);
        await other.close();
        expect(await isFree(store, "A")).toBe(true);
        await store.lock("A", { signal: never });
        await rm(path.join(folder, ".cauce"), { recursive: true });
        expect(await isFree(store, "A")).toBe(true);
      });
    });

    describe("when tasks end within moments of each other", () => {
      const end = async (id: string, version: number, content: string) => {
        const { file, hash } = await put(`${id}.txt`, content);
        const record = sampleRecord(id, version, { outputs: [output(`${id}.txt`, hash)] });
        await store.recordEnd(record, [{ hash, file, bytes: Buffer.from(content) }]);
        return record;
      };
      const ids = Array.from({ length: 200 }, (_, at) => `Task(at=${at})`);

      test("knows every end at once, with its content", async () => {
        for (const id of ids) {
          const record = await end(id, 1, id);
          expect(store.read(id)).toEqual(record);
          expect(store.hasContent(sha256(id))).toBe(true);
        }
        expect(store.readFamily("Task")).toHaveLength(200);
      });

      test("has told all others of them after a flush, and after it is closed", async () => {
        const other = adapter.open(path.join(folder, ".cauce"));
        for (const id of ids) await end(id, 1, "shared");
        store.flush();
        expect(ids.filter((id) => other.read(id) === undefined)).toEqual([]);
        for (const id of ids) await end(id, 2, "shared");
        await store.close();
        expect(ids.filter((id) => other.read(id)?.durationMs !== 2)).toEqual([]);
        await other.close();
      });

      test("keeps and counts a content once that many of them write", async () => {
        await reopen({ keptBytes: 100 });
        const [one, shared] = ["x".repeat(50), "y".repeat(40)];
        await end("one", 1, one);
        for (const id of ids) await end(id, 1, shared);
        store.flush();
        const kept = [one, shared].map((content) => store.hasContent(sha256(content)));
        expect(kept).toEqual([true, true]);
      });

      test("tells others of them soon by itself", async () => {
        const other = adapter.open(path.join(folder, ".cauce"));
        for (const id of ids) await end(id, 1, "shared");
        await expect.poll(() => other.readFamily("Task").length).toBe(200);
        await other.close();
      });

      test("keeps their order with what is written and removed in between", async () => {
        await end("A", 1, "first");
        await end("A", 2, "second");
        await store.remove("A");
        expect(store.versions("A")).toEqual([]);
        await end("A", 3, "third");
        const last = await make("A", 4, "fourth");
        const versions = store.versions("A").map(({ durationMs }) => durationMs);
        expect(versions).toEqual([4, 3]);
        expect(store.read("A")).toEqual(last);
        await store.restoreContent(sha256("third"), path.join(folder, "outputs", "A.txt"));
        expect(await readFile(path.join(folder, "outputs", "A.txt"), "utf8")).toBe("third");
      });
    });

    test("remembers the hashes of files with their stamps, and replaces them", async () => {
      const stamp = { sizeBytes: 3, mtimeMs: 1.25, ctimeMs: 2.5, inode: 2 ** 52, hashedAtMs: 4 };
      const entries = Array.from({ length: 500 }, (_, index) => ({
        path: `data/${index}.csv`,
        stamp,
        hash: sha256(`${index}`),
      }));
      await store.writeStamps(entries);
      await store.writeStamps([
        { path: "data/7.csv", stamp: { ...stamp, sizeBytes: 4 }, hash: "other" },
      ]);
      await store.writeStamps([]);
      expect(store.readStamp("data/499.csv")).toEqual({ stamp, hash: sha256("499") });
      await reopen();
      expect(store.readStamp("data/499.csv")).toEqual({ stamp, hash: sha256("499") });
      expect(store.readStamp("data/7.csv")).toEqual({
        stamp: { ...stamp, sizeBytes: 4 },
        hash: "other",
      });
      expect(store.readStamp("data/500.csv")).toBeUndefined();
    });
  });
}
