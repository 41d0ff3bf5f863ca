import type { Cell } from "./cell.ts";
import { type ClassNode, classParts, contains } from "./class-parts.ts";
import type { CodeDeclaration, Declaration, ImportDeclaration, Place, Read, Region } from "./declaration.ts";
import { namesInPattern } from "./declared-names.ts";
import type { TopReference } from "./find-references.ts";
import { hashCode } from "./hash-code.ts";
import { isFunction, type Node, walk } from "./syntax.ts";

/** What describing a statement needs to know of the cell around it. */
export interface StatementContext {
  readonly cell: Cell;
  /** The cell's JavaScript. */
  readonly code: string;
  readonly lines: readonly number[];
  readonly references: readonly TopReference[];
}

/** The declarations that a top-level statement makes; none for a statement that only runs. */
export function describeDeclaration(statement: Node, context: StatementContext): Declaration[] {
  switch (statement.type) {
    case "ImportDeclaration":
      return describeImports(statement, context);
    case "ExportNamedDeclaration":
      return statement.declaration ? describeDeclaration(statement.declaration, context) : [];
    case "ExportDefaultDeclaration":
      return isNamed(statement.declaration) ? describeDeclaration(statement.declaration as Node, context) : [];
    case "FunctionDeclaration":
      return statement.id ? [describeCode("function", [statement.id.name], statement, statement, "", context)] : [];
    case "ClassDeclaration":
      return statement.id ? [describeCode("class", [statement.id.name], statement, statement, "", context)] : [];
    case "VariableDeclaration":
      return statement.declarations.map((declarator) => {
        const isClass = declarator.init?.type === "ClassExpression";
        const described = describeCode(isClass ? "class" : "variable", namesInPattern(declarator.id), declarator, declarator.init ?? declarator, `${statement.kind} `, context);
        const obstacle = statement.kind.includes("using") ? "it is a resource that is disposed of" : awaitedOutsideFunctions(declarator);
        return obstacle === undefined ? described : { ...described, notRebuildable: obstacle };
      });
    default:
      return [];
  }
}

function isNamed(node: { type: string; id?: unknown }): boolean {
  return (node.type === "FunctionDeclaration" || node.type === "ClassDeclaration") && Boolean(node.id);
}

function describeImports(statement: Extract<Node, { type: "ImportDeclaration" }>, context: StatementContext): ImportDeclaration[] {
  const attributes = Object.fromEntries(
    statement.attributes.map((attribute) => [attribute.key.type === "Identifier" ? attribute.key.name : attribute.key.value, attribute.value.value]),
  );
  return statement.specifiers.map((specifier) => ({
    kind: "import",
    names: [specifier.local.name],
    place: placeOf(specifier, context),
    specifier: statement.source.value,
    imported: importedName(specifier),
    attributes,
  }));
}

function importedName(specifier: Extract<Node, { type: "ImportDeclaration" }>["specifiers"][number]): string {
  if (specifier.type === "ImportNamespaceSpecifier") return "*";
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  return specifier.imported.type === "Identifier" ? specifier.imported.name : specifier.imported.value;
}

function describeCode(kind: CodeDeclaration["kind"], names: string[], node: Node, value: Node, prefix: string, context: StatementContext): CodeDeclaration {
  const parts = kind === "class" ? classParts(value as ClassNode) : undefined;
  const requires = new Set(parts?.requires);
  const run = new Set(parts?.run);
  const regionAt = (offset: number): Region => {
    if (contains(parts?.heritage, offset)) return "heritage";
    if (parts?.requires.some((part) => contains(part, offset))) return "requires";
    return parts?.run.some((part) => contains(part, offset)) ? "run" : "other";
  };
  const code = `${prefix}${context.code.slice(node.start, node.end)}${prefix === "" ? "" : ";"}`;
  const calls = calledMembers(node);
  return {
    kind,
    names,
    place: placeOf(node, context),
    code,
    lines: linesOf(node, context),
    hash: hashCode(node),
    ...(parts === undefined ? {} : {
      classHashes: {
        withoutRequires: hashCode(node, (part) => requires.has(part)),
        withoutRequiresAndRun: hashCode(node, (part) => requires.has(part) || run.has(part)),
      },
    }),
    reads: readsWithin(node, names, regionAt, context.references),
    dynamicImports: literalImports(node),
    callsRun: calls.has("run"),
    callsRequires: calls.has("requires"),
  };
}

function readsWithin(node: Node, own: readonly string[], regionAt: (offset: number) => Region, references: readonly TopReference[]): Read[] {
  const reads = new Map<string, Read>();
  for (const reference of references) {
    if (!contains(node, reference.start) || own.includes(reference.name)) continue;
    const read = { name: reference.name, eager: reference.eager, region: regionAt(reference.start) };
    reads.set(`${read.name} ${read.eager} ${read.region}`, read);
  }
  return [...reads.values()];
}

function literalImports(node: Node): string[] {
  const found = new Set<string>();
  walk(node, (inner) => {
    if (inner.type === "ImportExpression" && inner.source.type === "Literal" && typeof inner.source.value === "string") found.add(inner.source.value);
    return true;
  });
  return [...found];
}

function calledMembers(node: Node): Set<string> {
  const found = new Set<string>();
  walk(node, (inner) => {
    if (inner.type === "MemberExpression" && !inner.computed && inner.property.type === "Identifier" && inner.object.type !== "Super") {
      found.add(inner.property.name);
    }
    return true;
  });
  return found;
}

/** `await` of a module is a declaration; `await` of anything else is work that only the cell can do. */
function awaitedOutsideFunctions(root: Node): string | undefined {
  let found: string | undefined;
  walk(root, (node) => {
    if (isFunction(node)) return false;
    if (node.type === "AwaitExpression" && node.argument.type !== "ImportExpression") found = "its value is awaited in the cell";
    return true;
  });
  return found;
}

function placeOf(node: Node, context: StatementContext): Place {
  return { cellId: context.cell.id, label: context.cell.label, line: linesOf(node, context)[0] ?? 1 };
}

function linesOf(node: Node, context: StatementContext): number[] {
  const first = context.code.slice(0, node.start).split("\n").length;
  const count = context.code.slice(node.start, node.end).split("\n").length;
  return Array.from({ length: count }, (_, index) => context.lines[first - 1 + index] ?? 1);
}
