import path from "node:path";
import pc from "picocolors";
import {
  type CellFault,
  type ExecutedNotebook,
  executeNotebook,
} from "../kernel/execute-notebook.ts";
import { formatNotebook, parseNotebook } from "../kernel/notebook-document.ts";
import { findProjectRoot } from "../pipeline/find-project-root.ts";
import { NotebookFile } from "./notebook-file.ts";
import { NotebookProgress } from "./notebook-progress.ts";
import { readNotebookText } from "./read-cells.ts";
import { exitCodes } from "./report-problem.ts";

export interface ExecuteOptions {
  readonly output?: string;
  readonly allowErrors?: boolean;
  readonly fullErrors?: boolean;
}

/** Runs every cell of a notebook and writes it with its outputs. Resolves with the exit status. */
export async function executeCommand(file: string, options: ExecuteOptions): Promise<number> {
  const notebook = parseNotebook(readNotebookText(file), file);
  const notebookFile = path.resolve(file);
  const root = findProjectRoot(path.dirname(notebookFile));
  const output = new NotebookFile(
    options.output ?? path.join(root, "outputs", path.basename(file)),
  );
  const controller = new AbortController();
  const {
    fault,
    failedTasks,
    notebook: executed,
  } = await untilInterrupted(controller, (signal) => {
    const progress = new NotebookProgress(process.stdout);
    const allowErrors = options.allowErrors === true;
    return executeNotebook(notebook, {
      file: notebookFile,
      allowErrors,
      fullErrors: options.fullErrors === true,
      signal,
      onProgress: (cell) => progress.hear(cell),
    });
  });
  output.write(formatNotebook(executed));
  if (fault !== undefined) process.stderr.write(`${describeFault(fault)}\n`);
  else if (failedTasks.length > 0) process.stderr.write(`${describeFailed(failedTasks)}\n`);
  process.stdout.write(`wrote ${path.relative(process.cwd(), output.path)}\n`);
  if (controller.signal.aborted) return exitCodes.interrupted;
  return fault === undefined && failedTasks.length === 0 ? exitCodes.ok : exitCodes.taskFailed;
}

/** The first Ctrl-C interrupts the running cell, so that what was executed is still written. */
async function untilInterrupted(
  controller: AbortController,
  run: (signal: AbortSignal) => Promise<ExecutedNotebook>,
): Promise<ExecutedNotebook> {
  const interrupt = () => controller.abort();
  process.once("SIGINT", interrupt);
  process.once("SIGTERM", interrupt);
  try {
    return await run(controller.signal);
  } finally {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  }
}

const mostNamed = 5;

/** A run that fails fails no cell, but who runs a notebook without looking must hear of it. */
function describeFailed(ids: readonly string[]): string {
  const named = ids.slice(0, mostNamed).map((id) => `\`${id}\``);
  const more = ids.length > mostNamed ? ` and ${ids.length - mostNamed} more` : "";
  const count = ids.length === 1 ? "A task" : `${ids.length} tasks`;
  return `${pc.red("error")} ${count} failed: ${named.join(", ")}${more}. The notebook shows why; \`--allow-errors\` lets it pass.`;
}

/** Message first, then where. */
function describeFault({ cell, cellId, ename, evalue, traceback }: CellFault): string {
  const [head = `${ename}: ${evalue}`, ...places] = traceback;
  return `${pc.red("error")} ${head}\n${[...places, `    in cell ${cell} (id \`${cellId}\`); the cells after it did not run`].join("\n")}`;
}
