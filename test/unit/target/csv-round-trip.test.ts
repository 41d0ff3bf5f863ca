import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import Papa from "papaparse";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setProjectRoot } from "../../../src/core/project-root.ts";
import { csv } from "../../../src/target/csv.ts";
import type { ColumnType, CsvValue } from "../../../src/target/csv-column.ts";
import { rowsOf } from "../../../src/target/csv-table.ts";
import { type CellSource, formatCsv } from "../../../src/target/format-csv.ts";
import { parseCsv } from "../../../src/target/parse-csv.ts";

let root: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "cauce-csv-"));
  setProjectRoot(root);
});

afterAll(async () => {
  setProjectRoot(undefined);
  await rm(root, { recursive: true, force: true });
});

const anyNumber = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer());
const awkward = fc.constantFrom(
  "",
  " ",
  ",",
  '"',
  '""',
  "\n",
  "\r",
  "\r\n",
  "a,b",
  'say "hi"',
  "007",
  "+1",
  "1e5",
  "true",
  "NaN",
  "\uFEFF",
  "[",
  "]",
  "[]",
  "\\",
  "null",
  "ñ",
  "🌊",
);
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(awkward, { maxLength: 5 }).map((parts) => parts.join("")),
);
const anyName = anyText.filter((name) => name !== "" && name !== "__proto__");

const cellsOf: Record<ColumnType, fc.Arbitrary<CsvValue>> = {
  string: anyText,
  number: fc.option(anyNumber, { nil: null }),
  boolean: fc.option(fc.boolean(), { nil: null }),
};

/** A table whose columns are of one type each, with names, types and rows. */
const anyTable = fc
  .uniqueArray(fc.tuple(anyName, fc.constantFrom<ColumnType>("string", "number", "boolean")), {
    minLength: 1,
    maxLength: 5,
    selector: ([name]) => name,
  })
  .chain((columns) =>
    fc
      .array(fc.tuple(...columns.map(([, type]) => cellsOf[type])), { maxLength: 20 })
      .map((rows) => ({
        columns: Object.fromEntries(columns),
        rows: rows.map((cells) =>
          Object.fromEntries(columns.map(([name], c) => [name, cells[c] ?? null])),
        ),
      })),
  );

/** The text of a table, cut at the places given: pieces as a disk or a network may hand them out. */
function cut(text: string, places: readonly number[]): string[] {
  const ends = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
  return [...ends, text.length].map((end, i) => text.slice(ends[i - 1] ?? 0, end));
}

/** A piece is good only until the next, and holds whole rows. */
function written(table: CellSource): string {
  const pieces = Array.from(formatCsv("t.csv", table), (piece) =>
    typeof piece === "string" ? piece : Buffer.from(piece).toString(),
  );
  return pieces.join("");
}

function textOf(rows: readonly Record<string, CsvValue>[], names: readonly string[]): string {
  return written({
    names,
    rowCount: rows.length,
    cell: (row, column) => rows[row]?.[names[column] ?? ""],
  });
}

