import { AsyncLocalStorage } from "node:async_hooks";
import type { Question } from "./ask-input.ts";
import type { JupyterMessage } from "./wire/message.ts";

/** A MIME type → its data, as Jupyter shows it. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** Where the outputs of one execution go. */
export interface Publisher {
  stream(name: "stdout" | "stderr", text: string): void;
  displayData(data: MimeBundle, displayId?: string): void;
  updateDisplayData(data: MimeBundle, displayId: string): void;
  executeResult(data: MimeBundle, executionCount: number): void;
  /** With `wait`, what was shown stays until the next output comes. */
  clearOutput(wait: boolean): void;
  error(ename: string, evalue: string, traceback: readonly string[]): void;
  /** Sends what was written so far. */
  flush(): void;
}

/** What runs now, and what it started that still runs, each under its own cell. */
export interface Execution {
  /** Jupyter's id of the cell, where the client sends one. */
  readonly cellId: string | undefined;
  readonly publisher: Publisher;
  readonly signal: AbortSignal;
  /** Aborts the signal, also of a cell that has ended: what it has left behind may run tasks. */
  readonly abort: () => void;
  /** What the client sent: all that is published belongs to it. */
  readonly request: JupyterMessage;
  /** Resolves with what the person who runs the cell typed. */
  readonly ask: (question: Question) => Promise<string>;
  /** Ends the cell with an error, whatever it does; false where it has ended before. */
  readonly fail: (error: unknown) => boolean;
}

const running = new AsyncLocalStorage<Execution>();
let last: Execution | undefined;

/** Runs a cell so that its output, also that of its timers and promises later on, is its own. */
export function runAs<Result>(execution: Execution, body: () => Result): Result {
  last = execution;
  return running.run(execution, body);
}

/** Runs what a client caused without a cell: output of its own, while that of cells stays theirs. */
export function runBeside<Result>(execution: Execution, body: () => Result): Result {
  return running.run(execution, body);
}

/** Whether the calling code is that of the latest cell; with `ofAny`, that of any cell. */
export function isCellCode(ofAny: boolean): boolean {
  const execution = running.getStore();
  return execution !== undefined && (ofAny || execution === last);
}

/** The execution that the calling code belongs to; the latest one where that is lost. */
export function currentExecution(): Execution | undefined {
  return running.getStore() ?? last;
}
