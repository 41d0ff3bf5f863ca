/**
 * `text` from `start` to `end`, with edits `{ from, to, text }` applied. Edits may stand in any
 * order but must not overlap; those outside the span do not count.
 */
export function editedText(text, start, end, edits) {
  const parts = [];
  let position = start;
  for (const edit of edits.toSorted((a, b) => a.from - b.from)) {
    if (edit.from < position || edit.to > end) continue;
    parts.push(text.slice(position, edit.from), edit.text);
    position = edit.to;
  }
  parts.push(text.slice(position, end));
  return parts.join("");
}
