import { expect, test } from "vitest";
import { findReexports } from "../../src/cell/find-reexports.ts";
import { readCell } from "../../src/cell/read-cell.ts";

test.each([
  ['export { x } from "m";', 'import { x } from "m"'],
  ['export { x as y, default as z } from "m";', 'import { x as y, default as z } from "m"'],
  ['export * as ns from "./m.ts";', 'import * as ns from "./m.ts"'],
  ['export * from "m";', 'import { NAMES } from "m"` or `import * as NAME from "m"'],
])("%s in a cell is told the import to write", (source, remedy) => {
  const problems = findReexports(readCell(`const a: number = 1;\n\n${source}\na;`));
  expect(problems).toEqual([
    { line: 3, column: 1, message: expect.stringContaining(`Write \`${remedy}\``) },
  ]);
});

test.each(['import { x } from "m";', "const x = 1; export { x };", 'export type { T } from "m";'])(
  "%s is none",
  (source) => {
    expect(findReexports(readCell(source))).toEqual([]);
  },
);
