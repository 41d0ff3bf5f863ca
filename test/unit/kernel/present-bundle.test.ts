import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { registerSource } from "../../../src/core/source-places.ts";
import { ExternalTask, Task } from "../../../src/core/task.ts";
import { presentBundle } from "../../../src/kernel/present-bundle.ts";
import { presentTask } from "../../../src/kernel/present-task.ts";
import { csv } from "../../../src/target/csv.ts";
import { checkWellFormed } from "../render/check-well-formed.ts";
import * as sample from "./sample-values.ts";

const display = Symbol.for("Jupyter.display");
const text = "text/plain";
const tree = "text/html text/plain";

class Missing extends ExternalTask {
  override output() {
    return csv("data/nowhere.csv");
  }
}

class Model extends Task.with({
  k: z.int().default(5),
  token: z.string().default("hush").meta({ visibility: "private" }),
}) {
  override output() {
    return { train: csv("outputs/a.csv"), test: csv("outputs/b.csv") };
  }
}

class Broken extends Task {
  override output(): never {
    throw new Error("no folder");
  }
}

/** What a value is, its MIME types in order of their names, and what its text must hold. */
type Row = readonly [what: string, value: unknown, types: string, words: string | RegExp];

const rows: readonly Row[] = [
  ["a string", "plain", text, /^'plain'$/],
  ["a number", 4.5, text, /^4\.5$/],
  ["minus zero", -0, text, /^-0$/],
  ["a boolean", false, text, /^false$/],
  ["null", null, text, /^null$/],
  ["a symbol", Symbol("x"), text, /^Symbol\(x\)$/],
  ["a big integer", 2n ** 70n, text, /^1180591620717411303424n$/],
  ["a huge big integer", -(3n ** 300_000n), text, /^≈ -\d\.\d{5}e143136 \(.*143,137 digits\)$/],
  ["a date", new Date(0), text, /^1970-01-01T00:00:00\.000Z \(.*19(70|69).*\)$/],
  ["a date that is none", new Date(Number.NaN), text, "Invalid Date"],
  ["a regular expression", /a+/gi, text, /^\/a\+\/gi$/],
  ["a typed array", new Float64Array(1e6), text, "999980 more items"],
  ["a list of numbers", [1, 2, 3], text, /^\[ 1, 2, 3 \]$/],
  ["a flat record", { a: 1, b: "x" }, text, /^\{ a: 1, b: 'x' \}$/],
  ["an empty record", {}, text, /^\{\}$/],
  ["a function", sample.add, text, /^function add\(a, b = "\)", \{ c \} = \{ c: \[1\] \}\)$/],
  ["an arrow function", sample.later, text, /^async function later\(x\)$/],
  ["a method of a computed name", sample.computed, text, /^function \[made\]\(a, b\)$/],
  ["a native function", parseInt, text, "function parseInt(…) [native code]"],
  ["a class", sample.Circle, text, /class Circle extends Shape \{\n {2}area\(\)\n {2}get wide\n/],
  ["a URL", new URL("http://a.example/b"), text, "http://a.example/b"],
  ["a Map", new Map([["a", 1]]), tree, "Map(1) { 'a' => 1 }"],
  ["a Set", new Set([1, "two"]), tree, "Set(2) { 1, 'two' }"],
  ["an instance", new sample.Circle(2), tree, "Circle { r: 2 }"],
  ["a nested record", { a: { b: 1 } }, tree, "{ a: { b: 1 } }"],
  ["a circular record", sample.circular(), tree, "[Circular *1]"],
  ["a getter that throws", sample.withGetter(), tree, "bad: [Getter]"],
  ["an inspect that throws", new sample.BadInspect(), tree, "BadInspect { inner: { a: 1 } }"],
  ["a hostile proxy", sample.hostileProxy(), text, "{ a: 1 }"],
  ["a record that looks like JSON:API", { data: [{ type: "a" }] }, tree, "type: 'a'"],
  ["an error", new TypeError("bad <b>"), tree, "TypeError: bad <b>"],
  ["an error with members", sample.errorWithMembers(), tree, /code E7\n[\s\S]*limit: 3/],
  ["errors together", new AggregateError([new Error("a")], "all"), tree, "1. Error: a"],
  ["records", [{ name: "a", n: 1 }], tree, /name\s+n[\s\S]*1 row × 2 columns/],
  ["a task", new Model({ k: 7 }), tree, /^Model\(k=7\)\n {2}k = 7\n {2}token = •••\n {2}→ /],
  ["a task whose output throws", new Broken(), tree, "output() throws: no folder"],
  ["a target", new Missing().output(), tree, "CsvTarget data/nowhere.csv · does not exist"],
  ["a PNG", sample.png, "image/png text/plain", "PNG image, 3 × 2 pixels"],
  ["a PNG's ArrayBuffer", sample.pngBuffer(), "image/png text/plain", "PNG image"],
  ["a JPEG", Buffer.from("ffd8ffe000104a46", "hex"), "image/jpeg text/plain", "JPEG"],
  ["a GIF", sample.gif, "image/gif text/plain", "GIF image, 1 × 1 pixels"],
  ["a WebP", Buffer.from("RIFF0000WEBPVP8 "), "image/webp text/plain", "WebP"],
  ["an SVG's bytes", Buffer.from("<svg/>"), `image/svg+xml ${tree}`, "SVG image"],
  ["other bytes", Buffer.from("abc"), text, "<Buffer 61 62 63>"],
  ["a string of SVG", "<svg></svg>", text, "'<svg></svg>'"],
  ["an SVG element", { outerHTML: "<svg></svg>" }, `image/svg+xml ${tree}`, "SVG"],
  ["an element of a class", new sample.Element(), tree, "<b>bold</b>"],
  ["a canvas", sample.canvas, "image/png text/plain", "Object"],
  [
    "a Vega-Lite spec",
    sample.vegaLite,
    "application/vnd.vegalite.v5+json text/plain",
    "Vega-Lite chart: Sales",
  ],
  ["what has a Vega spec", sample.vega, "application/vnd.vega.v5+json text/plain", "Vega chart"],
  ["a plotly figure", sample.figure, tree, "scatter"],
  ["a frame of polars", sample.polars, tree, /1,000 rows × 2 columns/],
  ["a frame of danfojs", sample.danfo, tree, /index\s+a\s+b[\s\S]*2 rows/],
  [
    "what displays itself",
    { [display]: () => ({ "text/markdown": "**b**" }) },
    "text/markdown",
    "",
  ],
  ["what does so later", { $display: async () => ({ "text/latex": "$x$" }) }, "text/latex", ""],
  ["bytes displayed", { $display: () => ({ "image/png": sample.png }) }, "image/png", ""],
  [
    "what hands on",
    { [display]: () => ({ [display]: () => ({ "text/plain": "inner" }) }) },
    text,
    /^inner$/,
  ],
];

describe("a value is shown:", () => {
  test.each(rows)("%s", async (_, value, types, words) => {
    const bundle = await presentBundle(value, [presentTask]);
    expect(Object.keys(bundle).sort().join(" ")).toBe(types);
    if (words !== "") expect(bundle[text]).toMatch(words);
    expect(JSON.parse(JSON.stringify(bundle))).toEqual(bundle);
  });
});

class Chart {
  readonly answer: () => unknown;
  constructor(answer: () => unknown) {
    this.answer = answer;
  }
  [display](): unknown {
    return this.answer();
  }
}

function handOn(): Chart {
  return new Chart(handOn);
}

describe("a display method that", () => {
  test.each<readonly [string, () => unknown, string]>([
    ["gives a number", () => 5, "gave a number"],
    ["gives nothing", () => undefined, "gave undefined"],
    ["gives an array", () => ["x"], "gave an array"],
    ["gives an empty object", () => ({}), "gave an object without members"],
    ["names no MIME type", () => ({ html: "x" }), "gave `html`, which is no MIME type"],
    ["gives no text as HTML", () => ({ "text/html": 5 }), "gave a number for `text/html`"],
    ["gives what is no JSON", () => ({ "application/json": 1n }), "that is no JSON"],
    ["hands on for ever", handOn, "handed on to another object, again and again"],
  ])("%s is named, and the value shown as text", async (_, answer, problem) => {
    const shown = String((await presentBundle(new Chart(answer)))[text]);
    expect(shown).toContain("`Chart`: its display method ");
    expect(shown).toContain(problem);
    expect(shown).toContain("Expected a MIME bundle such as");
    expect(shown).toContain("Chart { answer:");
  });

  test("throws is named with the place in the cell", async () => {
    registerSource("sample-cell.js", [{ place: "cell 4", line: 7 }]);
    const chart = new Chart(() => {
      const error = new RangeError("too wide");
      error.stack = "RangeError: too wide\n    at draw (sample-cell.js:1:1)";
      throw error;
    });
    expect((await presentBundle(chart))[text]).toContain(
      "`Chart`: its display method threw RangeError: too wide (cell 4, line 7).",
    );
  });
});

describe("whatever a value holds", () => {
  test("its HTML is well formed and escaped", async () => {
    const odd = "<img src=x onerror=alert(1)>&\"'\u0000\ud800";
    for (const value of [
      new Map([[odd, odd]]),
      { [odd]: { [odd]: [odd] } },
      new Error(odd),
      [{ [odd]: odd }],
      new Set([Symbol(odd), new Error(odd)]),
    ]) {
      const html = String((await presentBundle(value))["text/html"]);
      expect(html).not.toContain("<img");
      expect(
        checkWellFormed(html.replace(/ open>|<br>/g, (found) => (found === "<br>" ? "" : ">"))),
      ).toEqual([]);
    }
  });

  test("no getter, trap or iterator of its own is run", async () => {
    const ran: string[] = [];
    const note = (what: string) => () => {
      ran.push(what);
      return undefined;
    };
    const spied = Object.defineProperty({ a: new Map([[1, { b: 2 }]]) }, "spied", {
      get: note("getter"),
      enumerable: true,
    });
    const proxy = new Proxy({}, { get: note("get"), ownKeys: () => [`${ran.push("ownKeys")}`] });
    class Lazy {
      readonly held = proxy;
      *[Symbol.iterator]() {
        yield ran.push("iterator");
      }
    }
    await presentBundle([{ spied, row: spied }]);
    await presentBundle(spied);
    await presentBundle(new Lazy());
    expect(ran).toEqual([]);
  });

  test.each<readonly [string, () => unknown]>([
    ["a million members in a thousand lists", sample.millionNested],
    ["a list of a million records", sample.millionRecords],
    ["a million links in a chain", sample.longChain],
    ["a Map of a million entries", () => new Map(sample.numbers(1e6).map((n) => [n, { n }]))],
    ["long strings everywhere", sample.longStrings],
    ["a string of 20 MB", () => ({ deep: { text: "<".repeat(2e7) } })],
  ])("%s: it takes little time and room", async (_, make) => {
    const value = make();
    await presentBundle(new Map([[1, { warm: "up" }]]));
    const start = performance.now();
    const bundle = await presentBundle(value);
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(String(bundle["text/html"]).length).toBeLessThan(200_000);
    expect(String(bundle[text]).length).toBeLessThan(60_000);
  });

  test("what was left out is said", async () => {
    const nested = await presentBundle(sample.millionNested());
    for (const type of ["text/html", text]) {
      expect(nested[type]).toContain("… 900 more");
      expect(nested[type]).toMatch(/Shown in part: reading stopped after (50 ms|1,500 values)\./);
    }
    const wide = Object.fromEntries(sample.numbers(5_000).map((n) => [`k${n}`, n]));
    expect((await presentBundle(wide))[text]).toContain("… 4,900 more");
  });

  test("a long table says how many rows there are and shows both ends", async () => {
    const shown = String((await presentBundle(sample.millionRecords()))[text]);
    expect(shown).toContain("1,000,000 rows × 2 columns");
    expect(shown).toContain("999999");
  });

  test("errors in it tell their places in cells, and no others", async () => {
    registerSource("held-cell.js", [{ place: "cell 9", line: 2 }]);
    const error = Object.assign(new Error("held"), { code: 5 });
    error.stack = `Error: held\n    at f (held-cell.js:1:3)\n    at new Promise (<anonymous>)\n${error.stack?.split("\n").slice(1).join("\n")}`;
    expect((await presentBundle({ error, also: "x\n    at y.js:1:1" }))[text]).toBe(
      "{\n  error: Error: held\n      at Cell 9, line 2 {\n    code: 5\n  },\n  also: 'x\\n    at y.js:1:1'\n}",
    );
  });

  test("its text is Node's own where nothing is left out", async () => {
    const value = { a: new Map([["k", new Set([1])]]), b: [new sample.Circle(1)] };
    expect((await presentBundle(value))[text]).toBe(inspect(value, { depth: 4, breakLength: 100 }));
  });
});
