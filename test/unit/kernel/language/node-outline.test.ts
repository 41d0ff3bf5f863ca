import path from "node:path";
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import {
  nodeAdditions,
  nodeNames,
  outlinedModules,
  outlinedUses,
  outlinedVersion,
  outlineFiles,
} from "../../../../src/kernel/language/node-outline.ts";
import { packageRoot, readPackage } from "../../../../src/pipeline/package-root.ts";
import {
  globalNames,
  membersOf,
  nodeTypings,
  problemsWithoutNode,
  statementsNaming,
} from "./node-typings.ts";
import { TwoCheckers } from "./two-checkers.ts";

function openTwo(files?: Readonly<Record<string, string>>): TwoCheckers {
  const two = new TwoCheckers(files);
  onTestFinished(() => two.close());
  return two;
}

/** Two checkers for all tests of a group, each of which begins a session. */
function shareTwo(): () => TwoCheckers {
  let two: TwoCheckers | undefined;
  const opened = (): TwoCheckers => {
    two ??= new TwoCheckers();
    return two;
  };
  beforeEach(() => opened().begin());
  afterAll(() => two?.close());
  return opened;
}

/** Both tell the same of a cell, which is run then. Whether the outline was enough for it. */
function runInBoth(two: TwoCheckers, source: string, id = "cell"): boolean {
  const [withOutline, withWhole] = two.tell(id, source);
  expect(withOutline).toEqual(withWhole);
  two.keep(id, source);
  return two.isOutlined;
}

function config(compilerOptions: object): Record<string, string> {
  return { "tsconfig.json": JSON.stringify({ compilerOptions }) };
}

const globals = globalNames();

describe("the outline is that of the typings that are installed", () => {
  test("it has their version, and Cauce asks for that one", () => {
    expect(readPackage(nodeTypings)?.version).toBe(outlinedVersion);
    expect(readPackage(packageRoot())?.dependencies?.["@types/node"]).toBe(outlinedVersion);
  });

  test("its names are all that Node's typings declare for every module", () => {
    const own = globals.filter(({ nodeFiles, isOfLanguage }) => {
      return nodeFiles.length > 0 && !isOfLanguage;
    });
    const listed = [...nodeNames, ...outlinedUses.keys()];
    expect(listed.sort()).toEqual(own.map(({ name }) => name).sort());
  });

  test("what they add to the language's own declarations stands in its files, or bears a name of its own", () => {
    const outlined = new Set(outlineFiles.filter((file) => !file.includes("/")));
    const isInside = (file: string) => outlined.has(file) || file.startsWith("compatibility/");
    const outside = globals.filter(({ nodeFiles, isOfLanguage }) => {
      return isOfLanguage && nodeFiles.some((file) => !isInside(file));
    });
    expect(outside.map(({ name }) => name)).toEqual([...nodeAdditions]);
  });

  test("the typings of danfojs need a stream of Node's for one function, and nothing else of Node's", () => {
    const file = path.join(packageRoot(), "vendor/danfojs/index.d.ts");
    expect(problemsWithoutNode(file)).toEqual([expect.stringContaining("'node:stream'")]);
    for (const names of outlinedModules.values())
      expect(statementsNaming(file, "Transform")).toEqual(["import", ...names]);
  });
});

