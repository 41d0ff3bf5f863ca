import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { transformSync } from "oxc-transform";

export interface SyntaxProblem {
  readonly message: string;
  /** Lines and columns count from 1, in the cell's own text. */
  readonly line: number;
  readonly column: number;
}

export interface StrippedCode {
  /** JavaScript without types; enums and namespaces are lowered; imports that only types need are kept. */
  readonly code: string;
  /** For each line of `code` (from 0) the line of the source (from 1) that it came from. */
  readonly lines: readonly number[];
  readonly problems: readonly SyntaxProblem[];
}

/** TypeScript in, JavaScript out, with the way back for every line. */
export function stripTypes(source: string): StrippedCode {
  const result = transformSync("cell.tsx", source, {
    lang: source.includes("<") && looksLikeJsx(source) ? "tsx" : "ts",
    sourceType: "module",
    sourcemap: true,
    target: "esnext",
    typescript: { onlyRemoveTypeImports: true },
  });
  const problems = result.errors.map((error) => ({ message: error.message, ...positionAt(source, error.labels[0]?.start ?? 0) }));
  if (problems.length > 0) return { code: "", lines: [], problems };
  return { code: result.code, lines: originalLines(result.code, result.map), problems };
}

/** Generic arrow functions and old-style assertions are TypeScript, not JSX; a closing tag is JSX. */
function looksLikeJsx(source: string): boolean {
  return /<\/[A-Za-z>]|\/>/.test(source);
}

function originalLines(code: string, map: { mappings: string; names: string[]; sources: string[]; version: number } | undefined): number[] {
  const count = code.split("\n").length;
  if (map === undefined) return Array.from({ length: count }, (_, line) => line + 1);
  const trace = new TraceMap({ ...map, version: 3 });
  const lines: number[] = [];
  for (let line = 1; line <= count; line++) lines.push(firstMappedLine(trace, line, code) ?? lines.at(-1) ?? 1);
  return lines;
}

function firstMappedLine(trace: TraceMap, line: number, code: string): number | undefined {
  const text = code.split("\n")[line - 1] ?? "";
  for (const column of [text.length - text.trimStart().length, text.length]) {
    const { line: original } = originalPositionFor(trace, { line, column });
    if (original !== null) return original;
  }
  return undefined;
}

export function positionAt(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
