import { shellRemedy } from "../magics/shell-remedy.ts";

/** A name that nothing declares, and its line. */
export interface UnknownName {
  readonly name: string;
  /** The line's text on either side of the name. */
  readonly before: string;
  readonly after: string;
}

/** What people write who come from Python's notebooks. */
const wordsOfPython = new Map([
  ["print", "console.log(…)"],
  ["None", "null"],
  ["True", "true"],
  ["False", "false"],
  ["len", "….length"],
  ["self", "this"],
  ["str", "String(…)"],
]);

/** What stands in TypeScript for a habit from Python or from its notebooks. */
export function findHabitRemedy({ name, before, after }: UnknownName): string | undefined {
  if (/^\s*!\s*$/.test(before) && /^\s*$|^\s+-/.test(after)) return shellRemedy(name);
  if (/(?:^|;)\s*$/.test(before) && /^\s*=(?![=>])/.test(after))
    return `Declare it: \`const ${name} = …\`, or \`let\` where its value changes later.`;
  const [, asked = "NAME"] = /^\(\s*([\w$.]*)\s*\)/.exec(after) ?? [];
  if (name === "help") return `A cell with \`${asked || "NAME"}?\` alone shows what it is.`;
  const word = wordsOfPython.get(name);
  return word === undefined ? undefined : `In TypeScript this is \`${word}\`.`;
}

/** The name that stands in the source from `start` to `end`, with its line. */
export function unknownNameAt(source: string, start: number, end: number): UnknownName {
  const [before = ""] = source.slice(0, start).split("\n").slice(-1);
  const [after = ""] = source.slice(end).split("\n", 1);
  return { name: source.slice(start, end), before, after };
}
