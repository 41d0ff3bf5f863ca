import MagicString from "magic-string";
import type { ColumnOrigin } from "../core/source-places.ts";
import { contains } from "./class-parts.ts";
import { declaredNames, namesInPattern } from "./declared-names.ts";
import { findReferences, type TopReference } from "./find-references.ts";
import type { LineOrigins } from "./line-origins.ts";
import { holdsNewerSyntax } from "./newer-syntax.ts";
import type { CellProgram } from "./read-cell.ts";
import type { SyntaxProblem } from "./strip-types.ts";
import { type Node, walk } from "./syntax.ts";

/** A cell as the body of `async function (exports, require) { … }`, in which all cells share `exports`. */
export interface ConvertedCell extends LineOrigins {
  readonly code: string;
  /** The member of `exports` that holds the value of the cell's last expression, if it ends in one. */
  readonly lastValue: string | undefined;
  /** Names that the cell declares for other cells. */
  readonly declares: readonly string[];
  /** `code` has to be lowered before Node can evaluate it. */
  readonly holdsNewerSyntax: boolean;
  readonly problems: readonly SyntaxProblem[];
}

/** The function on `globalThis` that answers `import` in cells; its member `meta` is their `import.meta`. */
export const importFunction = "__cauceImport";
/** The function on `globalThis` that resolves when the runs which a cell has asked for have begun. */
export const begunFunction = "__cauceBegun";
/** Those that begin runs. */
const runners: ReadonlySet<string> = new Set(["run", "auto", "sweep"]);
const lastValueName = "tsLastExpr";
/** The names that cells share, under a name that no cell takes: `exports` may be a variable of a lesson on trade. */
const shared = "$cells";

/**
 * Makes a cell's names shared: every use of a name that this cell or an earlier one declares
 * becomes a member of `exports`, so that a function sees the newest definition of what it calls,
 * and a cell may be run again. Imports are awaited and resolved by the session.
 */
export function convertCell(
  read: CellProgram,
  isDeclaredElsewhere: (name: string) => boolean,
): ConvertedCell {
  if (read.problems.length > 0)
    return {
      code: "",
      lines: [],
      columns: [],
      lastValue: undefined,
      declares: [],
      holdsNewerSyntax: false,
      problems: read.problems,
    };
  const { program } = read;
  const edited = new MagicString(read.code);
  const declares = new Set(program.body.flatMap(declaredNames));
  const { references, varNames } = findReferences(program);
  const inner = [...varNames.keys()].filter((name) => !declares.has(name));
  const hoisted: string[] = [];
  for (const statement of program.body) convertStatement(statement, edited, hoisted);
  const isShared = (name: string) =>
    declares.has(name) || (isDeclaredElsewhere(name) && !inner.includes(name));
  rewriteReferences(program, sharedUses(references, isShared, program.body), edited);
  const lastValue = keepLastValue(program.body.findLast(isWritten), edited);
  const { mappings } = edited.generateDecodedMap({ hires: "boundary" });
  const first = `"use strict"; const ${shared} = exports; { ${share(hoisted)}`;
  const code = `${first}\n${edited.toString()}\n${share(inner)} }`;
  return {
    code,
    ...convertedOrigins(mappings, read),
    lastValue,
    declares: [...declares, ...inner],
    holdsNewerSyntax: holdsNewerSyntax(program),
    problems: [],
  };
}

/** The uses that become members of `exports`. What a declaration's own first value says of its name is meant of the new one. */
function sharedUses(
  references: readonly TopReference[],
  isShared: (name: string) => boolean,
  body: readonly Node[],
): TopReference[] {
  const declarators = body.flatMap((statement) => declaratorsOf(statement));
  const isOwn = ({ name, start, eager }: TopReference) =>
    eager &&
    declarators.some((node) => contains(node, start) && namesInPattern(node.id).includes(name));
  const removed = body.filter(
    (statement) => statement.type === "ExportNamedDeclaration" && !statement.declaration,
  );
  return references.filter(
    (reference) =>
      isShared(reference.name) &&
      !isOwn(reference) &&
      !removed.some((statement) => contains(statement, reference.start)),
  );
}

function declaratorsOf(statement: Node): Extract<Node, { type: "VariableDeclarator" }>[] {
  if (statement.type === "ExportNamedDeclaration")
    return statement.declaration ? declaratorsOf(statement.declaration) : [];
  return statement.type === "VariableDeclaration" ? statement.declarations : [];
}

/** Our first and last line are no line of the cell. */
function convertedOrigins(
  mappings: readonly (readonly (readonly number[])[])[],
  read: CellProgram,
): LineOrigins {
  const columns = mappings.map((segments) => convertedLine(segments, read.columns));
  return { lines: [1, ...read.lines, read.lines.at(-1) ?? 1], columns: [[], ...columns, []] };
}

/** A line's segments lie in the order of the text mostly: each is looked for behind the one before. */
function convertedLine(
  segments: readonly (readonly number[])[],
  columns: CellProgram["columns"],
): ColumnOrigin[] {
  const found: ColumnOrigin[] = [];
  let stretches: readonly ColumnOrigin[] = [];
  let at = 0;
  for (const [from, , line, column] of segments) {
    if (from === undefined || line === undefined || column === undefined) continue;
    const here = columns[line] ?? [];
    if (here !== stretches || (here[at - 1]?.from ?? 0) > column) at = 0;
    stretches = here;
    for (let next = here[at]; next !== undefined && next.from <= column; next = here[at]) at += 1;
    const origin = here[at - 1];
    if (origin !== undefined) found.push({ from, line: origin.line, column: origin.column });
  }
  return found;
}

