import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import type { ConnectionInfo } from "./connection-file.ts";
import { HEAR_SIGNALS_FLAG } from "./hear-signal.ts";
import type { JsonObject, JupyterMessage, OutgoingMessage } from "./message.ts";
import { runInOwnContext, Stopper } from "./stopper.ts";
import {
  CHILD_INTERRUPTED,
  CLOSED,
  COUNTERS,
  type FromThread,
  MARKS,
  type NativeOutputSource,
  type ThreadData,
  WAITING,
} from "./thread-messages.ts";
import { type LineData, WireLine } from "./wire-line.ts";

const EXIT_WAIT_MS = 5_000;
const STOP_WAIT_MS = 1_000;
const MARK_WAIT_MS = 1_000;

/**
 * The kernel's connection to its clients. All sockets live in a thread of their own, which
 * answers heartbeats, `interrupt_request` and, given `kernelInfo`, `kernel_info_request` on
 * control, while the main thread computes.
 *
 * An interrupt (and a `shutdown_request`, before it is delivered) arrives as `onInterrupt`. If
 * the main thread does not get to it within 40 ms and `setExecuting(true)` holds, the running
 * JavaScript is stopped first, as often as it takes. Variables survive, but what is stopped
 * unwinds without `catch` or `finally`, and every promise reaction that was ready at that
 * moment is dropped: promises that waited for them never settle. So the main side must
 * - say `setExecuting(true)` when a cell's own code begins and `setExecuting(false)` when it
 *   ends, and around work of its own that must not be cut in two;
 * - in `onInterrupt`, settle the running cell itself (reply, `idle`, the next one in the queue)
 *   and not count on anything that awaited the cell's promise; a `finally` is no place to
 *   clean up;
 * - abort what the cell began (its AbortSignal): code that awaits is not stopped, it only no
 *   longer has a cell.
 * A loop outside of any cell's time (in a timer that a cell has left behind) is stopped too, when
 * nothing else has helped for 1.5 s. One loop cannot be stopped: one in a `setImmediate` callback
 * that another immediate of the same turn went before; Node then fails in its own list of
 * immediates. Cells therefore get a `setImmediate` that runs one callback a turn.
 */
export interface Wire {
  /** The id in the headers of all messages of this kernel. */
  readonly session: string;
  /**
   * Requests from shell, control and stdin, in order of arrival per channel, each in a turn of
   * the event loop of its own. None is taken from the sockets before there is a handler.
   */
  onMessage(handler: (message: JupyterMessage) => void): void;
  /** Whether SIGINT arrives as an interrupt and SIGTERM as `onTerminate`; otherwise the main thread has to listen. */
  readonly hearsSignals: boolean;
  /** An interrupt was asked for, by a message or a signal, whether or not a cell runs; several at once may count as one. */
  onInterrupt(handler: () => void): void;
  /**
   * The process is to end, by SIGTERM or because the one of `JPY_PARENT_PID` is gone. It comes
   * behind an interrupt, and two seconds later the process is killed if it is still there.
   */
  onTerminate(handler: () => void): void;
  /** The thread died: nothing can be sent or received any more. Without a handler it is thrown. */
  onFailure(handler: (error: Error) => void): void;
  /** Whether the code of a cell runs, which an interrupt may stop. */
  setExecuting(executing: boolean): void;
  /** Whether this thread waits for a child process: an interrupt then ends that first. */
  setWaiting(waiting: boolean): void;
  /** Whose output it is that native code and child processes write; without one it is logged. */
  setOutputOwner(request: JupyterMessage | undefined): void;
  /**
   * Requests of these types go to the port's other end, each with an `id`, and not to main; the
   * `content` that comes back with that `id` is the answer. While the port is closed they come
   * to main again. A second call takes the place of the first.
   */
  delegate(types: readonly string[], port: MessagePort): void;
  /**
   * Sends on the message's channel, in order. Blocks while more than 1,000 messages wait, for
   * a second at most. Throws where the content is not JSON. After `close` it does nothing.
   */
  send(message: OutgoingMessage): void;
  /** A way for another thread to send: it makes a `WireLine` of what is transferred to it. */
  openLine(): LineData;
  /** Blocks until what was sent so far stands before all that others write to the native output from now on; for a second at most. */
  precede(): void;
  /** Resolves when everything sent so far has left. */
  flush(): Promise<void>;
  /** Sends what is left, closes the sockets, ends the thread. Exiting without it does so too, blocking. */
  close(): Promise<void>;
}

