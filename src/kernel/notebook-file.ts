import path from "node:path";

/** In which Jupyter's server, and `cauce execute`, tell a kernel its notebook. */
export const notebookFileVariable = "JPY_SESSION_NAME";

/** The notebook that this kernel runs, where whoever started it has said so; a console has none. */
export function notebookFile(folder: string): string | undefined {
  const file = process.env[notebookFileVariable];
  if (file === undefined || !file.endsWith(".ipynb")) return undefined;
  return path.dirname(path.resolve(file)) === path.resolve(folder) ? path.resolve(file) : undefined;
}
