/** Every word of a text that may be a name: the names that a piece of code uses are among them. */
export function wordsOf(text: string): Set<string> {
  return new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
}