describe("with the outline", () => {
  test("what the language declares has the members and types that it has with the whole", () => {
    const names = globals.filter(({ name, isOfLanguage }) => {
      return isOfLanguage && !nodeAdditions.has(name) && name !== "undefined";
    });
    // Each as a type, with as many parameters as it may have, and as a value.
    const lines = names.map(
      ({ name }, at) =>
        `const type${at}: ${name}; const one${at}: ${name}<any>; const two${at}: ${name}<any, any>; const three${at}: ${name}<any, any, any>; const value${at}: typeof ${name};`,
    );
    const outlined = membersOf(lines.join("\n"), true);
    expect(outlined).toEqual(membersOf(lines.join("\n"), false));
    const known = [...outlined.values()].flat();
    expect(known).toContainEqual(
      expect.stringMatching(/^captureStackTrace: \(targetObject: object,/),
    );
    expect(known.length).toBeGreaterThan(1_000);
  });
});

/** Cells for which the outline is enough, run one after the other in one session. */
const outlined = [
  "1 + 1",
  "const sizes = [1, 2, 3] as const; sizes.at(-1)?.toFixed();",
  'console.log("a", sizes); console.error(1); console.warn(); console.table([{ a: 1 }], ["a"]);',
  "console.info(1); console.debug(1); console.trace(); console.clear(); console.assert(true);",
  'console.count(); console.countReset("a"); console.group(1); console.groupCollapsed(); console.groupEnd();',
  "console.dirxml(1); console.profile(); console.profileEnd(); console.timeStamp();",
  'console.time("a"); console.timeLog("a", 1); console.timeEnd("a");',
  "const timer = setTimeout(() => {}, 1); timer.unref(); clearTimeout(timer);",
  "const again = setInterval((x: number) => x, 1, 2).refresh(); clearInterval(again); again.hasRef();",
  "const soon = setImmediate(() => {}); clearImmediate(soon); queueMicrotask(() => {});",
  "{ using held = setTimeout(() => {}); held[Symbol.toPrimitive]().toFixed(); }",
  "await new Promise((resolve) => setTimeout(resolve, 10));",
  "class Basket { items: string[] = []; add(item: string): this { this.items.push(item); return this; } }",
  'const basket = new Basket().add("pear"); basket.items.map((item) => item.length);',
  "Error.captureStackTrace({}, Basket); Error.stackTraceLimit = 5;",
  "const limit: keyof ErrorConstructor = 'stackTraceLimit'; const { stackTraceLimit } = Error;",
  "type Stack = ErrorConstructor extends { prepareStackTrace(e: Error, s: infer S): any } ? S : never; declare let stack: Stack; stack[0]?.getFileName();",
  "type At<T> = T extends { at(index: number): infer X } ? X : never; declare let at: At<string[]>; at;",
  "interface Shape { area(): number } const shapes: Shape[] = [{ area: () => 1 }]; shapes.sort((a, b) => a.area() - b.area());",
  'enum Colour { Red, Green = "g" } Colour.Red; type Colours = keyof typeof Colour;',
  "function* count(to: number) { for (let at = 0; at < to; at++) yield at; } const counted = count(3).map(String).toArray();",
  "async function* late() { yield 1; } for await (const one of late()) one.toFixed();",
  'const grouped = Map.groupBy([1, 2], (x) => (x % 2 ? "odd" : "even")); grouped.get("odd")?.length;',
  "const bytes = new Uint8Array([1, 2]); bytes.at(0); const view = new DataView(bytes.buffer); view.getInt8(0);",
  "const { promise, resolve, reject } = Promise.withResolvers<number>(); promise.catch(reject); resolve(1);",
  "namespace Space { export const inner = 1; export type T = string } const outer: Space.T = String(Space.inner);",
  'const answer = await prompt("name?"); answer.trim(); if (await confirm()) answer.at(0);',
  "abstract class Animal { abstract name: string; static kinds = 0; #hidden = 1; get h() { return this.#hidden; } }",
  "const now = Temporal.Now.instant(); Intl.NumberFormat('de').format(1); now;",
  "let any: any = 1; any.process2.nothing; let unknown: unknown = any; unknown;",
  'import * as dfd from "danfojs-node";',
  "const frame = new dfd.DataFrame({ a: [1, 2, 3], b: [4, 5, 6] }); frame.shape; frame.head(2);",
  'import { DataFrame, readCSV as read } from "danfojs-node"; const other: DataFrame = frame.copy(); read;',
  'import type { Series } from "cauce/danfojs"; const column: Series = frame.column("a"); column.mean();',
  "const scaler: dfd.MinMaxScaler = new dfd . MinMaxScaler(); scaler.fit(frame).transform(frame).shape;",
  'const words = "a comment in a text: import fs"; // of no consequence',
];

/** Cells with faults that the compiler tells by their types alone. */
const faulty = [
  "const text: string = null; const size: number = 'a';",
  "const twice = (x: number) => x * 2; twice('a'); twice(); twice(1, 2);",
  "[1].nothing; ({ a: 1 }).b; 'a'.toFixed();",
  "const maybe = [1].find((x) => x > 1); maybe.toFixed(); maybe!.length;",
  "function f(x: string | null, y: unknown) { x.length; y.length; }",
  "const one = 1; one = 2; class Held { readonly a = 1 } new Held().a = 2;",
  "1 - 'a'; ({}) * 2; if ('a' === 1) one;",
  "const point: { x: number; y: number } = { x: 1 };",
  "setTimeout('a'); console.log.nothing; setTimeout(() => {}).nothing;",
  "const broken = ;",
  "await = 1; return 1;",
];

/** Cells that need the whole, each the first of a session; with what they are to be told of. */
const whole = [
  "process.memoryUsage().rss.toFixed(); process.env.HOME?.length;",
  'const raw = Buffer.from("a"); raw.toString("hex").length; raw.readInt8(0);',
  "typeof Buffer;",
  "class Buffer { own = 1 } new Buffer().own.toFixed();",
  'const url = new URL("file:///a"); url.searchParams.get("a")?.length; const p = new URLSearchParams();',
  "const response = await fetch('http://127.0.0.1:1'); response.ok; response.headers.get('a');",
  "const stop = new AbortController(); stop.signal.aborted; AbortSignal.timeout(1).throwIfAborted();",
  "structuredClone([1]).at(-1); performance.now().toFixed(); atob(btoa('a'));",
  "new TextEncoder().encode('a').length; new TextDecoder().decode(); crypto.randomUUID().length;",
  'import { readFileSync } from "node:fs"; readFileSync("a").length; readFileSync("a", "utf8").trim();',
  'import path from "path"; path.join("a", "b").length;',
  'const { stdout } = await import("node:process"); stdout.columns;',
  'type Stats = import("node:fs").Stats; declare let stats: Stats; stats.isFile();',
  'import fs = require("fs"); fs.existsSync("a");',
  'const os = require("os"); os;',
  "import.meta.url.length; import.meta.dirname.length; import.meta.resolve('a');",
  "const meta: keyof ImportMeta = 'dirname'; meta;",
  "globalThis.setTimeout; globalThis.nothing;",
  'type HasBuffer = typeof globalThis extends { Buffer: unknown } ? "yes" : "no"; const has: HasBuffer = "yes";',
  "const key: keyof typeof glob\\u0061lThis = 'process';",
  "declare global { interface Array<T> { extra: number } } [1].extra.toFixed();",
  "declare global { var mine: number } mine.toFixed();",
  'declare module "node:fs" { export const extra: number }',
  "const timer: NodeJS.Timeout = setTimeout(() => {}); timer;",
  "let error: NodeJS.ErrnoException = new Error('a'); error.code?.length;",
  "const { log } = console; log(1);",
  "const same: Console = console; same.log(1);",
  "console.dir({}, { depth: null, depht: 1 }); new console.Console(process.stdout);",
  "const wait = setTimeout; wait.__promisify__(1).then(String); type Wait = typeof setTimeout;",
  "__dirname.length;",
  "module.exports = 1;",
  "exports.a = 1;",
  "global.gc?.();",
  "Bufer;",
  "function open( {",
  "proces.env;",
  "missing.toFixed(); const wrong: number = 'a';",
  'import { Task, csv, file } from "cauce"; class A extends Task { output() { return file("a"); } async run() { this.signal.aborted; (await this.output().read()).readInt8(0); } }',
  'import { z } from "zod"; const shape = z.object({ size: z.int(), upload: z.file() }); type Shape = z.infer<typeof shape>; declare let s: Shape; s.upload;',
  'import { notThere } from "nowhere";',
  'import { given } from "./given.ts"; given;',
  "const view = <b>text</b>;",
  "/** @jsxImportSource needy */ const view = <b/>;",
  'import * as dfd from "danfojs-node"; Object.values(dfd); type Names = keyof typeof dfd;',
  'import * as dfd from "danfojs-node"; type All = (typeof dfd)[keyof typeof dfd]; declare let all: All; all;',
  'import * as dfd from "danfojs-node"; const stream = dfd.convertFunctionTotransformer((frame) => frame); stream.pipe;',
  'import { convertFunctionTotransformer as convert } from "danfojs-node"; convert((frame) => frame).readableFlowing;',
  'import type * as dfd from "danfojs-node"; type D = typeof dfd; declare let d: D; d.convert2;',
  'declare let d: typeof import("danfojs-node"); Object.entries(d);',
  'const d = await import("danfojs-node"); Object.entries(d);',
  'export * from "danfojs-node";',
  'import dfd from "danfojs-node"; dfd;',
];

/** A package whose typings need Node's, and say so nowhere. */
function needy(): Record<string, string> {
  return {
    "node_modules/needy/package.json": '{ "types": "index.d.ts" }',
    "node_modules/needy/index.d.ts":
      'import { Readable } from "node:stream"; export const made: Readable; export const raw: Buffer;',
  };
}

/** As above, in a project with these files. */
const wholeWithFiles: readonly [string, Readonly<Record<string, string>>][] = [
  [
    'import { given } from "./given.ts"; given.readInt8(0); given.nothing;',
    { "given.ts": 'export const given = Buffer.from("a");' },
  ],
  ['import { made } from "needy"; made.pipe; made.nothing;', needy()],
  [
    'import numbers from "./numbers.json" with { type: "json" }; numbers.one.toFixed(); numbers.two;',
    { "numbers.json": '{ "one": 1 }' },
  ],
  ["document.title; console.log(1);", config({ lib: ["esnext", "dom"] })],
  [
    "process.argv.length; given.toFixed();",
    {
      ...config({ types: ["given"] }),
      "node_modules/@types/given/index.d.ts": "declare const given: number;",
    },
  ],
  ["1 + 1", config({ types: ["node"] })],
  ["[1].toSorted(); console.log(1);", config({ lib: ["es2015"] })],
  [
    "1 + 1",
    {
      "node_modules/@types/node/package.json": '{ "name": "@types/node", "version": "1.0.0" }',
      "node_modules/@types/node/index.d.ts": "declare const console: { log(text: string): void };",
    },
  ],
  [
    "console.log(1);",
    {
      "node_modules/@types/node/package.json": '{ "name": "@types/node", "version": "1.0.0" }',
      "node_modules/@types/node/index.d.ts": "declare const console: { log(text: string): void };",
    },
  ],
  [
    'import * as dfd from "danfojs-node"; dfd.own.toFixed();',
    {
      "package.json": '{ "dependencies": { "danfojs-node": "1" } }',
      "node_modules/danfojs-node/package.json": "{}",
      "node_modules/danfojs-node/index.d.ts":
        'import type { Transform } from "node:stream"; export const own: Transform;',
    },
  ],
];

describe("what people are told", () => {
  test("of cells for which the outline is enough is what they would be told with the whole", () => {
    const two = openTwo();
    // In one session, each beside all before it.
    for (const [at, source] of [...outlined, ...faulty].entries())
      expect([source, runInBoth(two, source, `cell ${at}`)]).toEqual([source, true]);
  });

  describe("of a cell that needs the whole, which is loaded for it, is what they would be told at once", () => {
    const two = shareTwo();
    test.each(whole)("%s", (source) => {
      expect(runInBoth(two(), source)).toBe(false);
    });
  });

  test.each(wholeWithFiles)("of %s in a project of its own, too", (source, files) => {
    expect(runInBoth(openTwo(files), source)).toBe(false);
  });
});

describe("what is offered", () => {
  const two = shareTwo();
  beforeEach(() => {
    two().keep("shelf", "const shelf = { apples: 1, apricots: 2 };");
    two().keep("import", 'import * as dfd from "danfojs-node";');
    two().keep("frame", "const frame = new dfd.DataFrame({ a: [1] });");
  });

  test.each([
    "shelf.ap",
    "shelf.",
    "frame.he",
    "dfd.",
    "[1].",
    '"a".',
    "console.lo",
    "console.",
    "setTimeout(() => {}).",
    "shelf\n  .apples.",
    "Error.",
    "Symbol.",
    "`${shelf.a",
    "shelf?.",
    "nothing.",
  ])("behind %s needs no more than the outline", (source) => {
    const [withOutline, withWhole] = two().offer("cell", source);
    expect(withOutline).toEqual(withWhole);
    expect(two().isOutlined).toBe(true);
  });

  test.each([
    "",
    "proc",
    "process.",
    "Buf",
    "sh",
    "new URL('a').",
    "import.meta.",
    "globalThis.",
    'import {} from "',
    'import { } from "node:fs"; const a = "',
    "shelf.apples(",
    'const x = "a.b',
    "1.",
    "...",
    "const s: NodeJS.",
    "import fs from 'fs'; fs.",
  ])("behind %s is what it would be with the whole", (source) => {
    const [withOutline, withWhole] = two().offer("cell", source);
    expect(withOutline).toEqual(withWhole);
    expect(two().isOutlined).toBe(false);
  });
});
