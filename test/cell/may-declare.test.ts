import { expect, test } from "vitest";
import { mayDeclare, mayImportForEffect } from "../../src/cell/may-declare.ts";

const rows: readonly (readonly [cell: string, name: string, may: boolean])[] = [
  ["function scale(x { return x; }", "scale", true],
  ["const { a, scale } = f(;", "scale", true],
  ["enum Kind { A,, B }", "Kind", true],
  ["plot(rows.scale(", "scale", false],
  ["plot(rescale(", "scale", false],
  ["plot(scale$(", "scale", false],
  ["const $ = (;", "$", true],
  ["const größe = (;", "größe", true],
  ["console.log(JSON.stringify(1)", "console", false],
  ["console.log(JSON.stringify(1)", "JSON", false],
  ["const fetch = async ( => 1;\nconsole.log(1)", "fetch", true],
  ["const fetch = async ( => 1;\nconsole.log(1)", "console", false],
  ['import { fetch } from "undici"\nconsole.log((1)', "fetch", true],
  ['import { fetch } from "undici"\nconsole.log((1)', "console", false],
  ["let { x: name, ...performance } = ((;", "performance", true],
  ["async function* fetch( {", "fetch", true],
];

test.each(rows)("of the broken cell %j, that it declares `%s` may be: %s", (cell, name, may) => {
  expect(mayDeclare(cell, name)).toBe(may);
});

test("an import for its effect alone is seen in a cell that cannot be read", () => {
  expect(mayImportForEffect('const x = (;\n  import "./setup.ts";')).toBe(true);
  expect(mayImportForEffect('import { setup } from "./setup.ts"; setup((;')).toBe(false);
});
