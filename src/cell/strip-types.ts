import { decodedMappings, TraceMap } from "@jridgewell/trace-mapping";
import { transformSync } from "oxc-transform";
import type { ColumnOrigin } from "../core/source-places.ts";
import { defaultEmit, type EmitOptions } from "./emit-options.ts";
import { findJsxRuntime } from "./jsx-pragmas.ts";

export interface SyntaxProblem {
  readonly message: string;
  /** Lines and columns count from 1, in the cell's own text. */
  readonly line: number;
  readonly column: number;
}

export interface StrippedCode {
  /** JavaScript without types; enums, namespaces and JSX are lowered, decorators and `using` are not. */
  readonly code: string;
  /** Where each line of `code` begins. */
  readonly starts: readonly number[];
  /** For each line of `code` (from 0) the line of the source (from 1) that it came from. */
  readonly lines: readonly number[];
  /** For each line of `code` its stretches: a call that was spread over lines stands on one. */
  readonly columns: readonly (readonly ColumnOrigin[])[];
  readonly problems: readonly SyntaxProblem[];
}

type Transformed = ReturnType<typeof transformSync>;

/** The compiler's words where they name its own limits. */
function wordsOf(message: string): string {
  return message.startsWith("Namespaces exporting non-const")
    ? "A namespace cannot export `let` or `var`. Make it a `const`, or export functions that read and change it"
    : message;
}

export interface StripOptions {
  readonly emit?: EmitOptions | undefined;
  /** Leaves out imports that the code itself uses for types alone; another cell may use their values. */
  readonly dropsUnusedImports?: boolean;
}

/** TypeScript in, JavaScript out, with the way back for every line. */
export function stripTypes(source: string, options: StripOptions = {}): StrippedCode {
  const { code, map, errors } = transform(source, options);
  if (errors.length > 0) {
    const problems = errors.map((error) => ({
      message: wordsOf(error.message),
      ...positionAt(source, offsetOf(error, source)),
    }));
    return emptyCode(problems);
  }
  const columns = originsByLine(code, map);
  const lines: number[] = [];
  for (const line of columns) lines.push(line[0]?.line ?? lines.at(-1) ?? 1);
  return { code, starts: lineStarts(code), lines, columns, problems: [] };
}

/**
 * `<T>(x) => x` is TypeScript and `<b>x</b>` is JSX, and no pattern tells them apart. What one
 * of the two grammars takes is meant so; where neither does, the one that came further.
 */
function transform(source: string, options: StripOptions): Transformed {
  const plain = transformAs("ts", source, options);
  if (plain.errors.length === 0 || !source.includes("<")) return plain;
  const jsx = transformAs("tsx", source, options);
  if (jsx.errors.length === 0) return jsx;
  return firstOffset(jsx, source) > firstOffset(plain, source) ? jsx : plain;
}

function transformAs(
  lang: "ts" | "tsx",
  source: string,
  { emit = defaultEmit, dropsUnusedImports = false }: StripOptions,
): Transformed {
  return transformSync(`cell.${lang}`, source, {
    lang,
    sourceType: "module",
    sourcemap: true,
    target: "esnext",
    typescript: { onlyRemoveTypeImports: !dropsUnusedImports },
    ...(lang === "tsx" ? { jsx: findJsxRuntime(source, emit.jsx) } : {}),
  });
}

function firstOffset(result: Transformed, source: string): number {
  return Math.min(...result.errors.map((error) => offsetOf(error, source)));
}

/** The transformer counts bytes of UTF-8 where a string counts UTF-16. */
function offsetOf(error: Transformed["errors"][number], source: string): number {
  const bytes = error.labels[0]?.start ?? 0;
  return Buffer.from(source).subarray(0, bytes).toString().length;
}

function originsByLine(code: string, map: Transformed["map"]): ColumnOrigin[][] {
  const count = code.split("\n").length;
  const mappings = map === undefined ? [] : decodedMappings(new TraceMap({ ...map, version: 3 }));
  return Array.from({ length: count }, (_, line) =>
    (mappings[line] ?? []).flatMap(([from, , original, column]) =>
      original === undefined || column === undefined
        ? []
        : [{ from, line: original + 1, column: column + 1 }],
    ),
  );
}

export function emptyCode(problems: readonly SyntaxProblem[]): StrippedCode {
  return { code: "", starts: [0], lines: [], columns: [], problems };
}

function lineStarts(code: string): number[] {
  const starts = [0];
  for (let at = code.indexOf("\n"); at >= 0; at = code.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function positionAt(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
