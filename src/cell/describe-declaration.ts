import type { CoveredText } from "../core/record.ts";
import type { Cell } from "./cell.ts";
import { type ClassNode, type ClassParts, classParts, contains } from "./class-parts.ts";
import type {
  CodeDeclaration,
  Declaration,
  ImportDeclaration,
  Place,
  Read,
  Region,
} from "./declaration.ts";
import { namesInPattern } from "./declared-names.ts";
import { findAliases } from "./find-aliases.ts";
import type { TopReference } from "./find-references.ts";
import { findFunctionEffects } from "./function-effects.ts";
import { hashCode } from "./hash-code.ts";
import { findCallees } from "./inert-module.ts";
import { type LineOrigins, originsWithin, placeInSource } from "./line-origins.ts";
import { findMisspeltMembers } from "./misspelt-members.ts";
import { holdsNewerSyntax } from "./newer-syntax.ts";
import type { CellProgram } from "./read-cell.ts";
import { isFunction, type Node, walk } from "./syntax.ts";

/** What describing a statement needs to know of the cell around it. */
export interface StatementContext {
  readonly cell: Cell;
  /** The cell's JavaScript. */
  readonly program: CellProgram;
  readonly references: readonly TopReference[];
  /** Statements that add to a name's declaration. */
  readonly augmentations: ReadonlyMap<string, readonly Node[]>;
}

/** The declarations that a top-level statement makes; none for a statement that only runs. */
export function describeDeclaration(statement: Node, context: StatementContext): Declaration[] {
  switch (statement.type) {
    case "ImportDeclaration":
      return describeImports(statement, context);
    case "ExportNamedDeclaration":
      return statement.declaration ? describeDeclaration(statement.declaration, context) : [];
    case "ExportDefaultDeclaration":
      return isNamed(statement.declaration)
        ? describeDeclaration(statement.declaration as Node, context)
        : [];
    case "FunctionDeclaration":
      return statement.id
        ? [describeCode("function", [statement.id.name], statement, statement, "", context)]
        : [];
    case "ClassDeclaration":
      return statement.id
        ? [describeCode("class", [statement.id.name], statement, statement, "", context)]
        : [];
    case "VariableDeclaration":
      return statement.declarations.map((declarator) => {
        const isClass = declarator.init?.type === "ClassExpression";
        const described = describeCode(
          isClass ? "class" : "variable",
          namesInPattern(declarator.id),
          declarator,
          declarator.init ?? declarator,
          `${statement.kind} `,
          context,
        );
        const obstacle = statement.kind.includes("using")
          ? "it is a resource that is disposed of"
          : awaitedOutsideFunctions(declarator);
        return obstacle === undefined ? described : { ...described, notRebuildable: obstacle };
      });
    default:
      return [];
  }
}

function isNamed(node: { type: string; id?: unknown }): boolean {
  return (
    (node.type === "FunctionDeclaration" || node.type === "ClassDeclaration") && Boolean(node.id)
  );
}

