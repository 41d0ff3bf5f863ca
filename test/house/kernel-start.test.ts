import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/pipeline/package-root.ts";

const dist = path.join(packageRoot(), "dist");

/** What a built file imports before it runs, as it is written there. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const statement = /^(?:import|export)(?:\s[^;"']*\sfrom)?\s*["']([^"']+)["'];$/gm;
  return [...text.matchAll(statement)].map(([, specifier = ""]) => specifier);
}

/** The chunk that a built file imports late by this name. */
function lateChunk(file: string, name: string): string {
  const [, specifier] = new RegExp(`import\\("([^"]*/${name}-\\w+\\.js)"\\)`).exec(
    readFileSync(file, "utf8"),
  ) ?? [undefined, ""];
  return path.resolve(path.dirname(file), specifier ?? "");
}

/** All files of the build that are loaded with some, and the packages that they import. */
function loadedWith(...entries: string[]): { files: Set<string>; packages: Set<string> } {
  const files = new Set(entries);
  const packages = new Set<string>();
  for (const file of files)
    for (const specifier of importsOf(file)) {
      if (specifier.startsWith(".")) files.add(path.resolve(path.dirname(file), specifier));
      else packages.add(specifier);
    }
  return { files, packages };
}

test("a kernel's first cell waits for no pipeline: neither zod nor the engine is loaded before one is imported", () => {
  const start = lateChunk(path.join(dist, "cli", "main.js"), "start-kernel");
  const serve = lateChunk(start, "serve-kernel");
  const { files, packages } = loadedWith(start, serve);
  expect([...packages]).not.toContain("zod");
  const loaded = [...files].map((file) => readFileSync(file, "utf8"));
  expect(loaded.filter((text) => text.includes("// src/kernel/session.ts\n"))).toHaveLength(1);
  expect(loaded.filter((text) => text.includes("// src/pipeline/engine.ts\n"))).toEqual([]);
  expect(loaded.reduce((bytes, text) => bytes + text.length, 0)).toBeLessThan(600_000);
});
