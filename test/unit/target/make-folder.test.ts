import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeFolder } from "../../../src/target/make-folder.ts";
import { text } from "../../../src/target/text.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "cauce-folder-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("a folder is made with those above it, and may be there already", () => {
  const folder = path.join(root, "a", "b", "c");
  makeFolder(folder);
  makeFolder(folder);
  expect(statSync(folder).isDirectory()).toBe(true);
});

test("a file among the folders is named by the failure", () => {
  writeFileSync(path.join(root, "a"), "");
  expect(() => makeFolder(path.join(root, "a", "b"))).toThrow("ENOTDIR");
});

test.runIf(existsSync("/proc/self"))("where no folder can be made, it fails at once", async () => {
  expect(() => makeFolder("/proc/none/further")).toThrow("ENOENT");
  await expect(text("/proc/none/output.txt").write("")).rejects.toThrow(
    "its file system takes no new folder for `/proc/none`",
  );
});
