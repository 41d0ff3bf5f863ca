import { describe, expect, test } from "vitest";
import { HermeticCells } from "./hermetic-cells.ts";

const task = 'import { Task } from "cauce";\nclass T extends Task { run() { return data; } }';

/** The error of a task that reads `data`, declared and used as the cells say; empty where there is none. */
function refusalOf(...cells: string[]): string {
  try {
    new HermeticCells([task, ...cells]).cover("T");
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

/** what happens | the cells | through which name it is said to happen */
const changed: [what: string, cells: string[], through: string][] = [
  ["an alias", ["const data = [];", "const b = data;", "b.push(1);"], "b"],
  ["an alias of an alias", ["const data = [];", "const b = data; const c = b;", "c.pop();"], "c"],
  [
    "a destructured part",
    ["const data = { rows: [] };", "const { rows } = data;", "rows[0] = 1;"],
    "rows",
  ],
  [
    "a part by its index",
    ["const data = [[]];", "const [first] = data;", "first.push(1);"],
    "first",
  ],
  ["an alias in a list", ["const data = [];", "const all = [data];", "all[0].push(1);"], "all"],
  ["an alias by a choice", ["const data = [];", "const b = a ? data : other;", "b.sort();"], "b"],
  ["a call", ["const data = [];", "function grow(list) { list.push(1); }", "grow(data);"], "grow"],
  [
    "a call of an arrow",
    [
      "const data = [];",
      "const grow = ({ list }, n) => { list.push(n); };",
      "grow({ list: data }, 1);",
    ],
    "grow",
  ],
  [
    "a call's second argument",
    ["const data = {};", "function set(key, to) { to[key] = 1; }", "set('a', data);"],
    "set",
  ],
  [
    "a call of a call",
    [
      "const data = [];",
      "function grow(list) { list.push(1); }\nfunction twice(list) { grow(list); grow(list); }",
      "twice(data);",
    ],
    "twice",
  ],
  [
    "functions that call each other",
    [
      "const data = [];",
      "function even(list, n) { if (n) odd(list, n - 1); }\nfunction odd(list, n) { list.push(n); even(list, n - 1); }",
      "even(data, 4);",
    ],
    "even",
  ],
  [
    "a function that changes it by name",
    ["const data = [];", "function register(x) { data.push(x); }", "register(1);"],
    "register",
  ],
  [
    "a call in a declaration",
    [
      "const data = [];",
      "function register(x) { return data.push(x); }",
      "const id = register(1);",
    ],
    "register",
  ],
  [
    "a loop over it in a function",
    [
      "const data = [{}];",
      "function mark(rows) { for (const row of rows) row.seen = true; }",
      "mark(data);",
    ],
    "mark",
  ],
  [
    "a callback in a function",
    [
      "const data = [{}];",
      "function mark(rows) { rows.forEach((row) => { delete row.seen; }); }",
      "mark(data);",
    ],
    "mark",
  ],
  [
    "a call with an alias",
    ["const data = [];", "const b = data;", "function grow(list) { list.push(1); }\ngrow(b);"],
    "grow",
  ],
  [
    "a call in a callback",
    [
      "const data = [];",
      "function grow(list) { list.push(1); }",
      "[1, 2].forEach(() => grow(data));",
    ],
    "grow",
  ],
];

describe("A value that a cell changes in place is refused", () => {
  test.each(changed)("when it is by %s", (_what, cells, through) => {
    expect(refusalOf(...cells)).toMatch(
      new RegExp(
        `^\`data\`, which \`T\` reads, is declared in cell 2 and changed in place, through \`${through}\`, in cell \\d`,
      ),
    );
  });
});

const ordinary: [what: string, cells: string[]][] = [
  ["a copy is changed", ["const data = [];", "const b = [...data]; b.push(1);"]],
  [
    "a derived value is changed",
    ["const data = [];", "const b = data.map((x) => x);", "b.push(1);"],
  ],
  ["a list that holds it grows", ["const data = [];", "const all = [data];", "all.push(1);"]],
  [
    "a function copies before it sorts",
    [
      "const data = [];",
      "function sorted(list) { const own = [...list]; own.sort(); return own; }",
      "sorted(data);",
    ],
  ],
  [
    "a function's own name hides it",
    [
      "const data = [];",
      "function make() { const data = []; data.push(1); return data; }",
      "make();",
    ],
  ],
  [
    "a function that would change it is never called",
    ["const data = [];", "function grow(list) { list.push(1); }"],
  ],
  [
    "another argument is changed",
    ["const data = [];", "function fill(from, to) { to.push(...from); }", "fill(data, []);"],
  ],
  [
    "it is shown",
    ["const data = [];", "console.log(data); table(data); plot(data.map((x) => x.y));"],
  ],
  [
    "a loop reads it",
    [
      "const data = [];",
      "for (const row of data) { const line = [row]; line.push(1); console.log(line); }",
    ],
  ],
  [
    "a number is handed on",
    ["const data = 3;", "let sum = 0; function add(n) { sum += n; }", "add(data);"],
  ],
];

describe("An ordinary notebook is not refused", () => {
  test.each(ordinary)("where %s", (_what, cells) => {
    expect(refusalOf(...cells)).toBe("");
  });
});
