import type { MessagePort } from "node:worker_threads";
import type { ConnectionInfo } from "./connection-file.ts";
import type { SerializedMessage } from "./encode-message.ts";
import type { JsonObject, JupyterMessage } from "./message.ts";

/** Cells of the shared counters, each an Int32. */
export const UNSENT = 0;
export const CLOSED = 1;
export const WAITING = 2;
export const TICKETS = 3;
export const MARKS = 4;
export const COUNTERS = 5;
/** Of WAITING: the child process has been told to end. */
export const CHILD_INTERRUPTED = 2;

/** Descriptors of pipes, opened for reading without blocking. */
export interface NativeOutputSource {
  readonly stdout: number;
  readonly stderr: number;
}

/** What the thread is started with. */
export interface ThreadData {
  readonly connection: ConnectionInfo;
  /** The kernel's session id, for the headers of the thread's own messages. */
  readonly session: string;
  /** With it the thread answers `kernel_info_request` on control by itself. */
  readonly kernelInfo: JsonObject | undefined;
  /** What native code and child processes write can be read from these descriptors. */
  readonly nativeOutput: NativeOutputSource | undefined;
  /** The global function of the main thread that stops what runs there. */
  readonly stopperName: string;
  /**
   * UNSENT: messages that were posted and no socket has taken. CLOSED: 1 once all are closed.
   * WAITING: 1 while main waits for a child process and cannot be stopped. TICKETS: how many
   * messages all threads together have begun to post. MARKS: how many marks have been reached.
   */
  readonly counters: Int32Array;
}

/** A message with its place among those of all threads. */
export interface Ticketed {
  readonly ticket: number;
  readonly message: ToThread;
}

export type ToThread =
  | { readonly kind: "receive" }
  | { readonly kind: "send"; readonly message: SerializedMessage }
  /** Native output belongs to this request from now on; without one it goes to the log. */
  | { readonly kind: "owner"; readonly request: JupyterMessage | undefined }
  /** Another thread sends through this port. */
  | { readonly kind: "line"; readonly port: MessagePort }
  /** Main waits until what it has posted before is on its way. */
  | { readonly kind: "mark" }
  | { readonly kind: "flush"; readonly id: number }
  | { readonly kind: "delegate"; readonly types: readonly string[]; readonly port: MessagePort }
  | { readonly kind: "acknowledge"; readonly interrupt: number }
  | { readonly kind: "close" };

export type FromThread =
  | { readonly kind: "ready"; readonly hearsSignals: boolean }
  | { readonly kind: "message"; readonly message: JupyterMessage }
  | { readonly kind: "interrupt"; readonly interrupt: number }
  | { readonly kind: "terminate" }
  | { readonly kind: "flushed"; readonly id: number };