export interface OpenWireOptions {
  /** The built `kernel-thread.js`; only the program's entry point knows where that lies. */
  readonly threadUrl: URL;
  /** The content of `kernel_info_reply`. With it the thread answers on control while main computes. */
  readonly kernelInfo?: JsonObject;
  /** Pipes with what native code and child processes write. */
  readonly nativeOutput?: NativeOutputSource | undefined;
  /** Whether the code that calls is the running cell's; with `ofAny`, that of any cell. */
  readonly isCellCode?: (ofAny: boolean) => boolean;
  /** The code below it is the kernel's own, which an interrupt leaves whole if it ends in 3 s. */
  readonly ownFolder?: URL;
}

/** Binds the sockets of a connection. Rejects where an address cannot be bound. */
export async function openWire(
  connection: ConnectionInfo,
  options: OpenWireOptions,
): Promise<Wire> {
  const session = randomUUID();
  const data: ThreadData = {
    connection,
    session,
    kernelInfo: options.kernelInfo,
    nativeOutput: options.nativeOutput,
    stopperName: `cauce.stop.${session}`,
    counters: new Int32Array(new SharedArrayBuffer(COUNTERS * Int32Array.BYTES_PER_ELEMENT)),
  };
  const worker = new Worker(options.threadUrl, {
    workerData: data,
    name: "cauce-wire",
    execArgv: [HEAR_SIGNALS_FLAG],
    resourceLimits: { maxYoungGenerationSizeMb: 6 },
  });
  const [ready]: [FromThread] = (await once(worker, "message")) as [FromThread];
  const { isCellCode = () => true, ownFolder } = options;
  const hearsSignals = ready.kind === "ready" && ready.hearsSignals;
  return new ThreadWire(worker, data, { hearsSignals, isCellCode, ownFolder: ownFolder?.href });
}

interface Surroundings {
  readonly hearsSignals: boolean;
  readonly isCellCode: (ofAny: boolean) => boolean;
  readonly ownFolder: string | undefined;
}

class ThreadWire implements Wire {
  readonly session: string;
  readonly hearsSignals: boolean;
  readonly #counters: Int32Array;
  readonly #line: WireLine;
  readonly #stopper: Stopper;
  readonly #flushes = new Map<number, () => void>();
  readonly #exited: Promise<void>;
  #onMessage: ((message: JupyterMessage) => void) | undefined;
  #onInterrupt: () => void = () => {};
  #onTerminate: () => void = () => {};
  #onFailure: (error: Error) => void = throwLater;
  #executing = false;
  #isHeld = false;
  #acknowledged = 0;
  #flushCount = 0;
  #marks = 0;
  #closing: Promise<void> | undefined;

