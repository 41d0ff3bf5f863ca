/**
 * True for a method with statements and no `return` among them: `requires() { new Split(); }`. What
 * stands in its braces was meant to be given back. An empty one means nothing, and says so;
 * of a bound function there is no code to read.
 */
export function lacksReturn(method: unknown): boolean {
  const code = String(method).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
  const body = /\{([\s\S]*)\}\s*$/.exec(code)?.[1]?.trim();
  return body !== undefined && body !== "" && body !== "[native code]" && !/\breturn\b/.test(body);
}
