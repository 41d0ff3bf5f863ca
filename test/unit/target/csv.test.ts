import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { setProjectRoot } from "../../../src/core/project-root.ts";
import { csv } from "../../../src/target/csv.ts";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "cauce-csv-"));
  setProjectRoot(root);
});

afterEach(async () => {
  setProjectRoot(undefined);
  await rm(root, { recursive: true, force: true });
});

const put = (content: string | Uint8Array) => writeFile(path.join(root, "t.csv"), content);
const written = () => readFile(path.join(root, "t.csv"), "utf8");

async function readRows(content: string) {
  await put(content);
  return csv("t.csv").readRows();
}

describe("reading rows", () => {
  test.each([
    ["decimal numbers as other programs write them", "x\n5.0\n-3\n1e-7\n0\n", [5, -3, 1e-7, 0]],
    ["missing numbers as null", "x,y\n1,a\n,b\n", [1, null]],
    ["booleans, missing ones as null", "x,y\ntrue,a\n,b\nfalse,c\n", [true, null, false]],
    ["leading zeros as text", "x\n007\n1\n", ["007", "1"]],
    ["a plus sign as text", "x\n+1\n", ["+1"]],
    ["spaces as text", "x,y\n 1,2\n", [" 1"]],
    [
      "integers too long for a double as text",
      "x\n12345678901234567891\n",
      ["12345678901234567891"],
    ],
    ["long decimals as numbers", "x\n5.099999999999999645e+00\n", [5.1]],
    ["numbers beyond the largest as text", "x\n1e999\n", ["1e999"]],
    ["NA and NaN as text", "x\n1\nNA\nNaN\n", ["1", "NA", "NaN"]],
    ["True and TRUE as text", "x\nTrue\nTRUE\n", ["True", "TRUE"]],
    ["empty cells of a text column as empty text", "x,y\na,1\n,2\n", ["a", ""]],
    ["a column of nothing but empty cells as missing", "x,y\n,1\n,2\n", [null, null]],
    ["dates as text", "x\n2026-11-20T00:00:00.000Z\n", ["2026-11-20T00:00:00.000Z"]],
    ["quoted cells with commas, quotes and line breaks", 'x\n"a, ""b""\nc"\n', ['a, "b"\nc']],
    ["a last line without its line break", "x\n1\n2", [1, 2]],
    ["blank lines of a table of several columns as nothing", "x,y\n1,2\n\n3,4\n\n\n", [1, 3]],
    ["blank lines of a single column as missing values", 'x\n1\n\n""\n2\n', [1, null, null, 2]],
    ["the mark of UTF-8 as no part of the first name", "\uFEFFx\n1\n", [1]],
    [
      "a column of numbers but for its last cell as text",
      "x\n1.50\n2\nn/a\n",
      ["1.50", "2", "n/a"],
    ],
    ["a column of booleans but for its last cell as text", "x\ntrue\n1\n", ["true", "1"]],
    [
      "lines of Windows with a line feed of their own in a cell",
      'x\r\n"a\nb"\r\nc\r\n',
      ["a\nb", "c"],
    ],
    [
      "a bare line feed in lines of Windows as part of its cell",
      "x,y\r\n1,a\nb\r\n2,c\r\n",
      [1, 2],
    ],
    ["a header in quotes", '"x","a ""b"", c"\n1,2\n', [1]],
    ["a quote inside a bare cell as it stands", 'x,y\n5" pipe,1\n"b",2\n', ['5" pipe', "b"]],
  ])("takes %s", async (_, content, expected) => {
    expect((await readRows(content)).map((row) => row.x)).toStrictEqual(expected);
  });

  test("gives no rows, and the columns, of a file with only a header", async () => {
    expect(await readRows("a,b\n")).toEqual([]);
    expect(await csv("t.csv").readColumns()).toEqual(["a", "b"]);
  });

  test("keeps text that looks like numbers in a column declared as text", async () => {
    await put("id,n\n1,1\n02,2\n");
    const rows = await csv("t.csv", { columns: { id: "string" } }).readRows();
    expect(rows).toEqual([
      { id: "1", n: 1 },
      { id: "02", n: 2 },
    ]);
  });

  test("keeps a column named like a method of every object", async () => {
    expect(await readRows("constructor,toString\n1,2\n")).toEqual([
      { constructor: 1, toString: 2 },
    ]);
  });

  test.each([
    ["an empty file", "", "csv-header", 1, /`t.csv` is empty/],
    ["a file of blank lines", "\n\n", "csv-header", 1, /`t.csv` is empty/],
    ["a column without a name", "a,,c\n1,2,3\n", "csv-header", 1, /line 1: column 2 has no name/],
    [
      "a name given twice",
      "a,b,a\n1,2,3\n",
      "csv-header",
      1,
      /columns 1 and 3 are both called "a"/,
    ],
    ["a name that records cannot hold", "__proto__\n1\n", "csv-header", 1, /__proto__/],
    [
      "a row with a cell too few",
      "a,b\n1,2\n3\n",
      "csv-ragged-row",
      3,
      /line 3: found 1 cell, expected 2/,
    ],
    [
      "a row with a cell too many",
      "a,b\n1,2,3\n",
      "csv-ragged-row",
      2,
      /line 2: found 3 cells, expected 2/,
    ],
    [
      "a ragged row after a cell of two lines",
      'a,b\n"x\ny",1\n\n1,2,3\n',
      "csv-ragged-row",
      5,
      /line 5/,
    ],
    [
      "a file whose separator is another, with decimal commas",
      "name;height\nAna;1,70\n",
      "csv-header",
      1,
      /line 1: found cells that are separated by ";", expected commas. Say so, as in csv\("t.csv", \{ delimiter: ";" \}\), with decimal: ","/,
    ],
    [
      "a file whose separator is another, with nothing else wrong",
      "name\theight\nAna\t170\n",
      "csv-header",
      1,
      /line 1: found cells that are separated by "\\t", expected commas/,
    ],
    [
      "a quote that is never closed",
      'a,b\n1,2\n"x,3\n4,5\n',
      "csv-quotes",
      3,
      /line 3: found a quoted cell/,
    ],
  ])("says where the fault is in %s", async (_, content, code, line, message) => {
    await expect(readRows(content)).rejects.toMatchObject({
      name: "CauceError",
      code,
      message: expect.stringMatching(message),
      location: { place: "t.csv", line },
    });
  });

  test("names the first cell in the file that does not fit, in whichever column it stands", async () => {
    const good = `1,true\n${'"2",false\n'.repeat(60_000)}`;
    await put(`a,ok\n${good}3,no\nlow,true\n`);
    const columns = { a: "number", ok: "boolean" } as const;
    await expect(csv("t.csv", { columns }).readRows()).rejects.toMatchObject({
      code: "csv-cell",
      message: expect.stringMatching(/column "ok": found "no"/),
      location: { place: "t.csv", line: 60_003 },
    });
  });

  test("counts the line feeds inside the cells of lines of Windows", async () => {
    await expect(readRows('x,y\r\n"a\nb",1\r\n1,2,3\r\n')).rejects.toMatchObject({
      code: "csv-ragged-row",
      location: { line: 4 },
    });
  });

  test("counts lines over all pieces of a long file", async () => {
    const good = 'abc,"d\n"\n'.repeat(40_000);
    await expect(readRows(`x,y\n${good}1,2,3\n`)).rejects.toMatchObject({
      location: { line: 80_002 },
    });
  });

  test("names the separator where a declared column is missing because of it", async () => {
    await put("name\theight\nAna\t170\n");
    const columns = { height: "number" } as const;
    await expect(csv("t.csv", { columns }).readRows()).rejects.toThrow(
      '`t.csv`, line 1: found cells that are separated by "\\t", expected commas.',
    );
    expect(await readRows("a;b\n1\n")).toEqual([{ "a;b": 1 }]);
  });

  test("reads and writes the delimiter and the decimal comma that it is told of", async () => {
    const target = csv("t.csv", { delimiter: ";", decimal: "," });
    await put('name;height;note\nAna;1,70;"a;b"\nEva;-0,5e1;1.5\n"Zoë";;"x"\n');
    const rows = [
      { name: "Ana", height: 1.7, note: "a;b" },
      { name: "Eva", height: -5, note: "1.5" },
      { name: "Zoë", height: null, note: "x" },
    ];
    expect(await target.readRows()).toEqual(rows);
    expect(await target.readColumns()).toEqual(["name", "height", "note"]);
    await target.writeRows(rows);
    expect(await written()).toBe('name;height;note\nAna;1,7;"a;b"\nEva;-5;1.5\nZoë;;x\n');
    await put("x;y\n1.234,5;1,5\n1.5;2\n");
    expect(await target.readRows()).toEqual([
      { x: "1.234,5", y: 1.5 },
      { x: "1.5", y: 2 },
    ]);
  });

  test("takes one column with semicolons for what it is where commas are stated, or it is quoted", async () => {
    await put("a;b\n1;2\n");
    expect(await csv("t.csv", { delimiter: "," }).readRows()).toEqual([{ "a;b": "1;2" }]);
    await csv("t.csv").writeRows([{ "a;b": "1;2" }]);
    expect(await readRows(await written())).toEqual([{ "a;b": "1;2" }]);
  });

  test("names commas where another delimiter was stated, and in a row that is too long", async () => {
    await put("a,b\n1;2\n");
    await expect(csv("t.csv", { delimiter: ";" }).readRows()).rejects.toThrow(
      '`t.csv`, line 1: found cells that are separated by ",", expected ";". Say so, as in csv("t.csv", { delimiter: "," }); or save the file with ";".',
    );
    await put("a;b\n1;2;3\n");
    await expect(csv("t.csv", { delimiter: ";" }).readRows()).rejects.toThrow(
      '";" inside a cell needs quotes around the cell.',
    );
  });

  test.each([
    [{ delimiter: "" }, '`delimiter` of `t.csv` is "". Expected one character'],
    [{ delimiter: '"' }, '`delimiter` of `t.csv` is "\\"". Expected one character'],
    [{ delimiter: "||" }, "Expected one character"],
    [{ delimiter: "1" }, "Expected one character"],
    [{ decimal: "," as const }, "Expected another character than the `delimiter`"],
  ])("refuses the format %j", (format, message) => {
    expect(() => csv("t.csv", format)).toThrow(message);
  });

  test("names a declared column that is not there, and those that are", async () => {
    await put("a,b\n1,2\n");
    await expect(csv("t.csv", { columns: { species: "string" } }).readRows()).rejects.toMatchObject(
      {
        code: "csv-column-missing",
        message: expect.stringMatching(/`species` is not a column of `t.csv`: found "a", "b"/),
      },
    );
  });

  test("names line, column and cell that do not fit the declared type", async () => {
    await put("a,ok\n1,true\nlow,false\n");
    await expect(csv("t.csv", { columns: { a: "number" } }).readRows()).rejects.toMatchObject({
      code: "csv-cell",
      message: expect.stringMatching(/line 3, column "a": found "low", expected a number/),
      location: { place: "t.csv", line: 3 },
    });
  });

  test("refuses another encoding instead of reading wrong letters", async () => {
    await put(Buffer.from("nombre\nPeña\n", "latin1"));
    await expect(csv("t.csv").readRows()).rejects.toMatchObject({
      code: "target-not-text",
      message: expect.stringContaining("not UTF-8"),
    });
  });

  test("refuses a folder in the place of the file", async () => {
    await expect(csv(".").readRows()).rejects.toMatchObject({ code: "target-not-readable" });
  });
});

