import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { setProjectRoot } from "../../../src/core/project-root.ts";
import { csv } from "../../../src/target/csv.ts";
import { loadFrameLibrary } from "../../../src/target/frame-loader.ts";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "cauce-frame-"));
  setProjectRoot(root);
});

afterEach(async () => {
  setProjectRoot(undefined);
  await rm(root, { recursive: true, force: true });
});

const rows = [
  { id: "007", x: 1.5, n: 1, name: 'a, "b"\nc', ok: true },
  { id: "12", x: null, n: 2, name: "", ok: null },
  { id: "x", x: -0.1, n: -3, name: "ñ", ok: false },
];

function isDanfojsLoaded(): boolean {
  return Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes("danfojs"));
}

describe("a data frame from a CSV target", () => {
  test("is what loads danfojs: rows are written and read without it", async () => {
    await csv("t.csv").writeRows(rows);
    await csv("t.csv").readRows();
    expect(isDanfojsLoaded()).toBe(false);
    await csv("t.csv").readFrame();
    expect(isDanfojsLoaded()).toBe(true);
  });

  test("has the file's columns in their order, with the types that readRows gives", async () => {
    await csv("t.csv").writeRows(rows);
    const frame = await csv("t.csv").readFrame();
    expect(frame.columns).toEqual(["id", "x", "n", "name", "ok"]);
    expect(frame.dtypes).toEqual(["string", "float32", "int32", "string", "boolean"]);
    expect(frame.values).toStrictEqual(rows.map((row) => Object.values(row)));
    expect(frame.x.mean()).toBeCloseTo(0.7);
  });

  test("is an instance of the class that the library exports", async () => {
    await csv("t.csv").writeRows(rows);
    const { DataFrame } = await loadFrameLibrary();
    expect(await csv("t.csv").readFrame()).toBeInstanceOf(DataFrame);
  });

  test("knows a column as text also when its first twenty rows look like numbers", async () => {
    const mixed = Array.from({ length: 40 }, (_, i) => ({ id: i < 30 ? String(i) : `id ${i}` }));
    await csv("t.csv").writeRows(mixed);
    const frame = await csv("t.csv").readFrame();
    expect(frame.dtypes).toEqual(["string"]);
    expect(frame.values).toStrictEqual(mixed.map(({ id }) => [id]));
  });

  test("has no rows, and all columns, when the file has only a header", async () => {
    await writeFile(path.join(root, "t.csv"), "a,b\n");
    const frame = await csv("t.csv", { columns: { b: "number" } }).readFrame();
    expect(frame.shape).toEqual([0, 2]);
    expect(frame.columns).toEqual(["a", "b"]);
    await csv("copy.csv").writeFrame(frame);
    expect(await readFile(path.join(root, "copy.csv"), "utf8")).toBe("a,b\n");
  });
});

describe("writing a data frame", () => {
  test("gives the very bytes of writeRows, without the index", async () => {
    await csv("rows.csv").writeRows(rows);
    const frame = await csv("rows.csv").readFrame();
    await csv("frame.csv").writeFrame(frame);
    const [one, two] = await Promise.all(
      ["rows.csv", "frame.csv"].map((name) => readFile(path.join(root, name), "utf8")),
    );
    expect(two).toBe(one);
  });

  test("takes what danfojs itself makes, a filtered frame and one column among them", async () => {
    await csv("t.csv").writeRows(rows);
    const frame = await csv("t.csv").readFrame();
    await csv("some.csv").writeFrame(frame.query(frame.n.gt(1)));
    expect(await csv("some.csv").readRows()).toEqual([
      { id: 12, x: null, n: 2, name: null, ok: null },
    ]);
    await csv("one.csv").writeFrame(frame.loc({ columns: ["x"] }));
    expect(await readFile(path.join(root, "one.csv"), "utf8")).toBe('x\n1.5\n""\n-0.1\n');
  });

  test("refuses a Series, and rows of another width", async () => {
    await expect(csv("t.csv").writeFrame({ columns: ["a"], values: [1, 2] })).rejects.toMatchObject(
      {
        code: "csv-frame",
        message: expect.stringContaining("as a Series has them"),
      },
    );
    await expect(
      csv("t.csv").writeFrame({ columns: ["a", "b"], values: [[1, 2], [1]] }),
    ).rejects.toMatchObject({
      code: "csv-frame",
      message: expect.stringContaining("1 cells in row 2"),
    });
  });

  test("refuses a frame without a declared column, and one with a name twice", async () => {
    const declared = csv("t.csv", { columns: { id: "string" } });
    await expect(declared.writeFrame({ columns: ["a"], values: [[1]] })).rejects.toMatchObject({
      code: "csv-column-missing",
    });
    await expect(
      csv("t.csv").writeFrame({ columns: ["a", "a"], values: [[1, 2]] }),
    ).rejects.toMatchObject({
      code: "csv-value",
      message: expect.stringContaining('both called "a"'),
    });
  });
});
