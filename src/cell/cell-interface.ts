import { commentCuts, hasDirective } from "./comment-cuts.ts";
import { type Cut, cutText } from "./cut-text.ts";
import { findOuterNames, type OuterName } from "./find-outer-names.ts";
import { signatureCuts } from "./signature-cuts.ts";
import { isFunction, type Node, type ParsedTypeScript, parseTypeScript, walk } from "./syntax.ts";
import { typedNamesOf } from "./typed-names.ts";
import { wordsOf } from "./words-of.ts";

/** A piece of code, and the names in it that may be declared elsewhere. */
export interface InterfacePart {
  readonly text: string;
  readonly names: ReadonlySet<string>;
}

/** What the types of a cell's names may depend on in its text. */
export interface CellInterface {
  /** The whole code, without comments. */
  readonly whole: InterfacePart;
  /**
   * By name what its own declarations leave to be known; other names of the cell stand among
   * theirs. Undefined where a type may depend on statements that declare something else.
   */
  readonly parts: ReadonlyMap<string, InterfacePart> | undefined;
}

export function readInterface(
  source: string,
  { program, comments, language, isValid }: ParsedTypeScript = parseTypeScript(source),
): CellInterface {
  if (!isValid || hasDirective(source, comments))
    return { whole: { text: source, names: wordsOf(source) }, parts: undefined };
  const cuts = commentCuts(source, comments);
  const text = cutText(source, cuts);
  const words = wordsOf(text);
  // Elements call what is named nowhere.
  if (language === "tsx") return { whole: { text, names: words }, parts: undefined };
  const outer = findOuterNames(program);
  const whole = { text, names: new Set(outer.map(({ name }) => name)) };
  // An escape hides a name.
  if (source.includes("\\u") || !isPlain(program.body, words)) return { whole, parts: undefined };
  return { whole, parts: readParts(source, program.body, cuts, outer) };
}

function readParts(
  source: string,
  body: readonly Node[],
  comments: readonly Cut[],
  outer: readonly OuterName[],
): ReadonlyMap<string, InterfacePart> {
  const parts = new Map<string, { text: string; names: Set<string> }>();
  for (const statement of body) {
    const declaration = declarationIn(statement);
    const cuts = signatureCuts(declaration);
    const text = cutText(source, [...comments, ...cuts], statement.start, statement.end);
    const left = outer.filter(
      ({ start }) => isIn(statement, start) && !cuts.some((cut) => isIn(cut, start)),
    );
    for (const name of typedNamesOf(declaration)) {
      const part = parts.get(name) ?? { text: "", names: new Set() };
      part.text += `${text}\n`;
      for (const other of left) part.names.add(other.name);
      parts.set(name, part);
    }
  }
  return parts;
}

function isIn({ start, end }: { readonly start: number; readonly end: number }, at: number) {
  return at >= start && at < end;
}

function declarationIn(statement: Node): Node {
  return statement.type === "ExportNamedDeclaration" && statement.declaration
    ? statement.declaration
    : statement;
}

/**
 * Whether each declaration means the same whatever else the cell does: no statement stands
 * before it that may narrow a name, nothing is assigned, and no function gets properties.
 */
function isPlain(body: readonly Node[], words: ReadonlySet<string>): boolean {
  if (words.has("var")) return false;
  const last = body.findLastIndex((statement) => isDeclaration(declarationIn(statement)));
  const declarations = body.slice(0, last + 1);
  const names = new Set(declarations.flatMap((node) => typedNamesOf(declarationIn(node))));
  return (
    declarations.every((node) => isDeclaration(declarationIn(node)) && !assignsAtOnce(node)) &&
    body.slice(last + 1).every(isStep) &&
    !body.some((node) => givesProperties(node, names))
  );
}

function isDeclaration(node: Node): boolean {
  switch (node.type) {
    case "ImportDeclaration":
    case "FunctionDeclaration":
    case "ClassDeclaration":
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
    case "TSEnumDeclaration":
      return true;
    case "VariableDeclaration":
      return node.kind === "const";
    default:
      return false;
  }
}

function isStep({ type }: Node): boolean {
  return /^(?:Expression|Block|Empty|If|For|ForIn|ForOf|While|DoWhile|Switch|Throw|Try)Statement$/.test(
    type,
  );
}

function assignsAtOnce(statement: Node): boolean {
  return holds(
    statement,
    ({ type }) => /^(?:Assignment|Update|Sequence)Expression$/.test(type),
    (node) => !isFunction(node),
  );
}

/** `scale.unit = "cm"` gives a function of that name a property, and its type one too. */
function givesProperties(statement: Node, names: ReadonlySet<string>): boolean {
  return holds(
    statement,
    (node) => node.type === "AssignmentExpression" && names.has(ownerOf(node.left) ?? ""),
    () => true,
  );
}

function ownerOf(target: Node): string | undefined {
  let node = target;
  while (node.type === "MemberExpression") node = node.object;
  return node !== target && node.type === "Identifier" ? node.name : undefined;
}

function holds(
  root: Node,
  isFound: (node: Node) => boolean,
  isEntered: (node: Node) => boolean,
): boolean {
  let found = false;
  walk(root, (node) => {
    found ||= isFound(node);
    return !found && isEntered(node);
  });
  return found;
}
