import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { analyzeCell } from "../cell/analyze-cell.ts";
import type { Cell } from "../cell/cell.ts";
import { CodeBase } from "../cell/code-base.ts";
import type { CellAnalysis } from "../cell/declaration.ts";
import { splitMagics } from "../cell/magics.ts";
import { mayImportForEffect } from "../cell/may-declare.ts";
import { registerText } from "../core/code-frame.ts";
import { CauceError } from "../core/errors.ts";
import { parseNotebook } from "../kernel/notebook-document.ts";
import { importedTasks } from "../pipeline/imported-tasks.ts";
import { readEmitOptions } from "../pipeline/read-emit-options.ts";

/**
 * The code of a notebook (`.ipynb`) or of a module (`.ts`, `.js`). Of a notebook, a cell with a
 * syntax error is told to `onBroken` and refuses only what reaches it; without `onBroken`, in a
 * module, and where every task would reach it, it is an error.
 */
export function readCode(file: string, onBroken?: (problem: CauceError) => void): CodeBase {
  const isNotebook = file.endsWith(".ipynb");
  if (!isNotebook && existsSync(file) && statSync(file).isFile() && !/\.[cm]?[jt]sx?$/.test(file))
    throw new CauceError(
      "file-not-supported",
      `\`${file}\` holds no tasks: expected a notebook (.ipynb) or a module (.ts). Name the file that defines them.`,
    );
  const cells = isNotebook
    ? notebookCells(file)
    : [{ id: file, label: path.basename(file), source: readText(file) }];
  for (const { label, source } of cells) registerText(label, () => source);
  const folder = path.dirname(path.resolve(file));
  const emit = readEmitOptions(folder);
  const analyses = cells.map((cell) => analyzeCell({ ...cell, emit }));
  for (const analysis of analyses) {
    const { unread } = analysis;
    if (unread === undefined) continue;
    const problem = syntaxError(
      isNotebook ? `\`${file}\`, ${analysis.label}` : `\`${file}\``,
      analysis,
    );
    if (!isNotebook || onBroken === undefined || mayImportForEffect(unread)) throw problem;
    onBroken(problem);
  }
  return new CodeBase(analyses, importedTasks(folder));
}

function syntaxError(culprit: string, { label, problems }: CellAnalysis): CauceError {
  const { message, ...at } = problems[0] ?? { message: "", line: 1, column: 1 };
  return new CauceError(
    "syntax-error",
    `${culprit}, line ${at.line}: ${message}. Correct the line and try again.`,
    { location: { place: label, ...at } },
  );
}

/** The code cells of a notebook, without their magics; they are counted as the notebook shows them when it is run from the top. */
export function notebookCells(file: string): Cell[] {
  const { cells } = parseNotebook(readText(file), file);
  const code = cells.filter(
    ({ cell_type, source }) => cell_type === "code" && source.trim() !== "",
  );
  return code.map(({ id, source }, at) => ({
    id,
    label: `cell ${at + 1}`,
    source: splitMagics(source).source,
  }));
}

/** The text of a file that must be a notebook. */
export function readNotebookText(file: string): string {
  const text = readText(file, "a notebook (.ipynb)");
  if (file.endsWith(".ipynb")) return text;
  throw new CauceError(
    "not-a-notebook",
    `\`${file}\` is no notebook. Expected a file that ends in .ipynb.`,
  );
}

function readText(file: string, expected = "a notebook (.ipynb) or a module (.ts)"): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new CauceError(
      "file-not-readable",
      `\`${file}\` ${describeFault(cause as NodeJS.ErrnoException)}. Expected ${expected}.`,
      { cause },
    );
  }
}

function describeFault({ code, message }: NodeJS.ErrnoException): string {
  if (code === "ENOENT" || code === "ENOTDIR") return "is not there";
  return code === "EISDIR" ? "is a folder" : `cannot be read (${message})`;
}
