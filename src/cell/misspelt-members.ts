import { nearestName } from "../core/nearest-name.ts";
import { staticTaskMembers, taskMembers } from "../core/task-members.ts";
import type { ClassNode } from "./class-parts.ts";
import { type Node, walk } from "./syntax.ts";

/** A member of a class that looks like one that Cauce reads of tasks, and that nothing uses. */
export interface MisspeltMember {
  readonly name: string;
  /** `requires`, `static executor` */
  readonly meant: string;
  readonly start: number;
}

interface Named {
  readonly name: string;
  readonly isStatic: boolean;
  readonly start: number;
}

const shortLength = 5;

/** Whether the class is one of a task is not asked. `program` is all of its cell. */
export function findMisspeltMembers(node: ClassNode, program: Node): MisspeltMember[] {
  const members = namedMembers(node);
  const suspects = members.flatMap((member) => {
    const meant = meantBy(member);
    // Who has the one with the right name means something else by the other.
    const isThere = members.some(
      ({ name, isStatic }) => name === meant && isStatic === member.isStatic,
    );
    return meant === undefined || isThere ? [] : [{ ...member, meant }];
  });
  if (suspects.length === 0) return [];
  const used = new Set([...usedNames(program), ...keysIn(node.superClass)]);
  return suspects
    .filter(({ name }) => !used.has(name))
    .map(({ name, meant, isStatic, start }) => ({
      name,
      meant: isStatic ? `static ${meant}` : meant,
      start,
    }));
}

function namedMembers(node: ClassNode): Named[] {
  return node.body.body.flatMap((member) =>
    (member.type === "MethodDefinition" || member.type === "PropertyDefinition") &&
    !member.computed &&
    member.key.type === "Identifier"
      ? [{ name: member.key.name, isStatic: member.static, start: member.start }]
      : [],
  );
}

function meantBy({ name, isStatic }: Named): string | undefined {
  const known = isStatic ? staticTaskMembers : taskMembers;
  if (known.includes(name)) return undefined;
  return nearestName(
    name,
    known.filter((one) => one.length > shortLength || isSlipOf(name, one)),
    2,
  );
}

/** Of a short name, other words are only two letters away: `row` of `run`, `batch` of `watch`. */
function isSlipOf(written: string, short: string): boolean {
  const name = written.toLowerCase();
  if (name[0] !== short[0]) return false;
  const isTurned = [...name].sort().join("") === [...short].sort().join("");
  return isTurned || nearestName(name, [short], 1) !== undefined;
}

/** What is read or called as a member, or taken out of an object by a pattern. */
function usedNames(program: Node): Set<string> {
  const used = new Set<string>();
  walk(program, (node) => {
    if (node.type === "MemberExpression") {
      const { property } = node;
      if (property.type === "Identifier") used.add(property.name);
      if (property.type === "Literal") used.add(String(property.value));
    }
    if (node.type === "ObjectPattern") for (const name of keysOf(node)) used.add(name);
    return true;
  });
  return used;
}

/** The names of parameters, wherever in `Task.with({ … })` they stand. */
function keysIn(heritage: Node | null): Set<string> {
  const keys = new Set<string>();
  if (heritage === null) return keys;
  walk(heritage, (node) => {
    if (node.type === "ObjectExpression") for (const name of keysOf(node)) keys.add(name);
    return true;
  });
  return keys;
}

function keysOf(node: Extract<Node, { type: "ObjectPattern" | "ObjectExpression" }>): string[] {
  return node.properties.flatMap((member) =>
    member.type === "Property" && member.key.type === "Identifier" ? [member.key.name] : [],
  );
}