function describeImports(
  statement: Extract<Node, { type: "ImportDeclaration" }>,
  context: StatementContext,
): ImportDeclaration[] {
  const attributes = Object.fromEntries(
    statement.attributes.map((attribute) => [
      attribute.key.type === "Identifier" ? attribute.key.name : attribute.key.value,
      attribute.value.value,
    ]),
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

function importedName(
  specifier: Extract<Node, { type: "ImportDeclaration" }>["specifiers"][number],
): string {
  if (specifier.type === "ImportNamespaceSpecifier") return "*";
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  return specifier.imported.type === "Identifier"
    ? specifier.imported.name
    : specifier.imported.value;
}

function describeCode(
  kind: CodeDeclaration["kind"],
  names: string[],
  node: Node,
  value: Node,
  prefix: string,
  context: StatementContext,
): CodeDeclaration {
  const parts = kind === "class" ? classParts(value as ClassNode) : undefined;
  const added = names.flatMap((name) => context.augmentations.get(name) ?? []);
  const nodes = [node, ...added];
  const hashed = added.length === 0 ? node : nodes;
  const hash = hashCode(hashed);
  const calls = new Set(nodes.flatMap(calledMembers));
  return {
    kind,
    names,
    place: placeOf(node, context),
    ...textOf(nodes, prefix, context),
    hash,
    ...(parts === undefined
      ? {}
      : {
          classParts: {
            withoutRequires: without(hashed, hash, parts.requires, context),
            withoutRequiresAndRun: without(
              hashed,
              hash,
              [...parts.requires, ...parts.run],
              context,
            ),
            misspelt: misspeltIn(value as ClassNode, context),
          },
        }),
    reads: readsWithin(nodes, names, parts, context.references),
    aliases: node.type === "VariableDeclarator" && node.init ? findAliases(node.init) : [],
    callees: [...new Set(nodes.flatMap(findCallees))],
    ...effectsOf(value, context),
    dynamicImports: [...new Set(nodes.flatMap(literalImports))],
    callsRun: calls.has("run") || calls.has("runBatch"),
    callsRequires: calls.has("requires"),
    holdsNewerSyntax: nodes.some(holdsNewerSyntax),
  };
}

function misspeltIn(node: ClassNode, { program }: StatementContext) {
  return findMisspeltMembers(node, program.program).map(({ name, meant, start }) => ({
    name,
    meant,
    line: placeInSource(program, start).line,
  }));
}

function effectsOf(
  value: Node,
  { references }: StatementContext,
): Pick<CodeDeclaration, "effects"> {
  const effects = findFunctionEffects(value, references);
  return effects === undefined ? {} : { effects };
}

/** The hash and the text of a class without some of its members. */
function without(
  hashed: Node | readonly Node[],
  whole: string,
  members: readonly Node[],
  { program }: StatementContext,
): CoveredText {
  const left = new Set(members);
  let text = "";
  for (const { start, end } of "type" in hashed ? [hashed] : hashed) {
    let from = start;
    for (const member of members.toSorted((a, b) => a.start - b.start)) {
      if (member.start < from || member.end > end) continue;
      text += program.code.slice(from, member.start).trimEnd();
      from = member.end;
    }
    text += `${program.code.slice(from, end)}\n`;
  }
  const hash = left.size === 0 ? whole : hashCode(hashed, (part) => left.has(part));
  return { hash, text };
}

function textOf(
  nodes: readonly Node[],
  prefix: string,
  { program }: StatementContext,
): Pick<CodeDeclaration, "code" | "lines" | "columns"> {
  const texts: string[] = [];
  const origins: LineOrigins[] = [];
  for (const [index, { start, end }] of nodes.entries()) {
    const lead = index === 0 ? prefix : "";
    texts.push(`${lead}${program.code.slice(start, end)}${lead === "" ? "" : ";"}`);
    origins.push(originsWithin(program, start, end, lead.length));
  }
  return {
    code: texts.join("\n"),
    lines: origins.flatMap(({ lines }) => lines),
    columns: origins.flatMap(({ columns }) => columns),
  };
}

function readsWithin(
  nodes: readonly Node[],
  own: readonly string[],
  parts: ClassParts | undefined,
  references: readonly TopReference[],
): Read[] {
  const reads = new Map<string, Read>();
  for (const { name, start, eager } of references) {
    if (own.includes(name) || !nodes.some((node) => contains(node, start))) continue;
    const read = { name, eager, region: regionAt(start, parts) };
    reads.set(`${read.name} ${read.eager} ${read.region}`, read);
  }
  return [...reads.values()];
}

function regionAt(offset: number, parts: ClassParts | undefined): Region {
  if (contains(parts?.heritage, offset)) return "heritage";
  const isIn = (members: readonly Node[] | undefined) =>
    members?.some((member) => contains(member, offset)) === true;
  if (isIn(parts?.requires)) return "requires";
  if (isIn(parts?.run)) return "run";
  return isIn(parts?.output) ? "output" : "other";
}

function literalImports(node: Node): string[] {
  const found = new Set<string>();
  walk(node, (inner) => {
    if (
      inner.type === "ImportExpression" &&
      inner.source.type === "Literal" &&
      typeof inner.source.value === "string"
    )
      found.add(inner.source.value);
    return true;
  });
  return [...found];
}

function calledMembers(node: Node): string[] {
  const found = new Set<string>();
  walk(node, (inner) => {
    if (
      inner.type === "MemberExpression" &&
      !inner.computed &&
      inner.property.type === "Identifier" &&
      inner.object.type !== "Super"
    ) {
      found.add(inner.property.name);
    }
    return true;
  });
  return [...found];
}

/** `await` of a module is a declaration; `await` of anything else is work that only the cell can do. */
function awaitedOutsideFunctions(root: Node): string | undefined {
  let found: string | undefined;
  walk(root, (node) => {
    if (isFunction(node)) return false;
    if (node.type === "AwaitExpression" && node.argument.type !== "ImportExpression")
      found = "its value is awaited in the cell";
    return true;
  });
  return found;
}

function placeOf(node: Node, { cell, program }: StatementContext): Place {
  return { cellId: cell.id, label: cell.label, line: placeInSource(program, node.start).line };
}
