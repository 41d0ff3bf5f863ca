import type { FoundFault } from "./find-task-remedy.ts";

const possiblyNull = 18047;
/** Of operands that are no numbers: these messages do not tell the type. */
const withoutType: readonly number[] = [2362, 2363, possiblyNull];

/** What to do about a value of a table's cell that is used as if it could be only one thing. */
export function findValueRemedy(
  { code, message, culprit }: FoundFault,
  typeOfCulprit: () => string,
): string | undefined {
  const type = withoutType.includes(code) ? typeOfCulprit() : message;
  const [, column = "name"] = /\.(\w+)$/.exec(culprit) ?? [];
  if (/\bstring \| number \| boolean\b|\bCsvValue\b/.test(type))
    return `A column that is not declared may hold text, numbers, booleans or null. Declare it, \`csv("…", { columns: { ${column}: "number" } })\`, or convert its values: \`Number(…)\`.`;
  return code === possiblyNull && /^(?:number|string|boolean) \| null$/.test(type)
    ? `A missing value is null. Leave it out, or say what counts in its place: \`${culprit} ?? 0\`.`
    : undefined;
}
