import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CsvByteWriter } from "../../../src/target/csv-byte-writer.ts";
import type { CsvFormat } from "../../../src/target/csv-format.ts";
import { CsvTextWriter } from "../../../src/target/csv-text-writer.ts";
import type { CsvWriter } from "../../../src/target/csv-writer.ts";
import type { PlainCell } from "../../../src/target/plain-cell.ts";

const formats: CsvFormat[] = [
  { delimiter: ",", decimal: ".", isStated: false },
  { delimiter: ";", decimal: ",", isStated: true },
  { delimiter: "\t", decimal: ".", isStated: true },
  { delimiter: "ñ", decimal: ",", isStated: true },
];
const awkward = fc.constantFrom("", ",", ";", "ñ", '"', "\n", "\r", "\uFEFF", "\t", "é", "🌊", "a");
const longText = fc
  .tuple(awkward, fc.constantFrom(31, 32, 33, 21_000, 40_000, 140_000))
  .map(([part, length]) => part.repeat(length));
const anyCell = fc.oneof(
  { weight: 6, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 6, arbitrary: fc.array(awkward, { maxLength: 4 }).map((parts) => parts.join("")) },
  { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 3, arbitrary: fc.integer() },
  { weight: 2, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: longText },
);

/** The file that rows make; what is full is taken, as when a file is written. */
function fileOf(writer: CsvWriter, rows: readonly (readonly PlainCell[])[]): string {
  const pieces: string[] = [];
  const take = () => pieces.push(Buffer.from(writer.take() as string).toString());
  for (const cells of rows) {
    for (const [column, cell] of cells.entries()) writer.writeCell(cell, column);
    writer.endRow();
    if (writer.isFull) take();
  }
  take();
  return pieces.join("");
}

describe("rows written as bytes", () => {
  test("are the same file as rows written as text, whatever they hold and however cells are kept apart", () => {
    const rows = fc.array(fc.array(anyCell, { minLength: 1, maxLength: 5 }), { maxLength: 10 });
    fc.assert(
      fc.property(rows, fc.constantFrom(...formats), (cells, format) => {
        const bytes = fileOf(new CsvByteWriter(format), cells);
        expect(bytes === fileOf(new CsvTextWriter(format), cells)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("are the same file in quotes that were asked for", () => {
    for (const format of formats)
      for (const text of ["a;b", 'say "hi"', "", "ñ".repeat(70_000)]) {
        const [bytes, texts] = [new CsvByteWriter(format), new CsvTextWriter(format)];
        for (const writer of [bytes, texts]) writer.writeQuoted(text);
        expect(fileOf(bytes, [["x"]])).toBe(fileOf(texts, [["x"]]));
      }
  });
});
