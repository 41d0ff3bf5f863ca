import { isFunction, parseJavaScript, walk } from "./syntax.ts";

/** Whether a `catch` of the same function takes what is thrown at a place of some JavaScript; both count from 0. */
export function isInTry(code: string, line: number, column: number): boolean {
  const offset = offsetOf(code, line, column);
  let caught = false;
  walk(parseJavaScript(code), (node) => {
    if (node.start > offset || offset >= node.end) return false;
    if (isFunction(node)) caught = false;
    if (node.type === "TryStatement" && node.handler !== null) {
      const { start, end } = node.block;
      if (start <= offset && offset < end) caught = true;
    }
    return true;
  });
  return caught;
}

function offsetOf(code: string, line: number, column: number): number {
  let start = 0;
  for (let count = 0; count < line; count += 1) start = code.indexOf("\n", start) + 1;
  return start + column;
}