function share(names: readonly string[]): string {
  return names.map((name) => `${shared}.${name} = ${name};`).join(" ");
}

function convertStatement(statement: Node, edited: MagicString, hoisted: string[]): void {
  switch (statement.type) {
    case "ImportDeclaration":
      edited.overwrite(statement.start, statement.end, convertImport(statement));
      return;
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration":
      convertExport(statement, edited, hoisted);
      return;
    case "ExportAllDeclaration":
      edited.remove(statement.start, statement.end);
      return;
    case "FunctionDeclaration":
      hoisted.push(...declaredNames(statement));
      return;
    default:
      edited.appendLeft(statement.end, ` ${share(declaredNames(statement))}`);
      if (leavesRun(statement)) edited.appendLeft(statement.end, awaitBegun);
  }
}

/** What computes behind it would keep the run from being planned; and nobody sees when a cell goes on. */
const awaitBegun = ` await globalThis.${begunFunction}?.();`;

/** Whether a statement may begin a run without waiting for its end. */
function leavesRun(statement: Node): boolean {
  let isFound = false;
  walk(statement, (node) => {
    if (node.type === "CallExpression" && node.callee.type === "Identifier")
      isFound ||= runners.has(node.callee.name);
    return !isFound && node.type !== "AwaitExpression";
  });
  return isFound;
}

function convertExport(
  statement: Extract<Node, { type: "ExportNamedDeclaration" | "ExportDefaultDeclaration" }>,
  edited: MagicString,
  hoisted: string[],
): void {
  const { declaration } = statement;
  if (!declaration) {
    edited.remove(statement.start, statement.end);
    return;
  }
  edited.remove(statement.start, declaration.start);
  if (statement.type === "ExportNamedDeclaration" || declaredNames(statement).length > 0) {
    convertStatement(declaration as Node, edited, hoisted);
    return;
  }
  edited.appendRight(declaration.start, "(");
  edited.appendLeft(declaration.end, ");");
}

function convertImport(statement: Extract<Node, { type: "ImportDeclaration" }>): string {
  const load = `await globalThis.${importFunction}(${JSON.stringify(statement.source.value)})`;
  if (statement.specifiers.length === 0) return `${load};`;
  const parts = statement.specifiers.map((specifier) => {
    const member =
      specifier.type === "ImportDefaultSpecifier"
        ? ".default"
        : specifier.type === "ImportNamespaceSpecifier"
          ? ""
          : memberOf(specifier.imported);
    return `${shared}.${specifier.local.name} = $$module${member};`;
  });
  return `{ const $$module = ${load}; ${parts.join(" ")} }`;
}

function memberOf(imported: { type: string; name?: string; value?: string }): string {
  return `[${JSON.stringify(imported.name ?? imported.value ?? "")}]`;
}

/**
 * Makes the uses members of `object`. A name in a shorthand needs its key written out, and a called name must not receive
 * `object` as its `this`.
 */
export function rewriteReferences(
  program: Node,
  uses: readonly TopReference[],
  edited: MagicString,
  object: string = shared,
): void {
  const calls = new Set<number>();
  const decorators: Extract<Node, { type: "Decorator" }>[] = [];
  const shorthands = new Map<number, string>();
  walk(program, (node) => {
    if (node.type === "CallExpression" && node.callee.type === "Identifier")
      calls.add(node.callee.start);
    if (node.type === "Decorator") decorators.push(node);
    if (node.type === "TaggedTemplateExpression" && node.tag.type === "Identifier")
      calls.add(node.tag.start);
    if (node.type === "Property" && node.shorthand && node.key.type === "Identifier")
      shorthands.set(node.start, node.key.name);
    if (node.type === "ImportExpression")
      edited.overwrite(node.start, node.start + "import".length, `globalThis.${importFunction}`);
    if (node.type === "MetaProperty" && node.meta.name === "import")
      edited.overwrite(node.start, node.end, `globalThis.${importFunction}.meta`);
    return true;
  });
  for (const { start, name } of uses) {
    const member = calls.has(start) ? `(0, ${object}.${name})` : `${object}.${name}`;
    const key = shorthands.get(start);
    edited.overwrite(start, start + name.length, key === undefined ? member : `${key}: ${member}`);
  }
  // Only in parentheses may a decorator be any expression.
  for (const { expression } of decorators)
    edited.appendRight(expression.start, "(").appendLeft(expression.end, ")");
}

/** False for the `export {}` that takes the place of imports of types alone. */
function isWritten(statement: Node): boolean {
  return (
    statement.type !== "ExportNamedDeclaration" ||
    statement.declaration !== null ||
    statement.specifiers.length > 0
  );
}

function keepLastValue(last: Node | undefined, edited: MagicString): string | undefined {
  if (last?.type !== "ExpressionStatement") return undefined;
  edited.appendRight(last.expression.start, `${shared}.${lastValueName} = (`);
  edited.appendLeft(last.expression.end, ")");
  return lastValueName;
}
