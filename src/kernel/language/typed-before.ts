/**
 * What is typed so far of the thing to complete, as it may be understood, the longest first: the
 * whole text of a string, what follows the last `/` in it, or a name.
 */
export function typedBefore(source: string, position: number): string[] {
  const before = source.slice(0, position);
  const text = openString(before);
  const name = identifierBefore(before);
  return text === undefined ? [name] : [text, text.slice(text.lastIndexOf("/") + 1), name];
}

/** Whether what is typed there, if anything, is a member of what stands before a dot. */
export function isMemberAt(source: string, position: number): boolean {
  const before = source.slice(0, position);
  const isMember = /(?<![.])\.\s*[\p{ID_Continue}$]*$/u.test(before);
  const isNumber = /(?<![\p{ID_Continue}$])\d[\d_]*\.[\p{ID_Continue}$]*$/u.test(before);
  return isMember && !isNumber && openString(before) === undefined;
}

/** The name that is being typed at the end of a text, as far as it goes. */
export function identifierBefore(text: string): string {
  return /[\p{ID_Continue}$]*$/u.exec(text)?.[0] ?? "";
}

/** What is typed of a string that is open at the end of a line, without its quote. */
function openString(before: string): string | undefined {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  let quote: string | undefined;
  let start = 0;
  for (let at = 0; at < line.length; at++) {
    const mark = line.charAt(at);
    if (mark === "\\") at++;
    else if (quote === undefined && line.startsWith("//", at)) return undefined;
    else if (quote === undefined && (mark === '"' || mark === "'")) {
      quote = mark;
      start = at + 1;
    } else if (mark === quote) quote = undefined;
  }
  return quote === undefined ? undefined : line.slice(start);
}
