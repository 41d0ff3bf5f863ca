import { existsSync } from "node:fs";
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  truncate,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { open } from "lmdb";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CheckpointStore } from "../../../src/core/checkpoint-store.ts";
import { type LmdbStoreOptions, openLmdbStore } from "../../../src/store/lmdb-store.ts";
import { sampleRecord, sha256 } from "../../contract/checkpoint-store-sample.ts";

let root: string;
let folder: string;
const opened: CheckpointStore[] = [];

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "cauce-store-"));
  folder = path.join(root, ".cauce");
});

afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  await rm(root, { recursive: true, force: true });
});

const openStore = (options?: LmdbStoreOptions) => {
  const store = openLmdbStore(folder, options);
  opened.push(store);
  return store;
};

const thrownBy = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
};

const fill = async (count: number) => {
  const store = openLmdbStore(folder);
  for (let at = 0; at < count; at += 1) await store.write(sampleRecord(`A(k=${at})`, at));
  await store.close();
};

const keepText = async (store: CheckpointStore, text: string) => {
  const file = path.join(root, "a.txt");
  await writeFile(file, text);
  await store.keepContent(sha256(text), file);
  return {
    file,
    hash: sha256(text),
    kept: path.join(folder, "versions", sha256(text).slice(0, 2), sha256(text)),
  };
};

describe("the folder", () => {
  test("is made by the first change, and keeps itself out of version control", async () => {
    const store = openStore();
    expect(store.read("A")).toBeUndefined();
    expect(existsSync(folder)).toBe(false);
    await store.write(sampleRecord("A", 1));
    expect(await readFile(path.join(folder, ".gitignore"), "utf8")).toBe("*\n");
    expect((await readdir(folder)).sort()).toEqual([".gitignore", "gate", "record"]);
  });

  test("may be deleted while it is open: the store is then empty, and goes on", async () => {
    const store = openStore();
    await store.write(sampleRecord("A", 1));
    await rm(folder, { recursive: true });
    expect(store.read("A")).toBeUndefined();
    await store.write(sampleRecord("B", 1));
    expect(openStore().read("B")?.id).toBe("B");
    expect(store.readFamily("A")).toEqual([]);
  });

  test("is an error where it is a file", async () => {
    await writeFile(folder, "a file");
    const store = openStore();
    const writing = store.write(sampleRecord("A", 1));
    await expect(writing).rejects.toMatchObject({ code: "store-unusable" });
    await expect(writing).rejects.toThrow(
      /^`.*\.cauce` cannot be used: a file stands where a folder/,
    );
    expect(await readFile(folder, "utf8")).toBe("a file");
  });

  test("is an error where this user may not write", async () => {
    await fill(1); // LMDB is loaded while every file can be read.
    await rm(folder, { recursive: true });
    await chmod(root, 0o555);
    const store = openStore();
    const writing = asOrdinaryUser(() => store.write(sampleRecord("A", 1)));
    await expect(writing).rejects.toThrow(/cannot be used: this user may not write there/);
    await chmod(root, 0o755);
  });
});

