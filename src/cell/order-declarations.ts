import type { CodeDeclaration } from "./declaration.ts";

/**
 * An order in which declarations can be evaluated one after the other, whatever the order of
 * the cells: what a declaration reads comes before it. Where declarations read each other, only
 * what is read at once must come first; functions may name each other freely.
 */
export function orderDeclarations(declarations: readonly CodeDeclaration[]): CodeDeclaration[] {
  const byName = new Map(
    declarations.flatMap((declaration) =>
      declaration.names.map((name) => [name, declaration] as const),
    ),
  );
  const ordered = new Set<CodeDeclaration>();
  for (const group of findGroups(declarations, (declaration) =>
    targetsOf(declaration, byName, false),
  )) {
    const members = new Set(group);
    for (const declaration of [...group].sort(
      (a, b) => declarations.indexOf(a) - declarations.indexOf(b),
    )) {
      place(declaration, members, byName, ordered);
    }
  }
  return [...ordered];
}

function place(
  start: CodeDeclaration,
  members: ReadonlySet<CodeDeclaration>,
  byName: ReadonlyMap<string, CodeDeclaration>,
  ordered: Set<CodeDeclaration>,
): void {
  const open = new Set<CodeDeclaration>();
  const pending = [start];
  while (pending.length > 0) {
    const declaration = pending[pending.length - 1] as CodeDeclaration;
    const first = targetsOf(declaration, byName, true).filter(
      (target) => members.has(target) && !ordered.has(target) && !open.has(target),
    );
    open.add(declaration);
    if (first.length > 0) {
      pending.push(...first);
    } else {
      ordered.add(declaration);
      pending.pop();
    }
  }
}

function targetsOf(
  declaration: CodeDeclaration,
  byName: ReadonlyMap<string, CodeDeclaration>,
  eagerOnly: boolean,
): CodeDeclaration[] {
  const targets = new Set<CodeDeclaration>();
  for (const read of declaration.reads) {
    const target = byName.get(read.name);
    if (target !== undefined && target !== declaration && (read.eager || !eagerOnly))
      targets.add(target);
  }
  return [...targets];
}

/** Strongly connected groups, each after the groups that it reads (Tarjan 1972, without recursion). */
function findGroups<Node>(
  nodes: readonly Node[],
  targets: (node: Node) => readonly Node[],
): Node[][] {
  const index = new Map<Node, number>();
  const low = new Map<Node, number>();
  const stack: Node[] = [];
  const onStack = new Set<Node>();
  const groups: Node[][] = [];
  for (const start of nodes) {
    if (index.has(start)) continue;
    const work: { node: Node; rest: Node[] }[] = [];
    const open = (node: Node) => {
      index.set(node, index.size);
      low.set(node, index.size - 1);
      stack.push(node);
      onStack.add(node);
      work.push({ node, rest: [...targets(node)] });
    };
    open(start);
    while (work.length > 0) {
      const { node, rest } = work[work.length - 1] as { node: Node; rest: Node[] };
      const target = rest.shift();
      if (target !== undefined) {
        if (!index.has(target)) open(target);
        else if (onStack.has(target))
          low.set(node, Math.min(low.get(node) ?? 0, index.get(target) ?? 0));
        continue;
      }
      work.pop();
      const parent = work[work.length - 1];
      if (parent !== undefined)
        low.set(parent.node, Math.min(low.get(parent.node) ?? 0, low.get(node) ?? 0));
      if (low.get(node) === index.get(node)) groups.push(closeGroup(node, stack, onStack));
    }
  }
  return groups;
}

function closeGroup<Node>(root: Node, stack: Node[], onStack: Set<Node>): Node[] {
  const group: Node[] = [];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    onStack.delete(node);
    group.push(node);
    if (node === root) break;
  }
  return group;
}
