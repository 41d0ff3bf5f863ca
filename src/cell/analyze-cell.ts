import type { Cell } from "./cell.ts";
import { contains } from "./class-parts.ts";
import type { Assignment, CellAnalysis, Declaration } from "./declaration.ts";
import { declaredNames } from "./declared-names.ts";
import { describeDeclaration, type StatementContext } from "./describe-declaration.ts";
import { findAugmentations } from "./find-augmentations.ts";
import { findMutationsThroughLocals } from "./find-mutations.ts";
import { findReferences, type TopReference } from "./find-references.ts";
import { findCalls } from "./function-effects.ts";
import { placeInSource } from "./line-origins.ts";
import { type CellProgram, readCell } from "./read-cell.ts";
import type { Node, Program } from "./syntax.ts";

/** What a cell declares, what each declaration reads, and which names the rest of the cell changes. */
export function analyzeCell(
  cell: Cell,
  read: CellProgram = readCell(cell.source, cell.emit),
): CellAnalysis {
  const { program, problems } = read;
  const head = { cellId: cell.id, label: cell.label, problems };
  if (problems.length > 0)
    return {
      ...head,
      declarations: [],
      assignments: [],
      calls: [],
      exports: [],
      runs: false,
      effectImports: [],
      unread: cell.source,
    };
  const { references, varNames } = findReferences(program);
  const names = new Set(program.body.flatMap(declaredNames));
  const augmentations = findAugmentations(program.body, (name) => names.has(name));
  const context: StatementContext = { cell, program: read, references, augmentations };
  const added = new Set([...augmentations.values()].flat());
  const described = program.body.map((statement) => ({
    statement,
    found: describeDeclaration(statement, context),
  }));
  const rest = described
    .filter(({ statement, found }) => found.length === 0 && !added.has(statement))
    .map(({ statement }) => statement);
  const declarations = [
    ...described.flatMap(({ found }) => found),
    ...varsInStatements(rest, varNames, context),
  ];
  const assignments = [
    ...findAssignments(context),
    ...findChangesInPlace(program.body, rest, context),
  ];
  const calls = program.body.flatMap((statement) =>
    findTopCalls(statement, rest.includes(statement), context),
  );
  return {
    ...head,
    declarations,
    assignments,
    calls,
    exports: program.body.flatMap(exportedNames),
    runs: rest.some(doesSomething),
    effectImports: findEffectImports(program),
  };
}

function exportedNames(statement: Node): string[] {
  if (statement.type !== "ExportNamedDeclaration") return [];
  if (statement.declaration) return declaredNames(statement.declaration);
  if (statement.source) return [];
  return statement.specifiers.flatMap(({ local, exported }) =>
    "name" in local && "name" in exported && local.name === exported.name ? [local.name] : [],
  );
}

function doesSomething(statement: Node): boolean {
  switch (statement.type) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
    case "EmptyStatement":
      return false;
    case "ExportNamedDeclaration":
      return statement.declaration !== null;
    case "ExpressionStatement":
      return statement.expression.type !== "Literal";
    default:
      return true;
  }
}

function findEffectImports(program: Program): string[] {
  return program.body.flatMap((statement) =>
    statement.type === "ImportDeclaration" && statement.specifiers.length === 0
      ? [statement.source.value]
      : [],
  );
}

/** `for (var i …)` at the top level declares a name that nothing but running the cell can fill. */
function varsInStatements(
  rest: readonly Node[],
  varNames: ReadonlyMap<string, number>,
  context: StatementContext,
): Declaration[] {
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
      columns: [],
      hash: "",
      reads: [],
      dynamicImports: [],
      aliases: [],
      callees: [""],
      callsRun: false,
      callsRequires: false,
      holdsNewerSyntax: false,
      notRebuildable: "it is declared inside a statement that runs",
    });
  }
  return found;
}

function findAssignments(context: StatementContext): Assignment[] {
  const isAdding = ({ name, start }: TopReference) =>
    context.augmentations.get(name)?.some((statement) => contains(statement, start)) === true;
  return context.references
    .filter((reference) => reference.writes && !isAdding(reference))
    .map((reference) => ({
      name: reference.name,
      place: placeAt(context, reference.start),
      how: "assigned",
    }));
}

function findChangesInPlace(
  body: readonly Node[],
  rest: readonly Node[],
  context: StatementContext,
): Assignment[] {
  const starts = new Map(context.references.map((reference) => [reference.start, reference.name]));
  const names = new Set(starts.values());
  const found: Assignment[] = [];
  for (const statement of body) {
    const mutations = findMutationsThroughLocals(statement, rest.includes(statement));
    for (const { name, start, depth } of mutations) {
      // A name of an inner scope that hides one of the top level is not meant.
      const isMeant = starts.get(start) === name || (!starts.has(start) && names.has(name));
      if (isMeant) found.push({ name, place: placeAt(context, start), how: "mutated", depth });
    }
  }
  return found;
}

/** Names of inner scopes are left out: what they stand for is among the names that they were made of. */
function findTopCalls(statement: Node, intoFunctions: boolean, context: StatementContext) {
  const known = new Set(context.references.map(({ name }) => name));
  return findCalls(statement, intoFunctions)
    .filter(({ callee }) => known.has(callee))
    .map((call) => ({
      callee: call.callee,
      arguments: call.arguments.map((given) => given.filter(({ name }) => known.has(name))),
      place: placeAt(context, call.start),
    }));
}

function placeAt({ cell, program }: StatementContext, offset: number): Declaration["place"] {
  return { cellId: cell.id, label: cell.label, line: placeInSource(program, offset).line };
}