  constructor(worker: Worker, data: ThreadData, surroundings: Surroundings) {
    this.session = data.session;
    this.hearsSignals = surroundings.hearsSignals;
    this.#counters = data.counters;
    this.#line = new WireLine({ ...data, port: worker });
    this.#stopper = new Stopper({
      name: data.stopperName,
      isOpen: (interrupt) => interrupt > this.#acknowledged,
      isExecuting: () => this.#executing,
      isCellCode: surroundings.isCellCode,
      isHeld: () => this.#isHeld,
      ownFolder: surroundings.ownFolder,
    });
    worker.on("message", (message: FromThread) => runInOwnContext(() => this.#handle(message)));
    worker.on("error", (error) => this.#fail(error));
    this.#exited = new Promise((resolve) => worker.once("exit", () => resolve()));
    process.once("exit", this.#closeOnExit);
  }

  onMessage(handler: (message: JupyterMessage) => void): void {
    if (this.#onMessage === undefined) this.#line.post({ kind: "receive" });
    this.#onMessage = handler;
  }

  onInterrupt(handler: () => void): void {
    this.#onInterrupt = handler;
  }

  onTerminate(handler: () => void): void {
    this.#onTerminate = handler;
  }

  onFailure(handler: (error: Error) => void): void {
    this.#onFailure = handler;
  }

  setExecuting(executing: boolean): void {
    this.#executing = executing;
  }

  setWaiting(waiting: boolean): void {
    const before = Atomics.exchange(this.#counters, WAITING, waiting ? 1 : 0);
    // The child was ended by an interrupt: the code behind it must not run on before it is stopped.
    if (waiting || before !== CHILD_INTERRUPTED) return;
    this.#isHeld = true;
    Atomics.wait(this.#counters, WAITING, 0, STOP_WAIT_MS);
    this.#isHeld = false;
  }

  setOutputOwner(request: JupyterMessage | undefined): void {
    const header = request && { ...request, content: {}, metadata: {}, buffers: [] };
    this.#line.post({ kind: "owner", request: header });
  }

  delegate(types: readonly string[], port: MessagePort): void {
    this.#line.post({ kind: "delegate", types, port }, [port]);
  }

  send(message: OutgoingMessage): void {
    if (this.#closing !== undefined) return;
    this.#line.send(message);
  }

  precede(): void {
    if (this.#closing !== undefined) return;
    this.#line.post({ kind: "mark" });
    this.#marks += 1;
    const deadline = performance.now() + MARK_WAIT_MS;
    for (;;) {
      const reached = Atomics.load(this.#counters, MARKS);
      const leftMs = deadline - performance.now();
      if (reached >= this.#marks || leftMs <= 0) return;
      Atomics.wait(this.#counters, MARKS, reached, leftMs);
    }
  }

  openLine(): LineData {
    const { port1, port2 } = new MessageChannel();
    this.#line.post({ kind: "line", port: port1 }, [port1]);
    return { port: port2, counters: this.#counters, session: this.session };
  }

  flush(): Promise<void> {
    if (this.#closing !== undefined) return this.#closing;
    const id = ++this.#flushCount;
    return new Promise((resolve) => {
      this.#flushes.set(id, resolve);
      this.#line.post({ kind: "flush", id });
    });
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  #handle(message: FromThread): void {
    switch (message.kind) {
      case "ready":
        return;
      case "message":
        this.#onMessage?.(message.message);
        return;
      case "interrupt":
        this.#interrupt(message.interrupt);
        return;
      case "terminate":
        this.#onTerminate();
        return;
      case "flushed":
        this.#flushes.get(message.id)?.();
        this.#flushes.delete(message.id);
    }
  }

  #interrupt(interrupt: number): void {
    if (interrupt <= this.#acknowledged) return;
    // First, so that a handler which takes long is not stopped itself.
    this.#acknowledged = interrupt;
    this.#line.post({ kind: "acknowledge", interrupt });
    this.#onInterrupt();
  }

  #fail(error: Error): void {
    // With the thread its sockets are gone: there is nothing left to wait for at exit.
    Atomics.store(this.#counters, CLOSED, 1);
    this.#onFailure(error);
  }

  async #close(): Promise<void> {
    this.#line.post({ kind: "close" });
    await this.#exited;
    process.off("exit", this.#closeOnExit);
    this.#stopper.dispose();
    for (const resolve of this.#flushes.values()) resolve();
  }

  /** zeromq aborts a process that exits with open sockets; nothing can be awaited any more here. */
  readonly #closeOnExit = (): void => {
    this.#line.post({ kind: "close" });
    Atomics.wait(this.#counters, CLOSED, 0, EXIT_WAIT_MS);
  };
}

function throwLater(error: Error): void {
  queueMicrotask(() => {
    throw error;
  });
}
