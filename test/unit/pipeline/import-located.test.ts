import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { importLocated } from "../../../src/pipeline/import-located.ts";

describe("A file that is CommonJS by its name", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "cauce-import-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const importText = (text: string) => {
    const file = path.join(folder, "module.cjs");
    writeFileSync(file, text);
    const url = pathToFileURL(file).href;
    return importLocated("module", { kind: "file", url }, async () => ({}));
  };

  test("gives its exports by name, and all of them as the default", async () => {
    const {
      one,
      computed,
      default: whole,
    } = await importText('exports.one = 1; exports["comp" + "uted"] = 2;');
    expect([one, computed, whole]).toEqual([1, 2, { one: 1, computed: 2 }]);
  });

  test("is the module that `require` gives", async () => {
    const { Thing } = await importText("exports.Thing = class Thing {};");
    const required = createRequire(import.meta.url)(path.join(folder, "module.cjs"));
    expect(required.Thing).toBe(Thing);
  });

  test("that exports a function gives it as the default, beside what hangs on it", async () => {
    const { default: whole, half } = await importText(
      "module.exports = () => 1; module.exports.half = 0.5;",
    );
    expect([(whole as () => number)(), half]).toEqual([1, 0.5]);
  });

  test("that exports a text gives nothing else", async () => {
    expect(await importText('module.exports = "text";')).toEqual({ default: "text" });
  });

  test("that throws is told with its specifier", async () => {
    await expect(importText('throw new Error("no luck");')).rejects.toThrow(/`module`.*no luck/s);
  });
});
