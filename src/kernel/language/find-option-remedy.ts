import { type Node, parseTypeScript, walk } from "../../cell/syntax.ts";
import { nearestName } from "../../core/nearest-name.ts";

/**
 * For a call that fits none of a function's signatures: of the options that it is given, the one
 * that none of them has. `offeredAt` tells what the compiler would complete at an offset.
 */
export function findOptionRemedy(
  source: string,
  culprit: { readonly start: number; readonly end: number },
  offeredAt: (offset: number) => readonly string[],
): string | undefined {
  for (const { name, start } of optionsOf(source, culprit)) {
    // The name of an optional member comes with its question mark.
    const known = offeredAt(start + 1).map((offered) => offered.replace(/\?$/, ""));
    if (known.length === 0 || known.includes(name)) continue;
    const nearest = nearestName(name, known);
    const hint =
      nearest === undefined
        ? `There are ${known.map((one) => `\`${one}\``).join(", ")}.`
        : `Did you mean \`${nearest}\`?`;
    return `There is no option \`${name}\`. ${hint}`;
  }
  return undefined;
}

/** The keys of the object that is the last argument of the call of which the culprit is an argument. */
function optionsOf(source: string, { start, end }: { start: number; end: number }) {
  const found: { readonly name: string; readonly start: number }[] = [];
  walk(parseTypeScript(source).program, (node) => {
    if (node.type !== "CallExpression") return true;
    const given = node.arguments as readonly Node[];
    const last = given.at(-1);
    const isMeant = given.some((argument) => argument.start === start && argument.end === end);
    if (!isMeant || last?.type !== "ObjectExpression") return true;
    for (const member of last.properties)
      if (member.type === "Property" && !member.computed && member.key.type === "Identifier")
        found.push({ name: member.key.name, start: member.key.start });
    return false;
  });
  return found;
}
