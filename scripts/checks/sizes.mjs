import { readSourceFiles } from "./source-files.mjs";

const longest = 400;

/**
 * No file of src over 400 lines; the median is said, because it tells more than the rule.
 * @param {string} root
 */
export async function checkSizes(root) {
  const sizes = (await readSourceFiles(root, "src"))
    .map(({ file, text }) => ({ file, lines: text.split("\n").length - 1 }))
    .sort((a, b) => a.lines - b.lines);
  const failures = sizes
    .filter(({ lines }) => lines > longest)
    .map(({ file, lines }) => `${file} has ${lines} lines; at most ${longest} are allowed`);
  const median = sizes[Math.floor(sizes.length / 2)]?.lines ?? 0;
  const last = sizes.at(-1);
  const detail = `${sizes.length} files, median ${median} lines, longest ${last?.lines} (${last?.file})`;
  return { detail, failures };
}
