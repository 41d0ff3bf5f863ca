import type { Node } from "./syntax.ts";

export type ClassNode = Extract<Node, { type: "ClassDeclaration" | "ClassExpression" }>;

/** The parts of a class that the engine itself calls, and so tells apart. */
export interface ClassParts {
  readonly heritage: Node | undefined;
  readonly requires: readonly Node[];
  readonly run: readonly Node[];
  readonly output: readonly Node[];
}

export function classParts(node: ClassNode): ClassParts {
  return {
    heritage: node.superClass ?? undefined,
    requires: membersNamed(node, "requires"),
    run: [...membersNamed(node, "run"), ...membersNamed(node, "runBatch", true)],
    output: membersNamed(node, "output"),
  };
}

function membersNamed(node: ClassNode, name: string, isStatic = false): Node[] {
  return node.body.body.filter((member) => {
    if (member.type !== "MethodDefinition" && member.type !== "PropertyDefinition") return false;
    return (
      member.static === isStatic &&
      !member.computed &&
      member.key.type === "Identifier" &&
      member.key.name === name
    );
  });
}

export function contains(outer: Node | undefined, offset: number): boolean {
  return outer !== undefined && offset >= outer.start && offset < outer.end;
}
