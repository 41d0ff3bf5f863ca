import { type Node, parseTypeScript, walk } from "./syntax.ts";

/**
 * The names that a module's text mentions, in values, types and elements; one that only calls a
 * member, as `run` does in `task.run()`, is none of them. With those of a pragma (`@jsx h`).
 */
export function mentionedNames(text: string): Set<string> {
  const { program, comments } = parseTypeScript(text);
  const names = new Set<string>();
  const members = new Set<Node>();
  walk(program, (node) => {
    const member = memberNameOf(node);
    if (member !== undefined) members.add(member);
    if (node.type === "JSXIdentifier" || (node.type === "Identifier" && !members.has(node)))
      names.add(node.name);
    return true;
  });
  for (const { value } of comments)
    for (const [, name = ""] of value.matchAll(/@jsx(?:Frag)?\s+([\p{ID_Continue}$]+)/gu))
      names.add(name);
  return names;
}

/** The part of a node that names a member, and no name of the module. */
function memberNameOf(node: Node): Node | undefined {
  if (node.type === "MemberExpression") return node.computed ? undefined : node.property;
  if (node.type === "Property") return node.computed || node.shorthand ? undefined : node.key;
  return "key" in node && "computed" in node && !node.computed ? (node.key as Node) : undefined;
}
