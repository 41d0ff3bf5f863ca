import type { Cut } from "./cut-text.ts";

interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Comments that the compiler obeys: it is told what to overlook, which runtime elements have, what to load. */
const directive = /@ts-|@jsx|^\/\/\//i;

/** True where a comment says something to the compiler: then what stands around it counts too. */
export function hasDirective(source: string, comments: readonly TextRange[]): boolean {
  return comments.some(({ start, end }) => directive.test(source.slice(start, end)));
}

/**
 * What has to go for the code without its comments. A line that is only a comment vanishes
 * whole; a comment over several lines leaves one break, which may end a statement.
 */
export function commentCuts(source: string, comments: readonly TextRange[]): Cut[] {
  return comments.map(({ start, end }) => {
    const before = source.slice(0, start);
    const after = source.slice(end);
    const blankBefore = /[ \t]*$/.exec(before)?.[0].length ?? 0;
    const startsLine = /(?:^|\n)[ \t]*$/.test(before);
    const blankAfter = /^[ \t]*(?:\r?\n|$)/.exec(after)?.[0].length;
    if (blankAfter === undefined)
      return { start, end, text: source.slice(start, end).includes("\n") ? "\n" : " " };
    if (!startsLine) return { start: start - blankBefore, end, text: "" };
    const isLast = blankAfter === after.length && !after.endsWith("\n");
    const lineStart = start - blankBefore;
    return {
      start: isLast ? Math.max(0, lineStart - 1) : lineStart,
      end: end + blankAfter,
      text: "",
    };
  });
}