describe("writing rows", () => {
  test("quotes only what needs it, and ends every line with a line feed", async () => {
    await csv("t.csv").writeRows([
      { a: "x", b: "y,z" },
      { a: 'q"', b: " s " },
    ]);
    expect(await written()).toBe('a,b\nx,"y,z"\n"q""", s \n');
  });

  test("takes brackets at the ends of cells for no ends of rows", async () => {
    await csv("t.csv").writeRows([
      { a: "x]", b: "[y" },
      { a: "]", b: "[" },
    ]);
    expect(await written()).toBe("a,b\nx],[y\n],[\n");
  });

  test("writes null, undefined and NaN as empty cells, and dates in ISO form", async () => {
    const day = new Date("2026-11-20T12:00:00Z");
    await csv("t.csv").writeRows([
      { a: null, b: undefined, c: Number.NaN, d: day, e: false, f: 10n },
    ]);
    expect(await written()).toBe("a,b,c,d,e,f\n,,,2026-11-20T12:00:00.000Z,false,10\n");
  });

  test("takes all keys as columns, in the order in which they first appear", async () => {
    await csv("t.csv").writeRows([
      { model: "forest", trees: 100 },
      { model: "knn", k: 5 },
    ]);
    expect(await written()).toBe("model,trees,k\nforest,100,\nknn,,5\n");
  });

  test("writes a lone empty cell so that it is no blank line", async () => {
    await csv("t.csv").writeRows([{ a: "" }, { a: "x" }]);
    expect(await written()).toBe('a\n""\nx\n');
    expect(await csv("t.csv").readRows()).toEqual([{ a: "" }, { a: "x" }]);
  });

  test("writes the header of declared columns when there are no rows", async () => {
    const target = csv("t.csv", { columns: { id: "string", score: "number" } });
    await target.writeRows([]);
    expect(await written()).toBe("id,score\n");
    expect(await target.readRows()).toEqual([]);
  });

  test("refuses no rows and no columns, and says how to declare them", async () => {
    await expect(csv("t.csv").writeRows([])).rejects.toMatchObject({
      code: "csv-no-columns",
      message: expect.stringContaining("columns: {"),
    });
  });

  test.each([
    ["an infinity", { a: Number.POSITIVE_INFINITY }, /row 1: column "a" holds Infinity/],
    ["an object", { a: {} }, /holds a value of type object/],
    ["an array", { a: [1] }, /holds an array/],
    ["a function", { a: () => 1 }, /holds a value of type function/],
    ["an invalid date", { a: new Date(Number.NaN) }, /an invalid Date/],
    ["a column without a name", { "": 1 }, /column 1 has no name/],
  ])("refuses %s, and writes nothing", async (_, row, message) => {
    await expect(csv("t.csv").writeRows([row])).rejects.toMatchObject({
      code: "csv-value",
      message: expect.stringMatching(message),
    });
    expect(await csv("t.csv").exists()).toBe(false);
  });

  test("names the row that lacks a declared column", async () => {
    const target = csv("t.csv", { columns: { id: "string" } });
    await expect(target.writeRows([{ id: "1" }, { n: 2 }])).rejects.toMatchObject({
      code: "csv-value",
      message: expect.stringMatching(/row 2: `id` is missing/),
    });
  });

  test("names the value that its own declaration would not read back", async () => {
    const target = csv("t.csv", { columns: { n: "number" } });
    await expect(target.writeRows([{ n: 1 }, { n: "two" }])).rejects.toMatchObject({
      code: "csv-value",
      message: expect.stringMatching(/row 2: column "n" holds "two", and is declared number/),
    });
  });

  test("refuses a type that there is not, also in code that nobody type-checked", () => {
    const columns = JSON.parse('{"n":"float"}');
    expect(() => csv("t.csv", { columns })).toThrowError(/`n` of `t.csv` is declared "float"/);
  });
});
