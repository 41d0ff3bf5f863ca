import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkExports } from "../../scripts/checks/exports.mjs";
import { checkLockfile } from "../../scripts/checks/lockfile.mjs";
import { checkMarkers } from "../../scripts/checks/markers.mjs";
import { checkNames } from "../../scripts/checks/names.mjs";
import { checkPrivacy } from "../../scripts/checks/privacy.mjs";
import { checkSizes } from "../../scripts/checks/sizes.mjs";

let root = "";

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "cauce-checks-"));
  await plant("src/core/task.ts", "export const task = 1;\n");
  await plant("test/task.test.ts", "// Read and believed.\n");
});

afterEach(() => rm(root, { recursive: true, force: true }));

async function plant(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
}

/** The words that the checks look for are put together here, or this file would be found. */
const word = (...pieces: string[]) => pieces.join("");

describe("the marker check", () => {
  test("passes finished code", async () => {
    expect((await checkMarkers(root)).failures).toEqual([]);
  });

  test.each([
    ["src/core/a.ts", `// ${word("TO", "DO")}: later`, "src/core/a.ts:1: TODO"],
    ["src/core/a.ts", `\n/* ${word("FIX", "ME")} */`, "src/core/a.ts:2: FIXME"],
    ["test/a.test.ts", `// ${word("@ts-", "ignore")}\n`, "test/a.test.ts:1: @ts-ignore"],
    ["src/core/a.ts", `// ${word("@ts-expect-", "error")}\n`, "src/core/a.ts:1: @ts-expect-error"],
    ["src/core/a.ts", "export const a = (b: any) => b;", "src/core/a.ts:1: any"],
    ["test/a.test.ts", "const a = {} as any;", "test/a.test.ts:1: any"],
  ])("finds in %s: %j", async (file, text, failure) => {
    await plant(file, text);
    expect((await checkMarkers(root)).failures).toEqual([failure]);
  });

  test("reads comments and types, not strings and names", async () => {
    await plant("src/core/a.ts", `export const any = "${word("TO", "DO")}: any"; // in any case\n`);
    expect((await checkMarkers(root)).failures).toEqual([]);
  });

  test("lets tests of types expect an error", async () => {
    await plant("test/a.test.ts", `// ${word("@ts-expect-", "error")}\nconst a: string = 1;`);
    expect((await checkMarkers(root)).failures).toEqual([]);
  });
});

describe("the export check", () => {
  test("finds a default export", async () => {
    await plant("src/core/a.ts", "\nexport default 1;");
    expect((await checkExports(root)).failures).toEqual(["src/core/a.ts:2: default export"]);
  });

  test("finds a barrel, and lets the public surface be one", async () => {
    const barrel = `export * from "./core/task.ts";\nexport { task } from "./core/task.ts";`;
    await plant("src/index.ts", barrel);
    await plant("src/core/all.ts", barrel);
    expect((await checkExports(root)).failures).toEqual([
      "src/core/all.ts: only passes exports on",
    ]);
  });
});

test("a file that meets one package for us is no barrel", async () => {
  await plant("src/core/frame.ts", `export type { DataFrame } from "danfojs-node";`);
  expect((await checkExports(root)).failures).toEqual([]);
});

describe("the name check", () => {
  test.each([
    ["src/core/readFile.ts", "the name is not kebab-case"],
    ["src/core/utils.ts", "`utils` says nothing of what is in it"],
    ["src/core/helpers/read.ts", "`helpers` says nothing of what is in it"],
  ])("refuses %s", async (file, reason) => {
    await plant(file, "");
    expect((await checkNames(root)).failures).toEqual([`${file}: ${reason}`]);
  });
});

describe("the size check", () => {
  test("lets a file have 400 lines and refuses 401", async () => {
    await plant("src/core/long.ts", "//\n".repeat(400));
    await plant("src/core/longer.ts", "//\n".repeat(401));
    expect((await checkSizes(root)).failures).toEqual([
      "src/core/longer.ts has 401 lines; at most 400 are allowed",
    ]);
  });
});

describe("the lock file check", () => {
  test("finds a host and a package that is not locked", async () => {
    const dependencies = { known: "^1.0.0", forgotten: "^2.0.0" };
    const known = { version: "1.0.0", resolved: "https://packages.example/known.tgz" };
    const packages = { "": { dependencies: { known: "^1.0.0" } }, "node_modules/known": known };
    await plant("package.json", JSON.stringify({ dependencies }));
    await plant("package-lock.json", JSON.stringify({ packages }));
    expect((await checkLockfile(root)).failures).toEqual([
      "node_modules/known names a host: https://packages.example/known.tgz",
      "forgotten@^2.0.0 is in package.json and not in package-lock.json",
    ]);
  });
});

describe("the privacy check", () => {
  async function leaksIn(text: string): Promise<string[]> {
    await plant("docs/page.md", text);
    const git = promisify(execFile);
    await git("git", ["init", "-q"], { cwd: root });
    await git("git", ["add", "docs"], { cwd: root });
    return (await checkPrivacy(root)).failures;
  }

  test.each([
    word("see /ro", "ot/notes.md"),
    word('"/ho', 'me/ada/x"'),
    word("file:///tm", "p/y"),
    word("https://reg", "istry.example.org/x"),
  ])("finds %j", async (text) => {
    expect(await leaksIn(`fine\n${text}\n`)).toEqual([
      expect.stringMatching(/^docs\/page\.md:2: /),
    ]);
  });

  test("lets relative paths, addresses and globs be", async () => {
    expect(await leaksIn("src/work/a.ts ./tmp/b https://example.org/home/c /dev/null")).toEqual([]);
  });
});
