import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { removeTemporaries } from "../../../src/target/remove-temporaries.ts";
import { temporaryPrefix } from "../../../src/target/temporary-prefix.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "cauce-temporaries-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string): string {
  writeFileSync(path.join(folder, name), "");
  return name;
}

test("what was left beside the named files goes, and nothing else", () => {
  const file = path.join(folder, "a.csv");
  const long = path.join(folder, `${"long-".repeat(20)}.csv`);
  const left = [file, long].map((each) => write(`${temporaryPrefix(each)}00ff.tmp`));
  const kept = [
    write("a.csv"),
    write(`${temporaryPrefix(path.join(folder, "b.csv"))}00ff.tmp`),
    write(`.a.csv.${process.pid + 1}-00ff.tmp`),
    write(`${temporaryPrefix(file)}notes.txt`),
  ];
  expect(readdirSync(folder)).toHaveLength(left.length + kept.length);
  removeTemporaries([file, long, path.join(folder, "gone", "c.csv")]);
  expect(readdirSync(folder).sort()).toEqual(kept.sort());
});

/** Not what the clock shows: others may take the processor meanwhile. */
function processorMsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

test("a folder is not listed again for each of 2,000 files", () => {
  const files = Array.from({ length: 2_000 }, (_, n) => path.join(folder, write(`${n}.csv`)));
  const listings = processorMsOf(() => {
    for (let n = 0; n < 400; n++) readdirSync(folder);
  });
  expect(processorMsOf(() => removeTemporaries(files))).toBeLessThan(listings);
});
