import MagicString from "magic-string";
import { declaredNames } from "./declared-names.ts";
import { findReferences } from "./find-references.ts";
import { stripTypes, type SyntaxProblem } from "./strip-types.ts";
import { type Node, parseJavaScript, walk } from "./syntax.ts";

/** A cell as the body of `async (exports, require) => { … }`, in which all cells share `exports`. */
export interface ConvertedCell {
  readonly code: string;
  /** For each line of `code` the line of the cell that it came from. */
  readonly lines: readonly number[];
  /** The member of `exports` that holds the value of the cell's last expression, if it ends in one. */
  readonly lastValue: string | undefined;
  /** Names that the cell declares for other cells. */
  readonly declares: readonly string[];
  readonly problems: readonly SyntaxProblem[];
}

/** The function on `globalThis` that answers `import` in cells. */
export const importFunction = "__cauceImport";
const lastValueName = "tsLastExpr";

/**
 * Makes a cell's names shared: every use of a name that this cell or an earlier one declares
 * becomes a member of `exports`, so that a function sees the newest definition of what it calls,
 * and a cell may be run again. Imports are awaited and resolved by the session.
 */
export function convertCell(source: string, isDeclaredElsewhere: (name: string) => boolean): ConvertedCell {
  const stripped = stripTypes(source);
  if (stripped.problems.length > 0) return { code: "", lines: [], lastValue: undefined, declares: [], problems: stripped.problems };
  const program = parseJavaScript(stripped.code);
  const edited = new MagicString(stripped.code);
  const declares = new Set(program.body.flatMap(declaredNames));
  const { references } = findReferences(program);
  const shared = new Map(references.filter(({ name }) => declares.has(name) || isDeclaredElsewhere(name)).map((reference) => [reference.start, reference.name]));
  const hoisted: string[] = [];
  for (const statement of program.body) convertStatement(statement, edited, hoisted);
  rewriteReferences(program, shared, edited);
  const lastValue = keepLastValue(program.body.at(-1), edited);
  const prefix = hoisted.map((name) => `exports.${name} = ${name}; `).join("");
  return { code: `${prefix}${edited.toString()}`, lines: stripped.lines, lastValue, declares: [...declares], problems: [] };
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
      edited.appendLeft(statement.end, declaredNames(statement).map((name) => ` exports.${name} = ${name};`).join(""));
  }
}

function convertExport(statement: Extract<Node, { type: "ExportNamedDeclaration" | "ExportDefaultDeclaration" }>, edited: MagicString, hoisted: string[]): void {
  const { declaration } = statement;
  if (!declaration) {
    edited.remove(statement.start, statement.end);
    return;
  }
  edited.remove(statement.start, declaration.start);
  convertStatement(declaration as Node, edited, hoisted);
}

function convertImport(statement: Extract<Node, { type: "ImportDeclaration" }>): string {
  const load = `await globalThis.${importFunction}(${JSON.stringify(statement.source.value)})`;
  if (statement.specifiers.length === 0) return `${load};`;
  const parts = statement.specifiers.map((specifier) => {
    const member = specifier.type === "ImportDefaultSpecifier" ? ".default" : specifier.type === "ImportNamespaceSpecifier" ? "" : memberOf(specifier.imported);
    return `exports.${specifier.local.name} = $$module${member};`;
  });
  return `{ const $$module = ${load}; ${parts.join(" ")} }`;
}

function memberOf(imported: { type: string; name?: string; value?: string }): string {
  return `[${JSON.stringify(imported.name ?? imported.value ?? "")}]`;
}

/** A name in a shorthand needs its key written out, and a called name must not receive `exports` as its `this`. */
function rewriteReferences(program: Node, shared: ReadonlyMap<number, string>, edited: MagicString): void {
  const calls = new Set<number>();
  const shorthands = new Map<number, string>();
  walk(program, (node) => {
    if (node.type === "CallExpression" && node.callee.type === "Identifier") calls.add(node.callee.start);
    if (node.type === "TaggedTemplateExpression" && node.tag.type === "Identifier") calls.add(node.tag.start);
    if (node.type === "Property" && node.shorthand && node.key.type === "Identifier") shorthands.set(node.start, node.key.name);
    if (node.type === "ImportExpression") edited.overwrite(node.start, node.start + "import".length, `globalThis.${importFunction}`);
    return true;
  });
  for (const [start, name] of shared) {
    const member = calls.has(start) ? `(0, exports.${name})` : `exports.${name}`;
    const key = shorthands.get(start);
    edited.overwrite(start, start + name.length, key === undefined ? member : `${key}: ${member}`);
  }
}

function keepLastValue(last: Node | undefined, edited: MagicString): string | undefined {
  if (last?.type !== "ExpressionStatement") return undefined;
  edited.appendRight(last.expression.start, `exports.${lastValueName} = (`);
  edited.appendLeft(last.expression.end, ")");
  return lastValueName;
}
