import { exportModule } from "../cell/export-module.ts";
import { listTaskClasses } from "../cell/task-classes.ts";
import { CauceError } from "../core/errors.ts";
import { notebookCells, readCode, readNotebookText } from "./read-cells.ts";
import { writeResult } from "./write-result.ts";

/** Writes the tasks of a notebook, and all that they reach, as a module. */
export function exportCommand(file: string, options: { readonly output?: string }): void {
  readNotebookText(file);
  const code = readCode(file);
  if (listTaskClasses(code).length === 0)
    throw new CauceError(
      "no-tasks",
      `\`${file}\` defines no task: no class in it extends Task, ExternalTask or WrapperTask.`,
    );
  const text = exportModule(notebookCells(file), code);
  writeResult(text, options.output);
}
