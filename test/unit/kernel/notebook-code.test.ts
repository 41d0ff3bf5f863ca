import fc from "fast-check";
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

const names = ["one", "two", "three"];
const sources = fc
  .subarray(names)
  .map((declared) => declared.map((name) => `const ${name} = 1;`).join(" ") || "1 + 1");

test("a name is declared as long as a cell declares it, whatever cells come and are replaced", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.option(fc.constantFrom("a", "b")), sources)), (cells) => {
      const code = openCode();
      for (const [at, [id, source]] of cells.entries()) {
        put(code, id ?? undefined, `cell ${at}`, source);
        const { codeBase } = code;
        expect(names.map((name) => code.declares(name))).toEqual(
          names.map((name) => codeBase.declares(name)),
        );
      }
    }),
  );
});
