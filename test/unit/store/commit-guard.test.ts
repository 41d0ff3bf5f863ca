import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { closeCommits, makeCommitGuard } from "../../../src/store/commit-guard.ts";
import { RecordDatabase } from "../../../src/store/record-database.ts";

test("a thread may be ended when its record commits nothing, and not before", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cauce-guard-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const guard = makeCommitGuard();
  const database = new RecordDatabase(path.join(folder, ".cauce"), { guard });
  const within = database.write(() => closeCommits(guard, 0));
  expect(within).toBe(false);
  expect(() =>
    database.write(() => {
      throw new Error("in vain");
    }),
  ).toThrow("in vain");
  await database.close();
  expect(closeCommits(guard, 0)).toBe(true);
  expect(closeCommits(guard, 0)).toBe(true);
});
