import type { CellProgram } from "./read-cell.ts";
import type { SyntaxProblem } from "./strip-types.ts";
import type { Node } from "./syntax.ts";

type Reexport = Extract<Node, { type: "ExportAllDeclaration" | "ExportNamedDeclaration" }>;

/** What a cell exports from another module, which declares nothing, with the import that does. */
export function findReexports(read: CellProgram): SyntaxProblem[] {
  return read.program.body
    .filter((statement) => isReexport(statement))
    .map((statement) => ({
      message: `An export from "${statement.source?.value}" gives no name to a cell. Write \`${importInstead(statement)}\``,
      ...placeOf(read, statement.start),
    }));
}

function isReexport(statement: Node): statement is Reexport {
  return (
    statement.type === "ExportAllDeclaration" ||
    (statement.type === "ExportNamedDeclaration" && statement.source !== null)
  );
}

function importInstead(statement: Reexport): string {
  const from = `from "${statement.source?.value}"`;
  if (statement.type === "ExportAllDeclaration") {
    const name = statement.exported && nameOf(statement.exported);
    return name
      ? `import * as ${name} ${from}`
      : `import { NAMES } ${from}\` or \`import * as NAME ${from}`;
  }
  const names = statement.specifiers.map(({ local, exported }) =>
    nameOf(local) === nameOf(exported) ? nameOf(local) : `${nameOf(local)} as ${nameOf(exported)}`,
  );
  return `import { ${names.join(", ")} } ${from}`;
}

function nameOf(node: { readonly type: string; readonly name?: string; readonly value?: string }) {
  return node.name ?? node.value ?? "";
}

function placeOf({ starts, lines, columns }: CellProgram, offset: number) {
  const row = starts.findLastIndex((start) => start <= offset);
  const from = offset - (starts[row] ?? 0);
  const origin = columns[row]?.findLast((stretch) => stretch.from <= from);
  return { line: origin?.line ?? lines[row] ?? 1, column: origin?.column ?? 1 };
}
