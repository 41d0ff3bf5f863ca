import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setProjectRoot } from "../../../src/core/project-root.ts";
import { json } from "../../../src/target/json.ts";

let root: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "cauce-json-"));
  setProjectRoot(root);
});

afterAll(async () => {
  setProjectRoot(undefined);
  await rm(root, { recursive: true, force: true });
});

const circular: { self?: unknown } = {};
circular.self = circular;

describe("a JSON target", () => {
  test("gives back every JSON value", async () => {
    const target = json<fc.JsonValue>("any.json");
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ noUnicodeString: false }), async (value) => {
        await target.write(value);
        // JSON has one zero only.
        expect(JSON.stringify(await target.read())).toBe(JSON.stringify(value));
      }),
      { numRuns: 100 },
    );
  });

  test("is indented by two spaces and ends with a line break", async () => {
    await json<object>("a.json").write({ a: [1], when: new Date("2026-11-20T00:00:00Z") });
    expect(await readFile(path.join(root, "a.json"), "utf8")).toBe(
      '{\n  "a": [\n    1\n  ],\n  "when": "2026-11-20T00:00:00.000Z"\n}\n',
    );
  });

  test.each<[string, unknown, RegExp]>([
    ["undefined itself", undefined, /`value` .* found undefined/],
    ["undefined in a record", { a: { b: undefined } }, /`value\.a\.b` .* found undefined/],
    ["a hole of an array", { a: new Array(2) }, /`value\.a\[0\]` .* found undefined/],
    ["a function", [() => 1], /`value\[0\]` .* found a function/],
    ["a symbol", { s: Symbol("s") }, /found a symbol/],
    ["NaN", { scores: [1, Number.NaN] }, /`value\.scores\[1\]` .* found NaN/],
    [
      "an infinity",
      { "max depth": Number.POSITIVE_INFINITY },
      /`value\["max depth"\]` .* found Infinity/,
    ],
    ["a BigInt", { n: 1n }, /found a BigInt/],
    ["a circular reference", circular, /`value\.self` .* found a circular reference/],
    ["a Map", { m: new Map() }, /found a Map/],
    ["a Promise that nobody awaited", { p: Promise.resolve(1) }, /found a Promise.* Await it/],
    ["a typed array", { w: new Float64Array(2) }, /found a Float64Array/],
  ])("refuses %s, naming its key path, and writes nothing", async (_, value, message) => {
    const target = json<unknown>("refused.json");
    await expect(target.write(value)).rejects.toMatchObject({
      name: "CauceError",
      code: "json-value",
      message: expect.stringMatching(message),
    });
    expect(await target.exists()).toBe(false);
  });

  test("takes data however deep it goes", async () => {
    const nested = (levels: number): unknown => {
      let value: unknown = "the innermost";
      for (let level = 0; level < levels; level++) value = { inner: value };
      return value;
    };
    const target = json<unknown>("deep.json");
    await target.write(nested(800));
    expect(await target.read()).toEqual(nested(800));
  });

  test("takes an object that stands in two places without calling it circular", async () => {
    const shared = { k: 1 };
    const target = json<object>("shared.json");
    await target.write({ a: shared, b: [shared, shared] });
    expect(await target.read()).toEqual({ a: { k: 1 }, b: [{ k: 1 }, { k: 1 }] });
  });

  test("leaves an object with toJSON to what that says", async () => {
    const model = {
      toJSON: () => ({ depth: Number.POSITIVE_INFINITY, split: undefined, gain: 1 }),
    };
    await json<object>("model.json").write({ model });
    expect(await json("model.json").read()).toEqual({ model: { depth: null, gain: 1 } });
  });

  test("says where a file stops being JSON", async () => {
    await writeFile(path.join(root, "bad.json"), '{\n  "a": 1,\n  oops\n}\n');
    await expect(json("bad.json").read()).rejects.toMatchObject({
      code: "json-invalid",
      message: expect.stringMatching(/`bad.json` is not JSON, at line 3, column 3/),
    });
  });

  test("says that an empty file is not JSON", async () => {
    await writeFile(path.join(root, "empty.json"), "");
    await expect(json("empty.json").read()).rejects.toMatchObject({ code: "json-invalid" });
  });

  test("reads a file that begins with the mark of UTF-8", async () => {
    await writeFile(path.join(root, "mark.json"), "\uFEFF[1]");
    expect(await json("mark.json").read()).toEqual([1]);
  });
});
