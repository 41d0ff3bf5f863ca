import { expect, onTestFinished, test } from "vitest";
import { askForDetail, tellPlaces } from "../../../src/core/printed-places.ts";
import { registerSource } from "../../../src/core/source-places.ts";

registerSource("cauce:printed", [undefined, { place: "cell 3", line: 7 }]);

const inCells =
  "Error: no\n    at f (cauce:printed:2:4)\n    at cauce:printed:1:1\n    at node:vm:1:2 {\n  code: 5\n}";
const elsewhere = "Error: no\n    at f (/package/a.js:2:4)\n    at node:vm:1:2";

test("a printed stack tells the places in cells, and what stands behind it stays", () => {
  expect(tellPlaces(inCells, "kept")).toBe("Error: no\n    at Cell 3, line 7 {\n  code: 5\n}");
});

test("what a cause's stack shares with its error's is left out with it", () => {
  const shared =
    "Error\n    at cauce:printed:2:4\n    ... 7 lines matching cause stack trace ...\n";
  expect(tellPlaces(shared, "kept")).toBe("Error\n    at Cell 3, line 7\n");
});

test("a stack that passes through no cell is kept or left out, as is asked", () => {
  expect(tellPlaces(elsewhere, "kept")).toBe(elsewhere);
  expect(tellPlaces(elsewhere, "left-out")).toBe("Error: no");
});

test("text that is no stack stays as it is", () => {
  for (const text of ["look\n at this", "a\n    at noon: 12:30", "at cauce:printed:2:4"])
    expect(tellPlaces(text, "left-out")).toBe(text);
});

test("every frame is told where that is asked for, those of cells by their names", () => {
  askForDetail(() => "full");
  onTestFinished(() => askForDetail(() => "short"));
  expect(tellPlaces(inCells, "kept")).toBe(
    "Error: no\n    at f (cell 3:7)\n    at cauce:printed:1:1\n    at node:vm:1:2 {\n  code: 5\n}",
  );
  expect(tellPlaces(elsewhere, "left-out")).toBe(elsewhere);
});
