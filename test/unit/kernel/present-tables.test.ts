import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { presentBundle } from "../../../src/kernel/present-bundle.ts";
import { csv } from "../../../src/target/csv.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "cauce-tables-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function textOf(value: unknown): Promise<string> {
  return String((await presentBundle(value))["text/plain"]);
}

const many = Array.from({ length: 100_000 }, (_, at) => ({
  at,
  half: at / 2,
  name: at % 1_000 === 500 ? null : `row ${at}`,
  flag: at % 2 === 0,
  day: new Date(0),
}));

describe("100,000 rows", () => {
  const frame = {
    columns: ["at", "name"],
    index: many.map(({ at }) => at),
    values: many.map(({ at, name }) => [at, name]),
  };

  test.each([
    ["records", many],
    ["a data frame", frame],
  ])(
    "as %s are their ends, with what is missing between these, in bounded time and room",
    async (_, value) => {
      const start = performance.now();
      const bundle = await presentBundle(value);
      expect(performance.now() - start).toBeLessThan(3_000);
      const text = String(bundle["text/plain"]);
      expect(text).toContain("row 0");
      expect(text).toContain("row 99999");
      expect(text.split("\n").length).toBeLessThan(25);
      expect(text).toContain("100,000 rows");
      expect(text).toContain("missing: name 100");
      expect(String(bundle["text/html"]).length).toBeLessThan(20_000);
    },
  );

  test("call no getter to count what is missing", async () => {
    let calls = 0;
    const rows = Array.from({ length: 1_000 }, () =>
      Object.defineProperty({ a: 1 }, "b", {
        enumerable: true,
        get() {
          calls += 1;
          return 2;
        },
      }),
    );
    expect(await textOf(rows)).toContain("1,000 rows × 2 columns");
    expect(calls).toBe(0);
  });
});

describe("a CSV target", () => {
  const write = (name: string, text: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return csv(file);
  };

  test("shows its rows below its path", async () => {
    const rows = Array.from({ length: 1_000 }, (_, at) => `${at},${at === 500 ? "" : "x"}`);
    const text = await textOf(write("long.csv", `n,word\n${rows.join("\n")}\n`));
    expect(text).toContain("long.csv · exists");
    expect(text).toMatch(/\n *999 +x\n1,000 rows × 2 columns · missing: word 1/);
  });

  test("that is damaged says so, with the line", async () => {
    const text = await textOf(write("bad.csv", "a,b\n1,2\n1,2,3\n"));
    expect(text).toMatch(/exists, but: .*bad\.csv.*line 3/s);
  });

  test("without rows is its path alone", async () => {
    expect(await textOf(write("none.csv", "a,b\n"))).toContain("none.csv · exists");
  });
});
