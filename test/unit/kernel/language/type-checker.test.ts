import { describe, expect, test } from "vitest";
import type { TypeChecker } from "../../../../src/kernel/language/type-checker.ts";
import { codesOf, openChecker } from "./checker-rig.ts";

function runAll(checker: TypeChecker, cells: readonly string[]): string[] {
  return cells.flatMap((source, at) => {
    const { problems } = checker.check(`cell ${at}`, source);
    checker.keep(`cell ${at}`, source);
    return problems.map(({ code }) => `cell ${at}: ${code}`);
  });
}

describe("cells see each other", () => {
  test("a name has its full type in every other cell", () => {
    const cells = [
      "const sizes = [1, 2] as const;",
      "sizes[0] satisfies 1;",
      "sizes[0] satisfies 2;",
    ];
    expect(runAll(openChecker().checker, cells)).toEqual(["cell 2: 1360"]);
  });

  test("a `let` of another cell can be given a value, and only one of its type", () => {
    const cells = ["let count = 1;", "count = 2;", 'count = "two";'];
    expect(runAll(openChecker().checker, cells)).toEqual(["cell 2: 2322"]);
  });

  test("a cell may declare a name of another cell anew, with another type", () => {
    const cells = ["const one = 1;", 'const one = "eins";', "one.toUpperCase();"];
    expect(runAll(openChecker().checker, cells)).toEqual([]);
  });

  test("types, interfaces, enums and namespaces are shared as values are", () => {
    const cells = [
      "interface Named { name: string } type Pair<T> = [T, T]; enum Kind { A, B } namespace Space { export const x = 1 }",
      'const pair: Pair<Named> = [{ name: "a" }, { name: "b" }]; const kind: Kind = Kind.A; Space.x.toFixed();',
      "const wrong: Pair<Named> = [{ name: 1 }];",
    ];
    expect(runAll(openChecker().checker, cells)).toEqual(["cell 2: 2322"]);
  });

  test("a name that the cell no longer declares is gone", () => {
    const { checker } = openChecker();
    checker.keep("a", "const gone = 1;");
    expect(codesOf(checker, "gone")).toEqual([]);
    checker.keep("a", "const here = 1;");
    expect(codesOf(checker, "gone")).toEqual([2304]);
  });

  test("a name that one of two cells no longer declares is the other's again", () => {
    const { checker } = openChecker();
    checker.keep("a", 'const scale = "one";');
    checker.keep("b", "const scale = 1;");
    expect(codesOf(checker, "scale.length")).toEqual([2339]);
    checker.keep("b", "const other = 1;");
    expect(codesOf(checker, "scale.length; other.toFixed();")).toEqual([]);
  });

  test("cells whose names all belong to later ones are forgotten, and those in use are not", () => {
    const { checker } = openChecker();
    const kept = new Set<string>();
    const keep = (id: string, source: string) => {
      kept.add(id);
      for (const forgotten of checker.keep(id, source)) kept.delete(forgotten);
    };
    keep("in use", "const first = 1;");
    for (let at = 0; at < 200; at += 1) keep(`cell ${at}`, `const same = ${at};`);
    expect(kept.size).toBeLessThan(60);
    expect([...kept].slice(-1)).toEqual(["cell 199"]);
    expect(kept).toContain("in use");
    expect(codesOf(checker, "first satisfies 1; same satisfies 199;")).toEqual([]);
  });

  test("what was only checked is not seen by others", () => {
    const { checker } = openChecker();
    checker.keep("a", "const value = 1;");
    checker.check("a", 'const value = "text"; const more = 1;');
    expect(codesOf(checker, "value.toFixed();")).toEqual([]);
    expect(codesOf(checker, "more")).toEqual([2304]);
  });

  test("more cells than were made ready for still see each other", () => {
    const cells = Array.from({ length: 70 }, (_, at) =>
      at === 0 ? "const v0 = 0;" : `const v${at} = v${at - 1} + 1;`,
    );
    expect(runAll(openChecker().checker, [...cells, "v69.toFixed(); v69.length;"])).toEqual([
      "cell 70: 2339",
    ]);
  });

  test("a cell that no longer declares a name uses that of an earlier cell, and others do when it was run", () => {
    const { checker } = openChecker();
    checker.keep("a", "const size = 1;");
    checker.keep("b", "const size = 'two';");
    expect(checker.check("b", "size.toFixed();").problems).toEqual([]);
    // It was only looked at: the others see it as it was run.
    expect(codesOf(checker, "size.toFixed();")).toEqual([2551]);
    checker.keep("b", "size.toFixed();");
    expect(codesOf(checker, "size.toFixed();")).toEqual([]);
  });

  test("a cell with JSX is still seen when many cells came after it", () => {
    const { checker } = openChecker();
    checker.keep("view", "const size = 3; const view = <b>{size}</b>;");
    for (let at = 0; at < 70; at += 1) checker.keep(`cell ${at}`, `const name${at} = ${at};`);
    expect(codesOf(checker, "size.length;")).toEqual([2339]);
  });

  test("cells with JSX and cells without it see each other", () => {
    const { checker } = openChecker();
    checker.keep("a", "const title = <h1>text</h1>; const size = 1;");
    checker.keep("b", "const double = size * 2;");
    expect(codesOf(checker, "double.toFixed(); title;")).toEqual([]);
  });
});

