import { questionName, splitMagics } from "./magics.ts";

export interface AskableCode {
  /** Every offset and line is as it was. */
  readonly code: string;
  /** False where what stands before the place is in another language, or a magic's own word. */
  takesCodeAt(position: number): boolean;
}

/** Magics whose argument, and whose cell, is TypeScript. */
const codeMagics = new Set(["time", "timeit"]);

/** A cell as its writer asks about it: without the magics, but with the code that they are given. */
export function askableCode(source: string): AskableCode {
  const { source: plain, magics } = splitMagics(source);
  const [first] = magics;
  if (first === undefined) return { code: plain, takesCodeAt: () => true };
  if (first.name === questionName)
    return { code: source.replaceAll("?", " "), takesCodeAt: () => true };
  if (first.isCell && !codeMagics.has(first.name)) return { code: plain, takesCodeAt: () => false };
  const left = plain.split("\n");
  const isCodeBelow = first.body !== "";
  const lines = source.split("\n").map((line, at) => {
    // A line of a template that only looks like a magic was left as it is.
    if (left[at] === line) return line;
    return withoutMagic(line) ?? (isCodeBelow ? line : left[at]);
  });
  const code = lines.join("\n");
  return { code, takesCodeAt: (position) => isCodeAt(source, code, position) };
}

/** The line before it ends where the magic begins, as the statement before a magic does. */
function withoutMagic(line: string): string | undefined {
  const [, indent = "", word = "", name = ""] = /^([ \t]*)(%%?(\w+))(?!\w)/.exec(line) ?? [];
  if (!codeMagics.has(name)) return undefined;
  return `${indent}${";".padEnd(word.length)}${line.slice(indent.length + word.length)}`;
}

function isCodeAt(source: string, code: string, position: number): boolean {
  const start = source.lastIndexOf("\n", position - 1) + 1;
  const isWritten = source.slice(start, position).trim() !== "";
  return !isWritten || code.slice(start, position).trim() !== "";
}
