import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/pipeline/package-root.ts";

const dist = path.join(packageRoot(), "dist");

/** The code of one of the kernel's threads, behind what runs it from its compiled form. */
function codeOf(name: string): string {
  const folder = path.dirname(path.join(dist, name));
  const found = readdirSync(folder).filter((file) =>
    new RegExp(`^${path.basename(name)}\\.code-\\w+\\.cjs$`).test(file),
  );
  expect(found).toHaveLength(1);
  return readFileSync(path.join(folder, found[0] ?? ""), "utf8");
}

/** What a file of CommonJS asks Node for, before or after its first cell. */
function packagesOf(text: string): string[] {
  const called = [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = ""]) => name);
  return called.filter((name) => !name.startsWith("node:") && !name.startsWith("."));
}

/** Our own files of which a bundle holds code. */
function sourcesOf(text: string): string[] {
  return [...text.matchAll(/(?:\/\/ |^ {2}")(src\/[\w/-]+\.ts)/gm)].map(([, file = ""]) => file);
}

test("a kernel's first cell waits for no pipeline: what is loaded before one is imported holds neither zod nor the engine", () => {
  const start = codeOf("kernel/start");
  expect(sourcesOf(start)).toContain("src/kernel/session.ts");
  expect(sourcesOf(start)).toContain("src/core/errors.ts");
  expect(sourcesOf(start)).not.toContain("src/pipeline/engine.ts");
  expect(packagesOf(start)).not.toContain("zod");
  expect(start.length).toBeLessThan(700_000);
});

test("each thread of the kernel is one file, which asks for no package that it can do without", () => {
  const wire = codeOf("kernel/kernel-thread");
  expect(sourcesOf(wire)).toContain("src/kernel/wire/wire-thread.ts");
  expect(new Set(packagesOf(wire))).toContain("zeromq");
  expect(wire.length).toBeLessThan(200_000);
  const language = codeOf("kernel/language/language-thread");
  expect(sourcesOf(language)).toContain("src/kernel/language/compiler.ts");
  expect(packagesOf(language)).not.toContain("zeromq");
  expect(language.length).toBeLessThan(600_000);
});

test("there is one of each module in a process: what the kernel's file holds is in no other file that main loads", () => {
  const shared = new Set(sourcesOf(codeOf("kernel/start")));
  const folders = [".", "chunks", "commands", "kernel", "pipeline"].map((name) =>
    path.join(dist, name),
  );
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".js"))
      .map((name) => path.join(folder, name)),
  );
  expect(files.length).toBeGreaterThan(20);
  const twice = files.filter((file) =>
    sourcesOf(readFileSync(file, "utf8")).some((source) => shared.has(source)),
  );
  expect(twice).toEqual([]);
});
