import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { holdLookups } from "../../../src/pipeline/held-lookups.ts";
import { resolveModule } from "../../../src/pipeline/resolve-module.ts";

function makeFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "cauce-pipeline-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(path.join(folder, "rates.ts"), "export const rate = 2;\n");
  return folder;
}

test("what is held stays resolved, and the next look is anew", async () => {
  const folder = makeFolder();
  const file = path.join(folder, "rates.ts");
  await holdLookups(async () => {
    expect(resolveModule("./rates.ts", folder)).toMatchObject({ kind: "local", file });
    rmSync(file);
    expect(resolveModule("./rates.ts", folder)).toMatchObject({ kind: "local", file });
  });
  expect(() => resolveModule("./rates.ts", folder)).toThrow("`./rates.ts` cannot be imported");
});

test("resolutions stay held for a look that goes on when another one ends", async () => {
  const folder = makeFolder();
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const longer = holdLookups(async () => {
    resolveModule("./rates.ts", folder);
    await ended;
    return resolveModule("./rates.ts", folder);
  });
  await holdLookups(async () => resolveModule("./rates.ts", folder));
  rmSync(path.join(folder, "rates.ts"));
  end();
  expect(await longer).toMatchObject({ kind: "local" });
});

test("what was not found is looked for again, also while resolutions are held", async () => {
  const folder = makeFolder();
  await holdLookups(async () => {
    expect(() => resolveModule("./later.ts", folder)).toThrow("`./later.ts` cannot be imported");
    writeFileSync(path.join(folder, "later.ts"), "export {};\n");
    expect(resolveModule("./later.ts", folder)).toMatchObject({ kind: "local" });
  });
});

test("a path that an installed package does not export is not taken for a missing package", () => {
  const folder = makeFolder();
  const home = path.join(folder, "node_modules", "tla");
  mkdirSync(home, { recursive: true });
  writeFileSync(path.join(home, "package.json"), '{"exports":{".":"./index.js"}}');
  expect(() => resolveModule("tla/private", folder)).toThrow(
    "`tla/private` cannot be imported: `tla` is installed, but does not export this path. It exports `tla`.",
  );
});
