import path from "node:path";
import { resolveFromRoot } from "./project-root.ts";

/**
 * What to do about a file that Node did not find by a relative path, where there is one of that path
 * under the project's root: targets start there, Node's own functions in the working directory.
 * `exists` says whether there is a file.
 */
export function relativePathHint(
  error: Error,
  exists: (absolutePath: string) => boolean,
): string | undefined {
  try {
    const { code, path: sought } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT" || typeof sought !== "string" || path.isAbsolute(sought))
      return undefined;
    const below = path.normalize(sought).replace(/^(?:\.\.[/\\])+/, "");
    const named = [sought, below].find(
      (file) => isAnother(file, sought) && exists(resolveFromRoot(file)),
    );
    if (named === undefined) return undefined;
    return `Node looked for it from the working directory, \`${process.cwd()}\`; \`file(${JSON.stringify(named)}).absolutePath\` is its path from the project's root.`;
  } catch {
    // Getters of what was thrown, or a working directory that is gone: whoever tells of an error must not fail at it.
    return undefined;
  }
}

function isAnother(file: string, sought: string): boolean {
  return resolveFromRoot(file) !== path.resolve(sought);
}
