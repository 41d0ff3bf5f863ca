import type { CsvFormat } from "./csv-format.ts";

/** Puts quotes around the texts that need them. */
export function cellQuoter({ delimiter }: CsvFormat): (text: string) => string {
  const code = delimiter.charCodeAt(0).toString(16).padStart(4, "0");
  // A first character that readers take for the mark of UTF-8 is safe inside quotes.
  const needsQuotes = new RegExp(`["\\r\\n\\u${code}]|^\\uFEFF`);
  return (text) => (needsQuotes.test(text) ? quoted(text) : text);
}

export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
