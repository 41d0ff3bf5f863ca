import path from "node:path";

let current: string | undefined;

/** The folder that target paths are relative to. One for a process: a notebook has one project. */
function projectRoot(): string {
  return current ?? process.cwd();
}

export function setProjectRoot(folder: string | undefined): void {
  current = folder;
}

/** The absolute path of a target's path. */
export function resolveFromRoot(targetPath: string): string {
  return path.resolve(projectRoot(), targetPath);
}
