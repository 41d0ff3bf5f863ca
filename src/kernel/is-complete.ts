import { parseSync } from "oxc-parser";
import { splitMagics } from "../cell/magics.ts";

/** Whether a console should run what was typed, or wait for more lines. */
export function isComplete(
  text: string,
):
  | { readonly status: "complete" | "invalid" }
  | { readonly status: "incomplete"; readonly indent: string } {
  const { source, magics } = splitMagics(text);
  // A script in another language ends where a line is left empty.
  if (magics.some(({ body }) => body !== "") && !text.endsWith("\n"))
    return { status: "incomplete", indent: "" };
  const { errors } = parseSync("cell.ts", source, { lang: "ts", sourceType: "module" });
  if (errors.length === 0) return { status: "complete" };
  const end = source.trimEnd().length;
  const unfinished = errors.some(({ message, labels }) => {
    const start = labels[0]?.start ?? 0;
    if (message.startsWith("Unterminated")) return mayGoOn(source.slice(start));
    // What is wrong is the end of the text, and not the last thing in it.
    return /Expected|Unexpected token/.test(message) && start >= end;
  });
  if (!unfinished) return { status: "invalid" };
  const last = source.split("\n").at(-1) ?? "";
  const indent = /^\s*/.exec(last)?.[0] ?? "";
  return { status: "incomplete", indent: /[{([]\s*$/.test(last) ? `${indent}  ` : indent };
}

/** A comment and a template end on any later line; a string does where its line is continued. */
function mayGoOn(rest: string): boolean {
  return /^(?:\/\*|`)/.test(rest) || /^["'].*\\$/s.test(rest.trimEnd());
}
