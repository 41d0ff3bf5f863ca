import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Writes a notebook for our kernel: a cell for each entry, with the entry's name as its id. */
export function writeNotebook(
  project: string,
  file: string,
  cells: Readonly<Record<string, string>>,
): void {
  const full = path.join(project, file);
  mkdirSync(path.dirname(full), { recursive: true });
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { display_name: "TypeScript (Cauce)", language: "typescript", name: "cauce" },
    },
    cells: Object.entries(cells).map(([id, source]) => ({
      cell_type: "code",
      id,
      metadata: {},
      execution_count: null,
      outputs: [],
      source,
    })),
  };
  writeFileSync(full, JSON.stringify(notebook));
}