describe("a table written as CSV", () => {
  test("comes back equal when its columns are declared, whatever its cells hold", async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, async ({ columns, rows }) => {
        const target = csv("t.csv", { columns });
        await target.writeRows(rows);
        expect(await target.readRows()).toStrictEqual(rows);
        expect((await target.readColumns()).sort()).toEqual(Object.keys(columns).sort());
      }),
      { numRuns: 200 },
    );
  });

  test("comes back equal with any delimiter and with decimal commas", async () => {
    const formats = fc.constantFrom<{ delimiter: string; decimal?: "," }>(
      { delimiter: ";", decimal: "," },
      { delimiter: "\t", decimal: "," },
      { delimiter: ";" },
      { delimiter: "|" },
      { delimiter: "ñ" },
      { delimiter: "]" },
      { delimiter: "," },
    );
    await fc.assert(
      fc.asyncProperty(anyTable, formats, async ({ columns, rows }, format) => {
        const target = csv("t.csv", { columns, ...format });
        await target.writeRows(rows);
        expect(await target.readRows()).toStrictEqual(rows);
      }),
      { numRuns: 200 },
    );
  });

  test("keeps every number, down to its last bit and its sign of zero, with no type declared", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyNumber, { minLength: 1 }), async (numbers) => {
        const text = textOf(
          numbers.map((x) => ({ x })),
          ["x"],
        );
        const back = rowsOf(await parseCsv("t.csv", [text])).map((row) => row.x);
        expect(back).toStrictEqual(numbers);
      }),
    );
  });

  test("keeps text exactly, with no type declared, when one cell of the column is no number", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText), async (texts) => {
        const rows = [...texts, "not a number"].map((s) => ({ s }));
        expect(rowsOf(await parseCsv("t.csv", [textOf(rows, ["s"])]))).toStrictEqual(rows);
      }),
    );
  });

  test("reads the same wherever the text is cut into pieces", async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, fc.array(fc.nat()), async ({ columns, rows }, places) => {
        const text = textOf(rows, Object.keys(columns));
        expect(await parseCsv("t.csv", cut(text, places), columns)).toEqual(
          await parseCsv("t.csv", [text], columns),
        );
      }),
      { numRuns: 300 },
    );
  });

  test("reads the same with the line breaks of Windows and of old Macs", async () => {
    const words = fc.string({ unit: fc.constantFrom("a", "b", ",", '"', " ") });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(words, words)),
        fc.constantFrom("\r\n", "\r"),
        fc.array(fc.nat()),
        async (pairs, lineBreak, places) => {
          const rows = pairs.map(([a, b]) => ({ a, b }));
          const text = textOf(rows, ["a", "b"]);
          const columns = { a: "string", b: "string" } as const;
          const table = await parseCsv(
            "t.csv",
            cut(text.replaceAll("\n", lineBreak), places),
            columns,
          );
          expect(rowsOf(table)).toEqual(rows);
        },
      ),
    );
  });

  test("is written as if cell by cell, quotes only where they are needed, whatever stands beside", () => {
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const cellText = (value: CsvValue) => {
      if (typeof value === "string") return /[",\r\n]|^\uFEFF/.test(value) ? quoted(value) : value;
      if (Object.is(value, -0)) return "-0";
      return value === null ? "" : String(value);
    };
    const plain: CsvValue[] = [1.5, "plain", null];
    fc.assert(
      fc.property(anyTable, fc.constantFrom(0, 0, 0, 0, 0, 14_000), ({ columns, rows }, before) => {
        const names = Object.keys(columns);
        const first = names.map((_, c) => plain[c % plain.length] ?? null);
        const all = Array.from({ length: before }, () => first).concat(
          rows.map((row) => names.map((name) => row[name] ?? null)),
        );
        const isLikeTwo = names.length === 1 && /[;\t|]/.test(names[0] ?? "");
        const header = isLikeTwo ? names.map(quoted) : names.map(cellText);
        const lines = [header, ...all.map((cells) => cells.map(cellText))].map((cells) =>
          cells.join(","),
        );
        const expected = lines.map((line) => `${line === "" ? '""' : line}\n`).join("");
        const cell = (row: number, column: number) => all[row]?.[column];
        expect(written({ names, rowCount: all.length, cell })).toBe(expected);
      }),
    );
  });

  test("keeps texts of every length, longer than a piece too", async () => {
    const parts = ["a", "ñ", "🌊", 'a"', "a,\n"];
    const lengths = [15, 31, 32, 33, 20_000, 30_000, 70_000];
    const rows = lengths.flatMap((length) =>
      parts.map((part) => ({ length, text: part.repeat(length), part })),
    );
    const text = textOf([...rows, ...rows], ["length", "text", "part"]);
    expect(rowsOf(await parseCsv("t.csv", [text]))).toStrictEqual([...rows, ...rows]);
  });

  test("is read the same with quotes around every cell as without", async () => {
    const word = fc.string({ unit: fc.constantFrom(..."0123456789.-etrufalsñ ") });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(word, word)), async (pairs) => {
        const bare = ["a,b", ...pairs.map((pair) => pair.join(","))].join("\n");
        const quoted = ["a,b", ...pairs.map((pair) => `"${pair.join('","')}"`)].join("\n");
        expect(await parseCsv("t.csv", [quoted])).toEqual(await parseCsv("t.csv", [bare]));
      }),
    );
  });

  test("is read the same by another reader", async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, async ({ columns, rows }) => {
        const names = Object.keys(columns);
        const other = Papa.parse<string[]>(textOf(rows, names), { delimiter: ",", newline: "\n" });
        expect(other.errors).toEqual([]);
        expect(other.data[0]).toEqual(names);
        expect(other.data.length).toBe(rows.length + 2);
      }),
    );
  });
});