describe("an import that finds nothing in an installed package tells what it has", () => {
  const manifest = (fields: object) => JSON.stringify({ name: "any", ...fields });
  const listed = { ".": "./index.js", "./package.json": "./package.json", "./public": "./p.js" };
  const many = Object.fromEntries(
    ["far", "a", "b", "c", "d", "e"].map((k) => [`./${k}`, "./i.js"]),
  );
  const files = {
    "node_modules/tla/package.json": manifest({ exports: { ...listed, "./internal/*": null } }),
    "node_modules/tla/index.js": "export const q = 1;",
    "node_modules/@a/many/package.json": manifest({ exports: many }),
    "node_modules/alone/package.json": manifest({ exports: { import: "./index.js" } }),
    "node_modules/alone/index.js": "export const q = 1;",
    "node_modules/open/package.json": manifest({ main: "index.js" }),
    "node_modules/open/data.txt": "1",
  };

  test.each([
    [
      "tla/private",
      "`tla` is installed, but does not export this path. It exports `tla/public`, `tla`.",
    ],
    ["tla/public", "`tla` is installed, but its `tla/public` is no module that can be imported."],
    ["@a/many/fa", /It exports `@a\/many\/far`, (`@a\/many\/[a-e]`, ){4}…\.$/],
    ["alone/private", "does not export this path. It exports `alone`."],
    ["open/private", "`open` is installed, but has no such file."],
    [
      "open/data.txt",
      "`open` is installed, but its `open/data.txt` is no module that can be imported.",
    ],
    ["absent/private", "Install it with `npm install absent`"],
  ])("%s", (specifier, said) => {
    const { checker } = openChecker(files);
    const { problems } = checker.check("cell in hand", `import { q } from "${specifier}"; q;`);
    expect(problems).toMatchObject([{ code: 2307 }]);
    if (typeof said === "string") expect(problems[0]?.remedy).toContain(said);
    else expect(problems[0]?.remedy).toMatch(said);
  });
});

describe("a name of CommonJS that an ES module does not have", () => {
  test.each([
    ["__dirname.length", "`import.meta.dirname`"],
    ["const read = () => [__filename];", "`import.meta.filename`"],
    ["module.exports = 1;", "`export`"],
  ])("%s is an error that says what to write", (source, said) => {
    const { problems } = openChecker().checker.check("cell in hand", source);
    expect(problems).toMatchObject([{ code: 2304, remedy: expect.stringContaining(said) }]);
  });

  test("is none where it is declared, only a word, or asked for first", () => {
    const { checker } = openChecker();
    checker.keep("a", "const __filename = 'a';");
    const fine = [
      "__filename.length;",
      "const __dirname = import.meta.dirname; __dirname.length;",
      "const f = (module: string) => module; f('module').length; ({ module: 1 }).module;",
      "if (typeof module !== 'undefined') module.exports = 1; // __dirname",
    ];
    expect(fine.map((source) => codesOf(checker, source))).toEqual(fine.map(() => []));
  });
});

test("each of several problems gets its remedy, whatever was looked up for the one before", () => {
  const { checker } = openChecker();
  const source =
    'red("a");\nconst row: { n: string | number | boolean } = { n: 1 };\nred(row.n * 2);';
  const { problems } = checker.check("cell in hand", source);
  expect(problems.map(({ code }) => code)).toEqual([2304, 2304, 2362]);
  expect(problems[2]?.remedy).toContain("Declare it");
});
