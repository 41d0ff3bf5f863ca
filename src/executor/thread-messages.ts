import type { MessagePort } from "node:worker_threads";
import type { TaskFailure } from "../core/event.ts";
import type { Attempt } from "../core/executor.ts";

/** The thread's end of what connects it. */
export interface ThreadLine {
  readonly port: MessagePort;
  /** How much of what it told was heard, in memory that both sides see. */
  readonly heard: Int32Array;
}

/** How a thread finds a task: everything in it travels as data. */
export interface TaskOrder {
  readonly id: string;
  readonly family: string;
  /** The parameters as they were passed, before defaults. */
  readonly given: unknown;
  /** The file that keeps the hermetic module with the task's class. */
  readonly module: string;
  /** The URL of the file with the class, where the module itself does not export it. */
  readonly behind?: string;
  readonly timeoutMs: number | undefined;
  /** The others of its batch, which differ in what they were given. */
  readonly others?: readonly Pick<TaskOrder, "id" | "given">[];
}

/** A task that a running one asked for, as data. */
export interface AskedTask {
  readonly family: string;
  readonly given: unknown;
}

/** How an attempt in a thread ended; "elsewhere" where the thread cannot make the very same task. */
export type ThreadOutcome = Attempt | "elsewhere";

export type ToThread =
  /** A module that tasks will likely come from: it is evaluated ahead of them. */
  | { readonly kind: "prepare"; readonly module: string }
  | { readonly kind: "run"; readonly attempt: number; readonly order: TaskOrder }
  | { readonly kind: "stop"; readonly attempt: number; readonly reason: StopReason }
  /** What an attempt asked for is done, or could not be. */
  | { readonly kind: "answer"; readonly attempt: number; readonly problem?: TaskFailure };

interface StopReason {
  readonly name: string;
  readonly message: string;
}

export type FromThread =
  /** What the operating system calls it, so that the programs which it starts can be found. */
  | { readonly kind: "started"; readonly systemThread: string | undefined }
  /** What is evaluated now: an import of a module by its specifier, or the module by its name. */
  | { readonly kind: "loading"; readonly what: string }
  /** Only from a task with a limit: the time in which its thread starts does not count. */
  | { readonly kind: "begun"; readonly attempt: number }
  | {
      readonly kind: "progress";
      readonly attempt: number;
      readonly done: number;
      readonly total: number;
      /** Of a batch the task that it is about. */
      readonly id?: string;
    }
  | {
      readonly kind: "log";
      readonly attempt: number;
      readonly text: string;
      readonly stream?: OutputStream;
      readonly id?: string;
    }
  | { readonly kind: "demand"; readonly attempt: number; readonly tasks: readonly AskedTask[] }
  | { readonly kind: "end"; readonly attempt: number; readonly outcome: ThreadOutcome }
  /** Something that no attempt awaits has thrown: the thread ends. */
  | { readonly kind: "crash"; readonly failure: TaskFailure }
  /** The thread ends; by which attempt, where that is known: it may have come to its end before. */
  | {
      readonly kind: "exit";
      readonly by: number | undefined;
      /** The task of that attempt. */
      readonly id: string | undefined;
    };

export type OutputStream = "stdout" | "stderr";