describe("the data file", () => {
  const file = () => path.join(folder, "record", "data.mdb");
  const expectDamage = (work: () => unknown) => {
    const error = thrownBy(work);
    expect(error).toMatchObject({ name: "CauceError", code: "store-damaged" });
    expect(String(error)).toContain(`Delete \`${folder}\`: deleting that folder loses no outputs`);
  };

  test.each([
    ["text", Buffer.from("not a database\n".repeat(3_000))],
    ["zeros", Buffer.alloc(40_960)],
    ["a few bytes", Buffer.from("x")],
  ])("is an error, and no crash, when it holds %s", async (_, content) => {
    await fill(1);
    await writeFile(file(), content);
    expectDamage(() => openStore().read("A(k=0)"));
  });

  test("is an error, and no crash, when it was cut", async () => {
    await fill(200);
    await truncate(file(), 16_384);
    expectDamage(() => {
      const store = openStore();
      for (let at = 0; at < 200; at += 1) store.read(`A(k=${at})`);
    });
  });

  test("is an error when its pages were overwritten", async () => {
    await fill(200);
    const content = await readFile(file());
    await writeFile(file(), content.fill(0, 8_192));
    expectDamage(() => openStore().read("A(k=0)"));
  });

  test("may be empty, as a process leaves it that dies while it is made", async () => {
    await mkdir(path.dirname(file()), { recursive: true });
    await writeFile(file(), "");
    const store = openStore();
    await store.write(sampleRecord("A", 1));
    expect(store.read("A")?.id).toBe("A");
  });

  test("of a newer format is refused, and stays as it is", async () => {
    await fill(1);
    await setFormat(3);
    const error = thrownBy(() => openStore().read("A(k=0)"));
    expect(error).toMatchObject({ code: "store-newer" });
    expect(String(error)).toMatch(/format 3, and this one reads format 2. Update Cauce, or delete/);
    await setFormat(2);
    expect(openStore().read("A(k=0)")?.id).toBe("A(k=0)");
  });

  test("of an older format is set aside, said once, and a new one is begun", async () => {
    await fill(3);
    await setFormat(1);
    const said: string[] = [];
    const tell = (note: string) => said.push(note);
    const stores = [openStore({ tell }), openStore({ tell })];
    expect(stores.map((store) => store.read("A(k=0)"))).toEqual([undefined, undefined]);
    await stores[0]?.write(sampleRecord("A(k=1)", 7));
    expect(stores[1]?.records().map(({ id }) => id)).toEqual(["A(k=1)"]);
    expect((await readdir(folder)).filter((name) => name.startsWith("record"))).toEqual([
      "record",
      "record-format-1",
    ]);
    expect(said).toEqual([
      expect.stringMatching(
        /record-format-1`: no output is lost, and every task runs once more\.$/,
      ),
    ]);
  });

  const setFormat = async (format: number) => {
    const database = open({ path: path.dirname(file()), encoding: "json", overlappingSync: false });
    await database.put(["about", "=format"], format);
    await database.close();
  };
});

describe("a content that is kept in a file", () => {
  const inFiles = { largestInsideBytes: -1 };

  test("that was changed is not brought back, and is offered no more", async () => {
    const store = openStore(inFiles);
    const { file, hash, kept } = await keepText(store, "original");
    await writeFile(kept, "0riginal");
    await writeFile(file, "of now");
    const restoring = store.restoreContent(hash, file);
    await expect(restoring).rejects.toMatchObject({ code: "content-damaged" });
    expect(await readFile(file, "utf8")).toBe("of now");
    expect(store.hasContent(hash)).toBe(false);
    expect((await readdir(root)).sort()).toEqual([".cauce", "a.txt"]);
  });

  test("that was deleted by hand counts as not kept, and can be kept anew", async () => {
    const store = openStore(inFiles);
    const { file, hash, kept } = await keepText(store, "original");
    await rm(kept);
    expect(store.hasContent(hash)).toBe(false);
    await expect(store.restoreContent(hash, file)).rejects.toMatchObject({
      code: "content-missing",
    });
    await store.keepContent(hash, file);
    expect(store.hasContent(hash)).toBe(true);
  });

  test("leaves no copy under way behind", async () => {
    const store = openStore(inFiles);
    const { kept } = await keepText(store, "original");
    expect(await readdir(path.join(folder, "versions", "incoming"))).toEqual([]);
    expect(await readFile(kept, "utf8")).toBe("original");
  });

  test("that cannot be put back says which file, and why", async () => {
    const store = openStore(inFiles);
    const { file, hash } = await keepText(store, "original");
    const restoring = store.restoreContent(hash, path.join(file, "below-a-file.txt"));
    await expect(restoring).rejects.toMatchObject({ code: "content-not-restored" });
  });
});

/** Permissions do not hold for the superuser, as whom containers run their tests. */
function asOrdinaryUser<Result>(work: () => Result): Result {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}
