import type { CodeBase } from "./code-base.ts";
import type { CellAnalysis, CodeDeclaration, Declaration } from "./declaration.ts";
import { isFunction, type Node, walk } from "./syntax.ts";

/** Of the language, and changing nothing by being called; what changes its first argument is found as a change in place. */
const harmless = new Set(
  "Array BigInt Boolean Date Error Intl JSON Map Math Number Object RegExp Set String Symbol URL WeakMap WeakSet structuredClone".split(
    " ",
  ),
);
const harmlessPackages = new Set(["cauce", "zod"]);

/** What a declaration calls while it is evaluated, by the name at the root of each call; "" where there is none. */
export function findCallees(root: Node): string[] {
  const found = new Set<string>();
  walk(root, (node) => {
    if (isFunction(node)) return false;
    if (node.type === "PropertyDefinition" && !node.static) return false;
    if (node.type === "StaticBlock" || node.type === "AwaitExpression") found.add("");
    if (node.type === "CallExpression" || node.type === "NewExpression")
      found.add(rootName(node.callee));
    if (node.type === "TaggedTemplateExpression") found.add(rootName(node.tag));
    return true;
  });
  return [...found];
}

function rootName(callee: Node): string {
  switch (callee.type) {
    case "Identifier":
      return callee.name;
    case "MemberExpression":
      return rootName(callee.object);
    case "CallExpression":
      return rootName(callee.callee);
    default:
      return "";
  }
}

/**
 * Whether evaluating a module whole gives to some of its declarations nothing that their own code
 * does not show: it runs no statements, and what else it declares calls only what is harmless.
 */
export function isInert(
  analysis: CellAnalysis,
  code: CodeBase,
  reached: ReadonlySet<string>,
): boolean {
  if (analysis.runs || analysis.effectImports.length > 0) return false;
  return analysis.declarations.every(
    (declaration) =>
      declaration.kind === "import" ||
      declaration.names.some((name) => reached.has(name)) ||
      callsOnlyHarmless(declaration, code),
  );
}

function callsOnlyHarmless({ callees }: CodeDeclaration, code: CodeBase): boolean {
  return callees.every((callee) => {
    const declared: Declaration | undefined = code.find(callee);
    if (declared === undefined) return harmless.has(callee);
    return declared.kind === "import" && harmlessPackages.has(declared.specifier);
  });
}
