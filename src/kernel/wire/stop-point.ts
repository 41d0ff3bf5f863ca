/** Deeper recursion than this is taken for the cell's. */
const MOST_FRAMES = 100;
const LOADER = "node:internal/modules/";

/**
 * Whether what runs below `skipped` frames may be stopped here: code of a cell, or of a package
 * that it calls. Not in Node's own code, which keeps count of its callbacks: a stop between two
 * steps that belong together makes it abort the process ("execution_async_id == 0"). Not in the
 * kernel's (in `ownFolder`), nor while a module is loaded: half of one would stay for good. On an
 * empty stack there is nothing to stop.
 */
export function isStopPoint(skipped: number, ownFolder: string | undefined): boolean {
  const files = listFiles(skipped);
  if (files[0] === undefined || files[0].startsWith("node:")) return false;
  const isOwn = (file: string) => ownFolder !== undefined && file.startsWith(ownFolder);
  for (const file of files) {
    if (isOwn(file) || file.startsWith(LOADER)) return false;
    if (!file.startsWith("node:") && !file.includes("/node_modules/")) return true;
  }
  return files.length >= MOST_FRAMES;
}

/** From the innermost on. V8's own (`Atomics.wait`, `Array.map`) have no file: they belong to whoever called them. */
function listFiles(skipped: number): string[] {
  const { stackTraceLimit, prepareStackTrace } = Error;
  // This function and `isStopPoint` come first.
  Error.stackTraceLimit = skipped + 2 + MOST_FRAMES;
  const files: string[] = [];
  Error.prepareStackTrace = (_error, frames) => {
    for (const frame of frames.slice(skipped + 2)) files.push(frame.getFileName() ?? "");
    return "";
  };
  void new Error().stack;
  Object.assign(Error, { stackTraceLimit, prepareStackTrace });
  return files.filter((file) => file !== "");
}
