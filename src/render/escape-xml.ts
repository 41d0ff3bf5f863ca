const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Characters that XML 1.0 (2.2, Characters) forbids even when they are escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Text for an element or a quoted attribute, in XML and HTML alike. */
export function escapeXml(text: string): string {
  return text
    .replace(LONE_SURROGATE, "\ufffd")
    .replace(FORBIDDEN, "\ufffd")
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
