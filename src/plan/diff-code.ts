const mostLines = 12;
const longestLine = 120;
/** Beyond this the table of the comparison would be larger than the answer is worth. */
const mostCompared = 400;

/** The lines that differ between two texts, each behind its "-" or "+"; layout and comments count for nothing. */
export function diffCode(before: string, after: string): string[] {
  const [then, now] = [linesOf(before), linesOf(after)];
  if (then.length > mostCompared || now.length > mostCompared) return [];
  const lines = compare(then, now);
  const shown = lines.slice(0, mostLines).map(cut);
  const rest = lines.length - shown.length;
  return rest > 0 ? [...shown, `… ${rest} more`] : shown;
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.replaceAll("\t", "  ").trimEnd())
    .filter((line) => line !== "" && !/^\s*(\/\/|\/\*|\*\/|\* |\*$)/.test(line));
}

function cut(line: string): string {
  return line.length > longestLine ? `${line.slice(0, longestLine - 1)}…` : line;
}

/** By the longest common subsequence of lines. */
function compare(then: readonly string[], now: readonly string[]): string[] {
  const width = now.length + 1;
  const common = new Uint16Array((then.length + 1) * width);
  for (let i = then.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      common[i * width + j] =
        then[i] === now[j]
          ? at(common, (i + 1) * width + j + 1) + 1
          : Math.max(at(common, (i + 1) * width + j), at(common, i * width + j + 1));
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < then.length || j < now.length) {
    if (i < then.length && then[i] === now[j]) {
      i++;
      j++;
    } else if (
      i < then.length &&
      (j === now.length || at(common, (i + 1) * width + j) >= at(common, i * width + j + 1))
    ) {
      lines.push(`- ${then[i++]}`);
    } else {
      lines.push(`+ ${now[j++]}`);
    }
  }
  return lines;
}

function at(table: Uint16Array, index: number): number {
  return table[index] ?? 0;
}
