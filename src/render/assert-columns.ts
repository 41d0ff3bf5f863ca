import { CauceError } from "../core/errors.ts";
import { sortByLikeness } from "../core/nearest-name.ts";

const mostNames = 8;

/** A column that no row has would leave an empty figure or table, without a word. */
export function assertColumns(
  rows: readonly Readonly<Record<string, unknown>>[],
  columns: readonly (string | undefined)[],
): void {
  const wanted = columns.filter((column) => column !== undefined);
  const wrong = wanted.find((column) => rows.length > 0 && !rows.some((row) => column in row));
  if (wrong === undefined) return;
  const known = sortByLikeness(wrong, [...new Set(rows.flatMap((row) => Object.keys(row)))]);
  const names = known.slice(0, mostNames).map((name) => `\`${name}\``);
  throw new CauceError(
    "unknown-column",
    `\`${wrong}\` is no column of these rows. There are ${names.join(", ")}${known.length > mostNames ? ", …" : ""}. Correct the name, or give the rows that column.`,
  );
}
