import {
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { setProjectRoot } from "../../src/core/project-root.ts";
import { type FileTarget, isFileTarget } from "../../src/core/target.ts";

/** One kind of local target, as the suite drives it. */
export interface TargetAdapter<Target extends FileTarget, Value> {
  readonly kind: string;
  make(path: string): Target;
  /** A large value (several pieces of a write), another for every `seed`. */
  sample(seed: number): Value;
  write(target: Target, value: Value): Promise<void>;
  read(target: Target): Promise<Value>;
  /** Begins to write `value`, and fails before the end. */
  writeBroken(target: Target, value: Value): Promise<void>;
}

/** What every target that is a file on this machine keeps to. */
export function describeTargetContract<Target extends FileTarget, Value>(
  adapter: TargetAdapter<Target, Value>,
): void {
  describe(`a ${adapter.kind} target`, () => {
    let root: string;

    beforeEach(async () => {
      root = await realpath(await mkdtemp(path.join(tmpdir(), "cauce-target-")));
      setProjectRoot(root);
    });

    afterEach(async () => {
      setProjectRoot(undefined);
      await rm(root, { recursive: true, force: true });
    });

    const filesUnder = async (folder: string) => (await readdir(path.join(root, folder))).sort();

    test("is a file target with the path it was named by", () => {
      const target = adapter.make("outputs/A/one");
      expect(isFileTarget(target)).toBe(true);
      expect(target.path).toBe("outputs/A/one");
    });

    test("exists only once it is written, and makes the folders it needs", async () => {
      const target = adapter.make("outputs/A/deep/one");
      expect(await target.exists()).toBe(false);
      await adapter.write(target, adapter.sample(1));
      expect(await target.exists()).toBe(true);
      expect(await filesUnder("outputs/A/deep")).toEqual(["one"]);
    });

    test("does not exist where a folder stands, or under a file", async () => {
      await mkdir(path.join(root, "folder"));
      await writeFile(path.join(root, "plain"), "");
      expect(await adapter.make("folder").exists()).toBe(false);
      expect(await adapter.make("plain/below").exists()).toBe(false);
    });

    test("gives back what was written, also over a longer earlier content", async () => {
      const target = adapter.make("one");
      const long = adapter.sample(1);
      await adapter.write(target, long);
      expect(await adapter.read(target)).toEqual(long);
      const next = adapter.sample(2);
      await adapter.write(target, next);
      expect(await adapter.read(target)).toEqual(next);
    });

    test("writes the same bytes for the same value", async () => {
      await adapter.write(adapter.make("one"), adapter.sample(1));
      await adapter.write(adapter.make("two"), adapter.sample(1));
      const [one, two] = await Promise.all([
        readFile(path.join(root, "one")),
        readFile(path.join(root, "two")),
      ]);
      expect(one.equals(two)).toBe(true);
    });

    test("shows a reader the whole old or the whole new content, never a part", async () => {
      const values = [adapter.sample(1), adapter.sample(2)];
      const target = adapter.make("one");
      const place = path.join(root, "one");
      const whole = new Set<string>();
      for (const value of values) {
        await adapter.write(target, value);
        whole.add(await readFile(place, "latin1"));
      }
      const seen = new Set<string>();
      let writing = true;
      const reader = (async () => {
        while (writing) seen.add(await readFile(place, "latin1"));
      })();
      for (let i = 0; i < 12; i++) await adapter.write(target, values[i % 2] as Value);
      writing = false;
      await reader;
      expect(whole.size).toBe(2);
      expect([...seen].filter((content) => !whole.has(content))).toEqual([]);
      expect(seen.size).toBeGreaterThan(0);
    });

    test("leaves a whole file when two writers meet", async () => {
      const target = adapter.make("one");
      const values = [adapter.sample(1), adapter.sample(2), adapter.sample(3)];
      await Promise.all(values.map((value) => adapter.write(target, value)));
      expect(values).toContainEqual(await adapter.read(target));
      expect(await filesUnder(".")).toEqual(["one"]);
    });

    test("keeps the old content, and no temporary file, when a write fails half-way", async () => {
      const target = adapter.make("one");
      const old = adapter.sample(1);
      await adapter.write(target, old);
      await expect(adapter.writeBroken(target, adapter.sample(2))).rejects.toThrow();
      expect(await adapter.read(target)).toEqual(old);
      expect(await filesUnder(".")).toEqual(["one"]);
    });

    test("leaves nothing when the first write fails half-way", async () => {
      const target = adapter.make("folder/one");
      await expect(adapter.writeBroken(target, adapter.sample(2))).rejects.toThrow();
      expect(await target.exists()).toBe(false);
      expect(await filesUnder("folder")).toEqual([]);
    });

    test("names the file that stands where its folder should be", async () => {
      await writeFile(path.join(root, "plain"), "keep");
      const target = adapter.make("plain/deep/one");
      await expect(adapter.write(target, adapter.sample(1))).rejects.toMatchObject({
        name: "CauceError",
        code: "target-not-writable",
        message: expect.stringMatching(/`plain\/deep\/one` cannot be written: `plain` is a file/),
      });
      expect(await readFile(path.join(root, "plain"), "utf8")).toBe("keep");
    });

    test("refuses to replace a folder, and leaves nothing beside it", async () => {
      await mkdir(path.join(root, "one/inner"), { recursive: true });
      await expect(adapter.write(adapter.make("one"), adapter.sample(1))).rejects.toMatchObject({
        code: "target-not-writable",
        message: expect.stringContaining("it is a folder"),
      });
      expect(await filesUnder(".")).toEqual(["one"]);
    });

    test("says what to do when it is read before it exists", async () => {
      await expect(adapter.read(adapter.make("one"))).rejects.toMatchObject({
        name: "CauceError",
        code: "target-missing",
        message: expect.stringMatching(/`one` does not exist .* Run the task that writes it/),
      });
    });

    test("writes through a symbolic link, and keeps the link", async () => {
      await mkdir(path.join(root, "disk"));
      await symlink("disk/real", path.join(root, "one"));
      const value = adapter.sample(1);
      await adapter.write(adapter.make("one"), value);
      expect(await adapter.read(adapter.make("disk/real"))).toEqual(value);
      expect(await filesUnder(".")).toEqual(["disk", "one"]);
      expect(await filesUnder("disk")).toEqual(["real"]);
    });

    test("leaves a copy made by a hard link as it was", async () => {
      const target = adapter.make("one");
      const old = adapter.sample(1);
      await adapter.write(target, old);
      await link(path.join(root, "one"), path.join(root, "kept"));
      await adapter.write(target, adapter.sample(2));
      expect(await adapter.read(adapter.make("kept"))).toEqual(old);
    });

    test("keeps the rights of the file it replaces", async () => {
      await writeFile(path.join(root, "one"), "", { mode: 0o640 });
      await adapter.write(adapter.make("one"), adapter.sample(1));
      expect((await stat(path.join(root, "one"))).mode & 0o777).toBe(0o640);
    });

    test("takes a file name of the full 255 bytes, and refuses a longer one in words", async () => {
      const target = adapter.make("ñ".repeat(127));
      await adapter.write(target, adapter.sample(1));
      expect(await target.exists()).toBe(true);
      await expect(
        adapter.write(adapter.make("n".repeat(256)), adapter.sample(1)),
      ).rejects.toMatchObject({
        code: "target-not-writable",
        message: expect.stringContaining("name is longer"),
      });
    });
  });
}
