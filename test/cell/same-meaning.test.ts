import { describe, expect, test } from "vitest";
import { analyzeCell } from "../../src/cell/analyze-cell.ts";
import { CodeBase } from "../../src/cell/code-base.ts";
import { hasSameMeaning } from "../../src/cell/same-meaning.ts";

const scale = "const factor = 2;\nfunction scale(size: number) { return factor * size; }";
const use = "const scaled = scale(3);";

function codeOf(...sources: readonly string[]): CodeBase {
  return new CodeBase(
    sources.map((source, at) => analyzeCell({ id: `${at}`, label: `cell ${at + 1}`, source })),
  );
}

describe("code means the same", () => {
  test.each([
    ["with another comment", `// by two\n${scale}`, use],
    ["with other types", scale.replace("number", "any"), use],
    ["in another layout", scale.replace("factor * size", "(factor\n * size)"), use],
    ["with a cell more that declares nothing", scale, use, "factor + 1"],
  ])("%s", (_, ...sources) => {
    expect(hasSameMeaning(codeOf(scale, use), codeOf(...sources))).toBe(true);
  });

  test("when a cell is run again, and has another number", () => {
    const again = analyzeCell({ id: "0", label: "cell 7", source: scale });
    expect(hasSameMeaning(codeOf(scale), new CodeBase([again]))).toBe(true);
  });
});

describe("code means something else", () => {
  test.each([
    ["with another value", scale.replace("2", "3"), use],
    ["under another name", scale.replace("scale(", "grow("), use],
    ["when a cell changes a value", scale, use, "factor++;"],
    ["when a cell may change a value", "const list = [1];", "list.push(2);"],
    ["when a cell is gone", scale],
    ["when its cells change places", use, scale],
    ["when another export is imported", 'import { a as factor } from "p";', use],
    ["when a cell cannot be read", scale, `${use} (`],
  ])("%s", (_, ...sources) => {
    expect(hasSameMeaning(codeOf(scale, use), codeOf(...sources))).toBe(false);
  });
});
