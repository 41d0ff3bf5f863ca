import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type * as Danfojs from "danfojs-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { builtVendor, repositoryPath } from "./built-vendor.ts";

let dfd: typeof Danfojs;
beforeAll(async () => {
  dfd = (await import(pathToFileURL(builtVendor("danfojs/index.cjs")).href)) as typeof Danfojs;
});

function numbered(length: number): Danfojs.DataFrame {
  return new dfd.DataFrame({ row: Array.from({ length }, (_, row) => row) });
}

function column(frame: { column(name: string): { values: unknown } }, name: string): number[] {
  return frame.column(name).values as number[];
}

describe("the bundle's exports", () => {
  test("are those of the full install, seen by import as by require", () => {
    const listing = (specifier: string) =>
      `import * as dfd from ${JSON.stringify(specifier)};
       const { default: required, "module.exports": _, ...named } = dfd;
       console.log(JSON.stringify([Object.keys(named).sort(), Object.keys(required).sort()]));`;
    const namesIn = (specifier: string): [string[], string[]] => {
      const args = ["--input-type=module", "-e", listing(specifier)];
      const stdout = execFileSync(process.execPath, args, {
        cwd: repositoryPath("."),
        encoding: "utf8",
      });
      return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
    };
    const [imported, required] = namesIn(pathToFileURL(builtVendor("danfojs/index.cjs")).href);
    const [, original] = namesIn("danfojs-node");
    expect(imported).toEqual(original);
    expect(required).toEqual(original);
    expect(imported).toContain("DataFrame");
  });

  test("load without any other package", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "cauce-bundle-"));
    try {
      const bundle = JSON.stringify(builtVendor("danfojs/index.cjs"));
      const code = `
        const source = require("node:fs").readFileSync(${bundle}, "utf8");
        require("node:fs").writeFileSync("danfojs.cjs", source);
        const { DataFrame } = require("./danfojs.cjs");
        console.log(new DataFrame({ a: [1, 2] }).add(1).column("a").values.join());`;
      const stdout = execFileSync(process.execPath, ["-e", code], {
        cwd: folder,
        encoding: "utf8",
      });
      expect(stdout.trim()).toBe("2,3");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("sample", () => {
  test("draws every row equally often", async () => {
    const rows = 150;
    const draws = 2_000;
    const counts = new Array<number>(rows).fill(0);
    for (let seed = 0; seed < draws; seed++) {
      const drawn = column(await numbered(rows).sample(10, { seed }), "row");
      expect(new Set(drawn).size).toBe(10);
      for (const row of drawn) counts[row] = (counts[row] ?? 0) + 1;
    }
    const expected = (draws * 10) / rows;
    const chiSquared = counts.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    // 149 degrees of freedom: a fair draw exceeds 205 once in a thousand. The seeds are fixed.
    expect(chiSquared).toBeLessThan(205);
  });

  test("gives the same rows for the same seed, and others for another", async () => {
    const drawn = async (seed: number) => column(await numbered(150).sample(20, { seed }), "row");
    expect(await drawn(7)).toEqual(await drawn(7));
    expect(await drawn(7)).not.toEqual(await drawn(8));
  });

  test("draws from a frame whose labels are not its positions", async () => {
    const frame = numbered(150);
    const late = frame.query(frame.column("row").gt(140)) as Danfojs.DataFrame;
    const drawn = column(await late.sample(9, { seed: 1 }), "row");
    expect(drawn.toSorted((a, b) => a - b)).toEqual([141, 142, 143, 144, 145, 146, 147, 148, 149]);
  });

  test("draws from a Series, all of it with -1", async () => {
    const series = new dfd.Series([5, 6, 7, 8]);
    const drawn = (await series.sample(-1, { seed: 3 })).values as number[];
    expect(drawn.toSorted()).toEqual([5, 6, 7, 8]);
  });
});

describe("frames that come from other frames", () => {
  test("are instances of the exported classes and have their methods", () => {
    const head = numbered(3).head(2);
    expect(head).toBeInstanceOf(dfd.DataFrame);
    expect(head.toCSV()).toBe("row\n0\n1\n");
    expect(head.toJSON()).toEqual([{ row: 0 }, { row: 1 }]);
    expect(head.column("row")).toBeInstanceOf(dfd.Series);
    expect(head.column("row").toCSV()).toBe("0,1");
  });
});

describe("what is left out", () => {
  test("says what, why and what to do instead, when it is used", async () => {
    const remedy = /`readExcel` is not available: .* not published .* Save the sheet as CSV/;
    await expect(dfd.readExcel("sheet.xlsx")).rejects.toThrow(remedy);
    expect(() => dfd.toExcel(numbered(1))).toThrow(/`toExcel` is not available/);
    expect(() => numbered(1).toExcel()).toThrow(/`toExcel` is not available/);
  });
});

describe("reading JSON", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "cauce-json-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("rejects for a missing file and for a broken one, and the process goes on", async () => {
    const broken = path.join(folder, "broken.json");
    writeFileSync(broken, '[{"a":1},');
    const ignore = () => undefined;
    for (const read of [
      (file: string) => dfd.readJSON(file),
      (file: string) => dfd.streamJSON(file, ignore),
    ]) {
      await expect(read(path.join(folder, "no-such.json"))).rejects.toThrow("ENOENT");
      await expect(read(broken)).rejects.toThrow(/Unexpected end|expected a value/);
    }
  });
});

describe("reading from a server", () => {
  const bodies: Record<string, string> = {
    "/rows.csv": "a,b\n1,x\n2,y\n",
    "/rows.json": '[{"a":1,"b":"x"},{"a":2,"b":"y"}]',
  };
  const rows = [
    [1, "x"],
    [2, "y"],
  ];
  let server: Server;
  let origin: string;

  beforeAll(async () => {
    server = createServer(({ url = "" }, response) => {
      response.statusCode = url in bodies ? 200 : 404;
      response.end(bodies[url] ?? "");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  test("gives the rows of a CSV and of a JSON file", async () => {
    expect((await dfd.readCSV(`${origin}/rows.csv`)).values).toEqual(rows);
    expect(((await dfd.readJSON(`${origin}/rows.json`)) as Danfojs.DataFrame).values).toEqual(rows);
  });

  test("calls back for every row of a stream", async () => {
    const seen: unknown[] = [];
    await dfd.streamCSV(`${origin}/rows.csv`, (row) => seen.push(row.values));
    await dfd.streamJSON(`${origin}/rows.json`, (row) => seen.push(row.values));
    expect(seen.flat()).toEqual([...rows, ...rows]);
  });

  test("rejects with the status of a page that is not there", async () => {
    await expect(dfd.readCSV(`${origin}/none.csv`)).rejects.toThrow("404");
    await expect(dfd.readJSON(`${origin}/none.json`)).rejects.toThrow("404");
  });

  test("rejects where no server answers", async () => {
    await expect(dfd.readCSV("http://127.0.0.1:1/rows.csv")).rejects.toThrow("no answer from");
  });
});
