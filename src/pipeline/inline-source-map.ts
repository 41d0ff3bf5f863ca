import { decodedMappings, encodedMappings, TraceMap } from "@jridgewell/trace-mapping";
import type { MappedCode } from "../cell/mapped-code.ts";
import type { LineOrigin } from "../core/source-places.ts";

const lead = "//# sourceMappingURL=data:application/json;base64,";

/** The code with its source map in its last line, where debuggers look for it, and a later process of ours. */
export function addSourceMap({ code, lines }: MappedCode, source: string): string {
  const mappings = lines.map((origin) =>
    (origin?.columns ?? []).map(({ from, line, column }) => [from, 0, line - 1, column - 1]),
  );
  const map = new TraceMap({
    version: 3,
    sources: [source],
    names: [],
    mappings: mappings as [number, number, number, number][][],
  });
  const json = JSON.stringify({
    version: 3,
    sources: [source],
    names: [],
    mappings: encodedMappings(map),
  });
  return `${code}\n${lead}${Buffer.from(json).toString("base64")}\n`;
}

/** The way back to `place` that stands in the last line of compiled code. */
export function readSourceMap(
  compiled: string,
  place: string | undefined,
): (LineOrigin | undefined)[] {
  const at = compiled.lastIndexOf(lead);
  if (at < 0 || place === undefined) return [];
  const json = Buffer.from(compiled.slice(at + lead.length), "base64").toString();
  return decodedMappings(new TraceMap(json)).map((segments) => {
    const columns = segments.flatMap(([from, , line, column]) =>
      line === undefined || column === undefined
        ? []
        : [{ from, line: line + 1, column: column + 1 }],
    );
    const first = columns[0];
    return first === undefined ? undefined : { place, line: first.line, columns };
  });
}
