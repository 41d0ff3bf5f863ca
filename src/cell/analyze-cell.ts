import type { Cell } from "./cell.ts";
import type { Assignment, CellAnalysis, Declaration } from "./declaration.ts";
import { describeDeclaration, type StatementContext } from "./describe-declaration.ts";
import { findMutations } from "./find-mutations.ts";
import { findReferences, type TopReference } from "./find-references.ts";
import { stripTypes } from "./strip-types.ts";
import { type Node, parseJavaScript } from "./syntax.ts";

/** What a cell declares, what each declaration reads, and which names the rest of the cell changes. */
export function analyzeCell(cell: Cell): CellAnalysis {
  const stripped = stripTypes(cell.source);
  const head = { cellId: cell.id, label: cell.label };
  if (stripped.problems.length > 0) {
    return { ...head, declarations: [], assignments: [], effectImports: [], problems: stripped.problems };
  }
  const program = parseJavaScript(stripped.code);
  const { references, varNames } = findReferences(program);
  const context: StatementContext = { cell, code: stripped.code, lines: stripped.lines, references };
  const declarations: Declaration[] = [];
  const effectImports: string[] = [];
  const rest: Node[] = [];
  for (const statement of program.body) {
    if (statement.type === "ImportDeclaration" && statement.specifiers.length === 0) effectImports.push(statement.source.value);
    const found = describeDeclaration(statement, context);
    declarations.push(...found);
    if (found.length === 0) rest.push(statement);
  }
  declarations.push(...varsInStatements(rest, varNames, context));
  const assignments = [...findAssignments(references, context), ...findChangesInPlace(program.body, rest, context)];
  return { ...head, declarations, assignments, effectImports, problems: [] };
}

/** `for (var i …)` at the top level declares a name that nothing but running the cell can fill. */
function varsInStatements(rest: readonly Node[], varNames: ReadonlyMap<string, number>, context: StatementContext): Declaration[] {
  const found: Declaration[] = [];
  for (const [name, offset] of varNames) {
    const statement = rest.find((node) => offset >= node.start && offset < node.end);
    if (statement === undefined || statement.type === "ImportDeclaration") continue;
    found.push({
      kind: "variable",
      names: [name],
      place: placeAt(context, offset),
      code: "",
      lines: [],
      hash: "",
      reads: [],
      dynamicImports: [],
      callsRun: false,
      callsRequires: false,
      notRebuildable: "it is declared inside a statement that runs",
    });
  }
  return found;
}

function findAssignments(references: readonly TopReference[], context: StatementContext): Assignment[] {
  return references
    .filter((reference) => reference.writes)
    .map((reference) => ({ name: reference.name, place: placeAt(context, reference.start), how: "assigned" }));
}

function findChangesInPlace(body: readonly Node[], rest: readonly Node[], context: StatementContext): Assignment[] {
  const starts = new Map(context.references.map((reference) => [reference.start, reference.name]));
  const found: Assignment[] = [];
  for (const statement of body) {
    for (const mutation of findMutations(statement, rest.includes(statement))) {
      const name = starts.get(mutation.start);
      if (name !== undefined) found.push({ name, place: placeAt(context, mutation.start), how: "mutated" });
    }
  }
  return found;
}

function placeAt(context: StatementContext, offset: number): Declaration["place"] {
  const jsLine = context.code.slice(0, offset).split("\n").length;
  return { cellId: context.cell.id, label: context.cell.label, line: context.lines[jsLine - 1] ?? 1 };
}
