import path from "node:path";

/** The notebook that this kernel runs, where Jupyter's server has said so; a console has none. */
export function notebookFile(folder: string): string | undefined {
  const { JPY_SESSION_NAME: file } = process.env;
  if (file === undefined || !file.endsWith(".ipynb")) return undefined;
  return path.dirname(path.resolve(file)) === path.resolve(folder) ? path.resolve(file) : undefined;
}
