import { describe, expect, test } from "vitest";
import { openChecker } from "./checker-rig.ts";

type Session = ReturnType<typeof openChecker>;

function run({ checker }: Session, id: string, source: string): number[] {
  const { problems } = checker.check(id, source);
  checker.noteCheck();
  checker.keep(id, source);
  checker.catchUp();
  return problems.map(({ code }) => code);
}

/** The codes of a cell's problems, and whether the compiler was asked for them. */
function outcome(session: Session, id: string, source: string): unknown {
  const { asked } = session.compiler;
  const codes = run(session, id, source);
  return { codes, isAsked: session.compiler.asked > asked };
}

const remembered = { codes: [], isAsked: false };
const files = { "given.ts": "export const given = 1;" };

const upstream = "function scale(size: number): number { return 2 * size; } const unit = 'cm';";

describe("a check that found nothing is not made again", () => {
  test.each([
    ["run again", upstream, upstream],
    ["with another comment", upstream, `// by two\n${upstream}`],
    ["when a typed function does something else", upstream, upstream.replace("2 *", "3 *")],
    ["when a name that it does not use is another", upstream, upstream.replace("'cm'", "1")],
  ])("%s", (_, before, after) => {
    const session = openChecker();
    run(session, "upstream", before);
    expect(run(session, "cell", "scale(1).toFixed();")).toEqual([]);
    run(session, "upstream", after);
    expect(outcome(session, "cell", "scale(1).toFixed(); // again")).toEqual(remembered);
  });

  test("when another cell begins to import a further module of Node's own", () => {
    const session = openChecker();
    run(session, "first", 'import { EOL } from "node:os"; EOL;');
    run(session, "cell", "[1].length;");
    expect(
      run(session, "importing", 'import { readFileSync } from "node:fs"; readFileSync;'),
    ).toEqual([]);
    expect(outcome(session, "cell", "[1].length; // again")).toEqual(remembered);
  });

  test.each([
    ["a parameter", "function twice(later: number): number { return 2 * later; }"],
    ["a local variable", "const twice = () => { const later = 2; return { later }; };"],
    ["a member", "const twice = { later: 2 }; twice.later;"],
  ])("when a later cell declares what is %s here", (_, cell) => {
    const session = openChecker();
    run(session, "cell", cell);
    run(session, "later", "const later = 'text';");
    expect(outcome(session, "cell", `${cell} // again`)).toEqual(remembered);
  });

  test("when the cells that it builds on were run again in another order", () => {
    const session = openChecker();
    for (const name of ["b", "a"]) run(session, name, `const ${name}: number = 1;`);
    run(session, "sum", "const sum: number[] = [a, b];");
    run(session, "cell", "sum.length + a + b;");
    run(session, "b", "const b: number = 2;");
    run(session, "sum", "const sum: number[] = [b, a];");
    expect(outcome(session, "cell", "sum.length + a + b; // again")).toEqual(remembered);
  });

  test("in another cell with the same text", () => {
    const session = openChecker();
    run(session, "one", "[1].length;");
    expect(outcome(session, "two", "[1].length;")).toEqual(remembered);
  });
});

describe("it is made again, and finds what is wrong now,", () => {
  const asked = (...codes: number[]) => ({ codes, isAsked: true });
  test.each<[what: string, cell: string, (session: Session) => unknown, readonly number[]]>([
    [
      "when a name that it uses has another type",
      "unit.length;",
      (session) => run(session, "upstream", upstream.replace("'cm'", "1")),
      [2339],
    ],
    [
      "when that name's own type comes from a third cell",
      "derived.length;",
      (session) => run(session, "upstream", upstream.replace("'cm'", "1")),
      [2339],
    ],
    [
      "when that name's own type comes from another name of its cell",
      "twice satisfies number;",
      (session) => run(session, "fourth", "const base = 'one'; const twice = base;"),
      [1360],
    ],
    [
      "when another cell declares that name anew",
      "unit.length;",
      (session) => run(session, "new", "const unit = 1;"),
      [2339],
    ],
    [
      "when the name is declared no more",
      "unit.length;",
      (session) => run(session, "upstream", "1;"),
      [2304],
    ],
    [
      "when a `let` has become a `const`",
      "count = 2;",
      (session) => run(session, "counter", "const count = 1;"),
      [2632],
    ],
    ["when all cells are forgotten", "unit.length;", ({ checker }) => checker.clear(), [2304]],
    [
      "when a module of the project was edited",
      'import { given } from "./given.ts"; given.toFixed();',
      ({ write }) => write("given.ts", 'export const given = "one more";'),
      [2551],
    ],
    [
      "when the project's options are others",
      "((size) => size)(1);\nfunction untyped(size) { return size; }",
      ({ write }) => write("tsconfig.json", '{ "compilerOptions": { "strict": true } }'),
      [7006],
    ],
    [
      "when a cell declares something for all",
      "const extra: undefined = [].pop();",
      (session) =>
        run(session, "global", "declare global { interface Array<T> { pop(): T | null } }"),
      [2322],
    ],
  ])("%s", (_, cell, change, codes) => {
    const session = openChecker(files);
    run(session, "upstream", upstream);
    run(session, "counter", "let count = 1;");
    run(session, "third", "const derived = unit;");
    run(session, "fourth", "const base = 1; const twice = base;");
    expect(run(session, "cell", cell)).toEqual([]);
    change(session);
    expect(outcome(session, "cell", cell)).toEqual(asked(...codes));
  });

  test("when the package that it imports got its types meanwhile", () => {
    const session = openChecker({
      "node_modules/plain/package.json": '{ "name": "plain", "main": "index.js" }',
      "node_modules/plain/index.js": "exports.size = 1;",
    });
    const cell = 'import { size } from "plain"; size.length;';
    expect(run(session, "cell", cell)).toEqual([]);
    session.write("node_modules/plain/index.d.ts", "export const size: number;");
    // The compiler looks for a cell's modules when its imports are others.
    run(session, "cell", "1;");
    expect(outcome(session, "cell", cell)).toEqual(asked(2339));
  });

  test("when a comment that asked for a name of CommonJS is gone", () => {
    const session = openChecker();
    expect(run(session, "cell", "module; // not in typeof module")).toEqual([]);
    expect(outcome(session, "cell", "module;")).toEqual(asked(2304));
  });

  test("when it found something before", () => {
    const session = openChecker();
    run(session, "cell", "nothing.here;");
    expect(outcome(session, "cell", "nothing.here;")).toEqual(asked(2304));
  });
});

test("a module that was missing is found once it is there, though the compiler works ahead", () => {
  const session = openChecker();
  const cell = 'import { late } from "./late.ts"; late.length;';
  expect(run(session, "cell", cell)).toEqual([2307]);
  session.write("late.ts", "export const late = 1;");
  expect(run(session, "cell", cell)).toEqual([2339]);
});

test("what is asked behind a remembered check is answered from the text that it was about", () => {
  const session = openChecker();
  run(session, "upstream", "const sizes = [1];");
  run(session, "cell", "sizes.length;");
  run(session, "upstream", "const sizes = [1]; // again");
  expect(outcome(session, "cell", "sizes.length; // again")).toEqual(remembered);
  expect(session.checker.inspect("cell", "sizes.length; // again", 1)?.type).toBe("number[]");
  expect(session.checker.complete("other", "sizes.", 6).map(({ name }) => name)).toContain("at");
});
