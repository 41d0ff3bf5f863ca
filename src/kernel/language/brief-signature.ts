/** A line that is read at a glance. */
const mostChars = 160;

/**
 * A name with its type in one line: of several signatures the first, without its type
 * parameters. `isWhole` tells whether that is all there is to say.
 */
export function briefSignature(
  name: string,
  type: string,
): { readonly line: string; readonly isWhole: boolean } {
  const whole = `${name}: ${type}`;
  const call = firstCall(type);
  if (call !== undefined) return { line: shorten(`${name}${call}`), isWhole: false };
  const line = shorten(whole.replace(/\s+/g, " "));
  return { line, isWhole: line === whole };
}

/** Of `{ <T>(a: T): B; (c: D): E; }` the part `(a: T): B`. */
function firstCall(type: string): string | undefined {
  const overloads = /^\{ (?=[<(])/.exec(type)?.[0];
  if (overloads === undefined) return undefined;
  const signatures = type.slice(overloads.length);
  const start = signatures.startsWith("<") ? closingOf(signatures) : 0;
  return signatures.slice(start, closingOf(signatures, start, ";"));
}

/** Behind the bracket that closes the first one; with `end`, before that mark outside of brackets. */
function closingOf(text: string, start = 0, end?: string): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const mark = text[at] ?? "";
    if (depth === 0 && mark === end) return at;
    if ("<([{".includes(mark)) depth += 1;
    else if (")]}".includes(mark) || (mark === ">" && text[at - 1] !== "=")) depth -= 1;
    else continue;
    if (depth === 0 && end === undefined) return at + 1;
  }
  return text.length;
}

function shorten(text: string): string {
  return text.length <= mostChars ? text : `${text.slice(0, mostChars - 2)} …`;
}
