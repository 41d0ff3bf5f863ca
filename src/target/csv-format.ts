import { CauceError } from "../core/errors.ts";

/** How the cells of a file are kept apart, and how its numbers are written. */
export interface CsvFormat {
  readonly delimiter: string;
  readonly decimal: "." | ",";
  /** Somebody has said what the delimiter is: a header that looks otherwise is meant so. */
  readonly isStated: boolean;
}

export const commaFormat: CsvFormat = { delimiter: ",", decimal: ".", isStated: false };

/**
 * The format that the options of a target ask for.
 * @throws CauceError `csv-format`
 */
export function readFormat(
  path: string,
  { delimiter, decimal = "." }: { readonly delimiter?: string; readonly decimal?: "." | "," },
): CsvFormat {
  if (delimiter === undefined && decimal === ".") return commaFormat;
  const format = { delimiter: delimiter ?? ",", decimal, isStated: delimiter !== undefined };
  if (!isDelimiter(format.delimiter))
    throw bad(path, "delimiter", format.delimiter, 'one character such as ";", "\\t" or "|"');
  if (decimal !== "." && decimal !== ",") throw bad(path, "decimal", decimal, '"." or ","');
  if (format.delimiter === decimal)
    throw bad(path, "decimal", decimal, "another character than the `delimiter`, such as `;`");
  return format;
}

/** Anything that is part of no number, no quote and no line break. */
function isDelimiter(text: unknown): boolean {
  return typeof text === "string" && /^[^"\r\n\w+\-.\uFEFF\p{Cs}]$/u.test(text);
}

function bad(path: string, option: string, found: unknown, expected: string): CauceError {
  return new CauceError(
    "csv-format",
    `\`${option}\` of \`${path}\` is ${JSON.stringify(found)}. Expected ${expected}, as in csv("data.csv", { delimiter: ";", decimal: "," }).`,
  );
}
