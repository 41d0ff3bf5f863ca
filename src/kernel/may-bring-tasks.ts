/** Imports of what knows no pipelines: modules of Node's own, and data frames. */
const plainImport = /\bimport\b[^"'`();]*(["'])(?:node:(?!module\b)[\w/]+|danfojs-node)\1/g;

/** Whether a task may come into a session with a cell: it imports something that may hold one. */
export function mayBringTasks(source: string): boolean {
  return source.replace(plainImport, "").includes("import");
}
