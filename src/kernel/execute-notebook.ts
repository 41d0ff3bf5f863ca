import path from "node:path";
import { failedTasksKey } from "./failed-tasks.ts";
import { startKernelProcess } from "./kernel-process.ts";
import type { NotebookDocument, StoredCell } from "./notebook-document.ts";
import { notebookFileVariable } from "./notebook-file.ts";
import { type CellError, OutputCollector, readError } from "./output-collector.ts";
import type { KernelClient } from "./wire/wire-client.ts";

/** What is told of each cell that has code, as it begins and as it ends. */
export interface CellProgress {
  readonly status: "started" | "succeeded" | "failed";
  /** Counts from 1, code cells with code alone, as the kernel's messages name them. */
  readonly cell: number;
  readonly cells: number;
  readonly source: string;
  /** Since the cell began. */
  readonly ms: number;
}

/** The first cell that failed where it must not. */
export interface CellFault extends CellError {
  readonly cell: number;
  readonly cellId: string;
}

export interface ExecuteNotebookOptions {
  /** The notebook's path, absolute. The kernel works in its folder, and knows the notebook by it. */
  readonly file: string;
  /** Go on behind a cell that fails. */
  readonly allowErrors?: boolean;
  /** Errors show every frame of their stack. */
  readonly fullErrors?: boolean;
  readonly onProgress?: (progress: CellProgress) => void;
  /** Interrupts the running cell; no other is begun. */
  readonly signal?: AbortSignal;
}

export interface ExecutedNotebook {
  /** With the outputs of the cells that ran; the others have none. */
  readonly notebook: NotebookDocument;
  readonly fault?: CellFault;
  /** The ids of tasks that failed when they ran last, in a cell where nothing may fail. */
  readonly failedTasks: readonly string[];
}

/**
 * Runs every cell of a notebook, in order and from nothing, in a kernel process of its own,
 * as a Jupyter client would. Ends at the first cell that fails, unless that cell is tagged
 * `raises-exception`.
 * @throws CauceError `kernel-not-started`, `kernel-died`
 */
export async function executeNotebook(
  notebook: NotebookDocument,
  options: ExecuteNotebookOptions,
): Promise<ExecutedNotebook> {
  const kernel = await startKernelProcess({
    folder: path.dirname(options.file),
    env: { [notebookFileVariable]: options.file },
  });
  const stop = () => void kernel.client.interrupt().catch(() => kernel.kill());
  options.signal?.addEventListener("abort", stop);
  try {
    const { reply } = await kernel.client.request("shell", "kernel_info_request", {});
    if (options.fullErrors === true) await kernel.client.execute("%errors full", { silent: true });
    const execution = new NotebookExecution(notebook, kernel.client, options);
    const fault = await execution.run();
    const executed = execution.document(reply.content.language_info);
    const failedTasks = execution.failedTasks();
    return { notebook: executed, failedTasks, ...(fault === undefined ? {} : { fault }) };
  } finally {
    options.signal?.removeEventListener("abort", stop);
    await kernel.stop();
  }
}

class NotebookExecution {
  readonly #notebook: NotebookDocument;
  readonly #client: KernelClient;
  readonly #options: ExecuteNotebookOptions;
  readonly #collector = new OutputCollector();
  readonly #counts = new Map<string, number>();
  readonly #excused = new Set<string>();
  #failed: readonly string[] = [];

  constructor(notebook: NotebookDocument, client: KernelClient, options: ExecuteNotebookOptions) {
    this.#notebook = notebook;
    this.#client = client;
    this.#options = options;
    client.onLate((message) => this.#collector.takeLate(message));
  }

  /** Resolves with the fault that ended it. */
  async run(): Promise<CellFault | undefined> {
    const cells = this.#notebook.cells.filter(isToRun);
    for (const [at, cell] of cells.entries()) {
      if (this.#options.signal?.aborted === true) return interruptedBefore(at + 1, cell.id);
      const fault = await this.#runCell(cell, at + 1, cells.length);
      if (fault !== undefined && !this.#isAllowed(cell)) return fault;
    }
    return undefined;
  }

  failedTasks(): string[] {
    return this.#failed.filter((id) => !this.#excused.has(id));
  }

  document(languageInfo: unknown): NotebookDocument {
    const { cells, metadata } = this.#notebook;
    const kernelspec = {
      display_name: "TypeScript (Cauce)",
      language: "typescript",
      name: "cauce",
    };
    return {
      ...this.#notebook,
      metadata: { ...metadata, kernelspec, language_info: languageInfo },
      cells: cells.map((cell) => this.#executed(cell)),
    };
  }

  async #runCell(cell: StoredCell, number: number, cells: number): Promise<CellFault | undefined> {
    const { source, id } = cell;
    const startedAt = performance.now();
    const tell = (status: CellProgress["status"]) => {
      const ms = performance.now() - startedAt;
      this.#options.onProgress?.({ status, cell: number, cells, source, ms });
    };
    tell("started");
    const { reply } = await this.#client.execute(source, {
      cellId: id,
      onMessage: (message) => this.#collector.take(id, message),
    });
    this.#takeFailed(cell, reply.metadata[failedTasksKey]);
    const { status, execution_count: count } = reply.content;
    if (typeof count === "number") this.#counts.set(id, count);
    tell(status === "ok" ? "succeeded" : "failed");
    if (status === "ok") return undefined;
    return { cell: number, cellId: id, ...readError(reply.content) };
  }

  /** What begins to fail in a cell that may fail is no fault. */
  #takeFailed(cell: StoredCell, failed: unknown): void {
    const before = new Set(this.#failed);
    this.#failed = Array.isArray(failed) ? failed.map(String) : [];
    for (const id of this.#failed)
      if (!before.has(id) && this.#isAllowed(cell)) this.#excused.add(id);
  }

  #isAllowed({ metadata }: StoredCell): boolean {
    if (this.#options.signal?.aborted === true) return false;
    const { tags } = metadata;
    const raises = Array.isArray(tags) && tags.includes("raises-exception");
    return raises || this.#options.allowErrors === true;
  }

  #executed(cell: StoredCell): StoredCell {
    if (cell.cell_type !== "code") return cell;
    return {
      ...cell,
      outputs: this.#collector.outputsOf(cell.id),
      execution_count: this.#counts.get(cell.id) ?? null,
    };
  }
}

function isToRun(cell: StoredCell): boolean {
  return cell.cell_type === "code" && cell.source.trim() !== "";
}

function interruptedBefore(cell: number, cellId: string): CellFault {
  const evalue = "interrupted before this cell";
  return { cell, cellId, ename: "KeyboardInterrupt", evalue, traceback: [] };
}
