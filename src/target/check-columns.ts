import { CauceError } from "../core/errors.ts";
import type { ColumnType, CsvColumns } from "./csv-column.ts";

const TYPES: readonly ColumnType[] = ["string", "number", "boolean"];

/**
 * The declared columns, once they are known to be of the types there are: code that was not
 * type-checked comes here too.
 * @throws CauceError `csv-columns`
 */
export function checkColumns(path: string, columns: CsvColumns): CsvColumns {
  for (const [name, type] of Object.entries(columns)) {
    if (TYPES.includes(type)) continue;
    throw new CauceError(
      "csv-columns",
      `\`${name}\` of \`${path}\` is declared ${JSON.stringify(type)}. ` +
        `Expected "string", "number" or "boolean". Declare one of these.`,
    );
  }
  return columns;
}
