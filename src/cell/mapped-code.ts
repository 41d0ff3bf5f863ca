import type { ColumnOrigin, LineOrigin } from "../core/source-places.ts";

/** Code that we made, with the way back for every line; undefined for a line that is ours alone. */
export interface MappedCode {
  readonly code: string;
  readonly lines: readonly (LineOrigin | undefined)[];
}

/** A stretch of a generated line, as source maps say it: column, source, line and column, from 0. */
type Segment = readonly number[];

/** The way back for code that was made from mapped code. */
export function followMappings(
  mappings: readonly (readonly Segment[])[],
  from: readonly (LineOrigin | undefined)[],
): (LineOrigin | undefined)[] {
  return mappings.map((segments) => {
    const found = segments.flatMap((segment) => originOf(segment, from) ?? []);
    const first = found[0];
    if (first === undefined) return undefined;
    const columns = found.filter(({ place }) => place === first.place).map(({ origin }) => origin);
    return { place: first.place, line: first.origin.line, columns };
  });
}

function originOf(
  [from, , line, column]: Segment,
  lines: readonly (LineOrigin | undefined)[],
): { place: string; origin: ColumnOrigin } | undefined {
  if (from === undefined || line === undefined || column === undefined) return undefined;
  const known = lines[line];
  if (known === undefined) return undefined;
  const stretch = known.columns?.findLast((origin) => origin.from <= column);
  return {
    place: known.place,
    origin: { from, line: stretch?.line ?? known.line, column: stretch?.column ?? 1 },
  };
}
