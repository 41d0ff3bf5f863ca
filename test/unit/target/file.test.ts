import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { setProjectRoot } from "../../../src/core/project-root.ts";
import { file } from "../../../src/target/file.ts";
import { text } from "../../../src/target/text.ts";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "cauce-file-"));
  setProjectRoot(root);
});

afterEach(async () => {
  setProjectRoot(undefined);
  await rm(root, { recursive: true, force: true });
});

describe("a file that is missing", () => {
  const meant = (named: string) => text(named).read().catch(String);

  test("is told with the one beside it that is most like it", async () => {
    await text("data/people.csv").write("");
    expect(await meant("data/peple.csv")).toMatch(/ Did you mean `data\/people\.csv`\?$/);
    expect(await meant("./data/People.CSV")).toContain("Did you mean `./data/people.csv`?");
    expect(await meant(path.join(root, "data/peopl.csv"))).toContain(
      `Did you mean \`${path.join(root, "data/people.csv")}\`?`,
    );
  });

  test("is told alone where none is like it, or its folder is missing", async () => {
    await text("data/a.csv").write("");
    for (const named of ["data/b.csv", "data/iris.csv", "none/a.csv"])
      expect(await meant(named)).toMatch(/paths start at the project's root\.$/);
  });
});

describe("a file target", () => {
  test("has the absolute path that another program needs", () => {
    expect(file("outputs/model.bin").absolutePath).toBe(path.join(root, "outputs/model.bin"));
  });

  test("shows the new content only when its stream has finished", async () => {
    const target = file("one");
    await target.write("old");
    const stream = target.createWriteStream();
    stream.write("new ");
    await new Promise((done) => stream.write("content", done));
    expect((await target.read()).toString()).toBe("old");
    stream.end();
    await once(stream, "finish");
    expect((await target.read()).toString()).toBe("new content");
    expect(await readdir(root)).toEqual(["one"]);
  });

  test("leaves nothing of a stream that is destroyed", async () => {
    const stream = file("one").createWriteStream();
    await new Promise((done) => stream.write("half", done));
    stream.destroy();
    await once(stream, "close");
    expect(await readdir(root)).toEqual([]);
  });

  test("leaves nothing of a stream that is destroyed before it was open, or while it ends", async () => {
    const early = file("one").createWriteStream();
    early.destroy();
    await once(early, "close");
    const late = file("two").createWriteStream();
    await new Promise((done) => late.write("whole", done));
    late.end();
    late.destroy();
    await once(late, "close");
    expect((await readdir(root)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("takes strings and many small writes through its stream", async () => {
    const lines = Array.from({ length: 5_000 }, (_, i) => `línea ${i}\n`);
    await pipeline(Readable.from(lines), file("one").createWriteStream());
    expect(await readFile(path.join(root, "one"), "utf8")).toBe(lines.join(""));
  });

  test("refuses a device in its place, which a rename would take away", async () => {
    await expect(file("/dev/null").write("x")).rejects.toMatchObject({
      code: "target-not-writable",
      message: expect.stringContaining("a device or a pipe"),
    });
    expect(await file("/dev/null").exists()).toBe(true);
  });
});

describe("a text target", () => {
  test("gives back the mark of UTF-8 and every line break as they were written", async () => {
    await text("one").write("\uFEFFa\r\nb\n");
    expect(await text("one").read()).toBe("\uFEFFa\r\nb\n");
  });

  test("refuses bytes that are no UTF-8", async () => {
    await writeFile(path.join(root, "one"), Buffer.from([0x50, 0xf1]));
    await expect(text("one").read()).rejects.toMatchObject({ code: "target-not-text" });
  });
});
