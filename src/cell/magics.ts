import { parseSync } from "oxc-parser";

/** A line that is meant for the kernel and is no TypeScript: `%time f()`, or `%%bash` above a whole cell. */
export interface Magic {
  readonly name: string;
  /** What follows the name on its line. */
  readonly argument: string;
  /** `%%`: it is about the whole cell. */
  readonly isCell: boolean;
  /** The cell's text below the line, where that is in another language; else empty. */
  readonly body: string;
}

export interface CellWithMagics {
  /** The cell with blanks where magics stood: every offset and line is as it was. */
  readonly source: string;
  readonly magics: readonly Magic[];
}

const magicLine = /^[ \t]*(%%?)([a-z]\w*)[ \t]*(.*?)[ \t\r]*$/i;
/** The magic that `NAME?` stands for. No line can call it: a name begins with a letter. */
export const questionName = "?";
/** A cell that only asks what something is: `xs.map?` or `?xs`. */
const questionLine = /^\s*(?:\?{1,2}([\w$.]+)|([\w$.]+)\?{1,2})\s*$/;
/** Magics for a whole cell whose text is still TypeScript. */
const codeMagics = new Set(["time"]);

/**
 * Takes the magics out of a cell. A `%` that TypeScript can make sense of is none: a remainder
 * that is continued on the next line, or a line of a template.
 */
export function splitMagics(text: string): CellWithMagics {
  // Only at the very beginning of a file may it stand, and a cell's text is put behind other lines.
  const source = text.replace(/^#!.*/, blank);
  const [asked, ahead, behind = ahead] = questionLine.exec(source) ?? [];
  if (asked !== undefined && behind !== undefined)
    return { source: blank(source), magics: [questionAbout(behind)] };
  const lines = source.split("\n");
  if (!lines.some((line) => magicLine.test(line)) || isValid(source)) return { source, magics: [] };
  const first = lines.findIndex((line) => line.trim() !== "");
  const [, sign, name = "", argument = ""] = magicLine.exec(lines[first] ?? "") ?? [];
  if (sign === "%%" && !codeMagics.has(name)) {
    const body = lines.slice(first + 1).join("\n");
    return {
      source: lines.map(blank).join("\n"),
      magics: [{ name, argument, isCell: true, body }],
    };
  }
  return takeLines(lines);
}

function takeLines(lines: readonly string[]): CellWithMagics {
  const magics: Magic[] = [];
  const kept: string[] = [];
  for (const line of lines) {
    const [, sign, name = "", argument = ""] = magicLine.exec(line) ?? [];
    const isMagic = sign !== undefined && isValid(kept.join("\n"));
    if (isMagic) magics.push({ name, argument, isCell: sign === "%%", body: "" });
    kept.push(isMagic ? blank(line) : line);
  }
  return { source: kept.join("\n"), magics };
}

function questionAbout(argument: string): Magic {
  return { name: questionName, argument, isCell: false, body: "" };
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

function isValid(code: string): boolean {
  return (["ts", "tsx"] as const).some(
    (lang) => parseSync(`cell.${lang}`, code, { lang, sourceType: "module" }).errors.length === 0,
  );
}
