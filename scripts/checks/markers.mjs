import { parseSync, Visitor } from "oxc-parser";
import { lineAt, readSourceFiles } from "./source-files.mjs";

const unfinished = /\b(TODO|FIXME|XXX|HACK)\b/;
const silenced = /@ts-(ignore|nocheck)\b|biome-ignore[^\n]*(noExplicitAny|noDefaultExport)/;
/** Tests of types say with it what must not compile; sources have no such excuse. */
const expectedError = /@ts-expect-error\b/;

/**
 * No unfinished work, no silenced compiler, no `any`, in sources and tests.
 * @param {string} root
 */
export async function checkMarkers(root) {
  const sources = await readSourceFiles(root, "src");
  const tests = await readSourceFiles(root, "test");
  const failures = [
    ...sources.flatMap((source) => findMarkers(source, [unfinished, silenced, expectedError])),
    ...tests.flatMap((source) => findMarkers(source, [unfinished, silenced])),
  ];
  const count = sources.length + tests.length;
  return { detail: `${count} files, ${failures.length} of TODO, FIXME, ts-ignore, any`, failures };
}

/**
 * @param {{ file: string, text: string }} source
 * @param {RegExp[]} patterns
 */
function findMarkers({ file, text }, patterns) {
  const { program, comments } = parseSync(file, text);
  /** @type {string[]} */
  const found = [];
  for (const comment of comments) {
    const match = patterns.map((pattern) => pattern.exec(comment.value)).find(Boolean);
    if (match) found.push(`${file}:${lineAt(text, comment.start)}: ${match[0]}`);
  }
  new Visitor({
    TSAnyKeyword(node) {
      found.push(`${file}:${lineAt(text, node.start)}: any`);
    },
  }).visit(program);
  return found;
}
