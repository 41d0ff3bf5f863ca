export type LineBreak = "\n" | "\r\n" | "\r";

/** A file's line break is the first one outside quotes. */
export function findLineBreak(text: string): LineBreak {
  const bare = text.replace(/"[^"]*"/g, "");
  const found = /\r\n|\n|\r/.exec(bare)?.[0];
  return found === "\r\n" || found === "\r" ? found : "\n";
}

/** Also those inside cells, which are "\n" where rows end with "\r\n". */
export function countLineBreaks(text: string, lineBreak: LineBreak): number {
  const mark = lineBreak === "\r" ? "\r" : "\n";
  let count = 0;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) count++;
  return count;
}
