/**
 * The results with one benchmark's section replaced, or added at the end.
 * @param {string} text
 * @param {string} name
 * @param {string} section
 */
export function putSection(text, name, section) {
  const heading = `## ${name}\n`;
  const start = text.indexOf(heading);
  const whole = `${heading}\n${section}`;
  if (start === -1) return `${text.trimEnd()}\n\n${whole}`;
  const next = text.indexOf("\n## ", start + 1);
  const rest = next === -1 ? "" : text.slice(next);
  return `${text.slice(0, start)}${whole}${rest}`;
}
