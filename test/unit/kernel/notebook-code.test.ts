import { expect, test } from "vitest";
import { defaultEmit } from "../../../src/cell/emit-options.ts";
import { NotebookCode } from "../../../src/kernel/notebook-code.ts";

function put(code: NotebookCode, cellId: string | undefined, label: string, source: string): void {
  code.put(cellId, code.analyze({ cellId, label, source }));
}

function openCode(): NotebookCode {
  return new NotebookCode(
    () => false,
    () => defaultEmit,
  );
}

test("a console's cells are kept as long as one of their names is theirs", () => {
  const code = openCode();
  for (let line = 1; line <= 500; line += 1) {
    put(
      code,
      undefined,
      `cell ${2 * line}`,
      `const size = ${line}; function twice() { return 2; }`,
    );
    put(code, undefined, `cell ${2 * line + 1}`, "size + 1");
  }
  put(code, undefined, "cell 2000", "const size = 0;");
  expect(code.codeBase.cells.map(({ label }) => label)).toEqual(["cell 1000", "cell 2000"]);
  expect(code.declares("twice")).toBe(true);
});

test.each([
  ["an assignment", "size = 2;"],
  ["a call", "size.push(2);"],
  ["an import for its effect", 'import "./effect.ts";'],
])("a console's cell is kept for %s", (_, source) => {
  const code = openCode();
  put(code, undefined, "cell 1", source);
  put(code, undefined, "cell 2", "const other = 1;");
  expect(code.codeBase.cells).toHaveLength(2);
});

test("a notebook's cell is kept though it declares nothing", () => {
  const code = openCode();
  put(code, "id", "cell 1", "1 + 1");
  expect(code.codeBase.cells).toHaveLength(1);
});
