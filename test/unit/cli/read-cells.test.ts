import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { readCode } from "../../../src/cli/read-cells.ts";

function declaredIn(...sources: string[]): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), "cauce-cells-"));
  try {
    const file = path.join(folder, "notebook.ipynb");
    const cells = sources.map((source) => ({
      cell_type: "code",
      source,
      metadata: {},
      outputs: [],
      execution_count: null,
    }));
    writeFileSync(file, JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata: {}, cells }));
    const { cells: analyses } = readCode(file);
    return analyses.flatMap(({ declarations }) =>
      declarations.map(
        ({ names, place }) => `${names.join()} in ${place.label}, line ${place.line}`,
      ),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("cells with magics still declare what they declare, on their own lines", () => {
  expect(
    declaredIn(
      "%check warn\n%env A=1\nclass Sales {}",
      "%%bash\nls | wc -l",
      "%%time\nconst n = 1;",
    ),
  ).toEqual(["Sales in cell 1, line 3", "n in cell 3, line 2"]);
});
