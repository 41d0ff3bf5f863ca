import { setTimeout as delay } from "node:timers/promises";
import { InputDesk, type Question } from "./ask-input.ts";
import { cellOf } from "./cell-of-request.ts";
import { Comms } from "./comms.ts";
import { describeError } from "./describe-error.ts";
import { failedTasksKey } from "./failed-tasks.ts";
import { History } from "./history.ts";
import { KernelPublisher } from "./kernel-publisher.ts";
import type { KernelWire } from "./kernel-wire.ts";
import { codeRequests } from "./language/code-requests.ts";
import { runBeside } from "./publisher.ts";
import { quietPublisher } from "./quiet-publisher.ts";
import type { CellOutcome } from "./running-cell.ts";
import type { Session } from "./session.ts";
import { refuseRequest } from "./unsupported-requests.ts";
import { readExpressions } from "./user-expressions.ts";
import type { JsonObject, JupyterMessage } from "./wire/message.ts";

/** How long requests that were sent together may take to arrive. */
const arrivalMs = 50;
/** They were sent before the interrupt was, which has taken its own time to arrive. */
const arrivalAfterInterruptMs = 15;

/** Where code in cells finds the comms, without an import. */
const commsKey = Symbol.for("cauce.comms");

type Handler = (
  message: JupyterMessage,
) => JsonObject | Promise<JsonObject | undefined> | undefined;

/** Work that takes a cell's turn and is none. */
type Job = () => Promise<void>;

/** Message type → handler, with busy and idle around each; cells one after the other, everything else at once. */
export class Kernel {
  readonly #session: Session;
  readonly #wire: KernelWire;
  readonly #info: JsonObject;
  readonly #onShutdown: (restart: boolean) => void;
  readonly #handlers: Readonly<Record<string, Handler>>;
  readonly #history = new History();
  readonly #input: InputDesk;
  readonly #comms: Comms;
  readonly #queue: (JupyterMessage | Job)[] = [];
  #isRunning = false;
  #isInterrupted = false;
  #executionCount = 0;

  constructor(
    session: Session,
    wire: KernelWire,
    info: JsonObject,
    onShutdown: (restart: boolean) => void,
  ) {
    this.#session = session;
    this.#wire = wire;
    this.#info = info;
    this.#onShutdown = onShutdown;
    this.#input = new InputDesk((message) => wire.send(message));
    this.#comms = new Comms((message) => wire.send(message));
    Object.assign(globalThis, { [commsKey]: this.#comms });
    session.connect(this.#comms, (job) => this.#enqueue(() => this.#occupy(job)));
    // The wire asks the language thread itself; here arrives only what it could not hand over.
    const answerCode: Handler = ({ header, content, metadata }) =>
      session.language.answer({ type: header.msg_type, content, metadata });
    const handleComm = (message: JupyterMessage) => this.#handleComm(message);
    this.#handlers = {
      kernel_info_request: () => this.#info,
      ...Object.fromEntries(codeRequests.map((type) => [type, answerCode])),
      history_request: ({ content }) => this.#history.answer(content),
      comm_info_request: ({ content }) => this.#comms.info(content),
      comm_open: handleComm,
      comm_msg: handleComm,
      comm_close: handleComm,
      shutdown_request: ({ content }) => ({ status: "ok", restart: content.restart === true }),
    };
  }

  /** Takes a request in. Cells wait for their turn. */
  handle(message: JupyterMessage): void {
    switch (message.header.msg_type) {
      case "execute_request":
        this.#enqueue(message);
        return;
      case "input_reply":
        // An answer and no request: it has neither a reply nor a status.
        this.#input.take(message);
        return;
      default:
        void this.#answer(message);
    }
  }

  interrupt(): void {
    this.#isInterrupted = true;
    this.#session.interrupt();
  }

  /** The kernel is there: clients that wait for it may start. */
  announce(): void {
    this.#wire.send({ channel: "iopub", type: "status", content: { execution_state: "starting" } });
  }

  #enqueue(work: JupyterMessage | Job): void {
    this.#queue.push(work);
    if (!this.#isRunning) void this.#work();
  }

  async #work(): Promise<void> {
    this.#isRunning = true;
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift())
      await (typeof next === "function" ? next() : this.#executeSafely(next));
    this.#isRunning = false;
  }

  /** A fault of the kernel's own costs one cell, and not all that follow. */
  async #executeSafely(message: JupyterMessage): Promise<void> {
    try {
      await this.#execute(message);
    } catch (error) {
      this.#wire.setExecuting(false);
      this.#reply(message, { status: "error", ...describeError(error) });
      this.#status("idle", message);
    }
  }

  /** What computes without a cell can be stopped as a cell can. */
  async #occupy(job: Job): Promise<void> {
    this.#wire.setExecuting(true);
    await job();
    this.#wire.setExecuting(false);
  }

  async #answer(message: JupyterMessage): Promise<void> {
    const type = message.header.msg_type;
    const handler = Object.hasOwn(this.#handlers, type) ? this.#handlers[type] : undefined;
    this.#status("busy", message);
    try {
      const content = handler === undefined ? refuseRequest(type) : await handler(message);
      if (content !== undefined) this.#reply(message, content);
    } catch (error) {
      this.#reply(message, {
        status: "error",
        ename: "Error",
        evalue: String(error),
        traceback: [],
      });
    } finally {
      this.#status("idle", message);
    }
    if (type === "shutdown_request") this.#onShutdown(message.content.restart === true);
  }

  /** What a handler prints or throws belongs to the message that called it. */
  async #handleComm(message: JupyterMessage): Promise<undefined> {
    const publisher = new KernelPublisher(this.#wire, message);
    const controller = new AbortController();
    const { signal } = controller;
    const abort = () => controller.abort();
    const ask = (question: Question) => this.#input.inputOf(message).ask(question, signal);
    const fail = () => false;
    const execution = { cellId: undefined, request: message, publisher, signal, abort, ask, fail };
    try {
      await runBeside(execution, () => this.#comms.handle(message));
    } catch (error) {
      publisher.stream("stderr", `${describeError(error).traceback.join("\n")}\n`);
    }
    publisher.flush();
  }

  async #execute(message: JupyterMessage): Promise<void> {
    const { content } = message;
    this.#isInterrupted = false;
    const silent = content.silent === true;
    const code = textIn(content, "code");
    const isCounted = !silent && content.store_history !== false;
    if (isCounted) this.#history.add(++this.#executionCount, code);
    const executionCount = this.#executionCount;
    this.#wire.setOutputOwner(silent ? undefined : message);
    this.#status("busy", message);
    const input = { code, execution_count: executionCount };
    const publisher = new KernelPublisher(this.#wire, message);
    if (!silent)
      this.#wire.send({ channel: "iopub", type: "execute_input", content: input, parent: message });
    const cellInput = this.#input.inputOf(message);
    const outcome = await this.#session.execute(
      {
        source: code,
        cellId: cellOf(message.metadata),
        silent,
        executionCount,
        isCounted,
        expressions: readExpressions(content),
        input: cellInput,
        message,
        onCode: () => this.#wire.setExecuting(true),
      },
      silent ? quietPublisher : publisher,
    );
    this.#wire.setExecuting(false);
    cellInput.close();
    publisher.flush();
    const isFatal = !outcome.ok && content.stop_on_error !== false;
    const waiting = isFatal ? await this.#takeWaiting() : [];
    if (!outcome.ok && !silent) publisher.error(outcome.ename, outcome.evalue, outcome.traceback);
    const failed = this.#session.failedTasks();
    const metadata = failed.length === 0 ? {} : { [failedTasksKey]: failed };
    this.#reply(message, { ...replyTo(outcome), execution_count: executionCount }, metadata);
    this.#status("idle", message);
    for (const next of waiting) this.#abort(next);
  }

  /**
   * What was sent before the client can know of the failure: also what has not reached this
   * thread yet. A client that runs all cells sends them one by one.
   */
  async #takeWaiting(): Promise<JupyterMessage[]> {
    await delay(this.#isInterrupted ? arrivalAfterInterruptMs : arrivalMs);
    const waiting = this.#queue.splice(0);
    this.#queue.push(...waiting.filter(isJob));
    return waiting.filter((next): next is JupyterMessage => !isJob(next));
  }

  #abort(message: JupyterMessage): void {
    this.#status("busy", message);
    this.#reply(message, { status: "aborted" });
    this.#status("idle", message);
  }

  #reply(message: JupyterMessage, content: JsonObject, metadata: JsonObject = {}): void {
    this.#wire.send({
      channel: message.channel,
      type: message.header.msg_type.replace(/_request$/, "_reply"),
      content,
      metadata,
      parent: message,
    });
  }

  #status(state: "busy" | "idle", message: JupyterMessage): void {
    this.#wire.send({
      channel: "iopub",
      type: "status",
      content: { execution_state: state },
      parent: message,
    });
  }
}

function replyTo(outcome: CellOutcome): JsonObject {
  if (outcome.ok) {
    const payload = outcome.pages.map((data) => ({ source: "page", start: 0, data }));
    return { status: "ok", payload, user_expressions: outcome.expressions };
  }
  const { ename, evalue, traceback } = outcome;
  return { status: "error", ename, evalue, traceback };
}

function isJob(next: JupyterMessage | Job): next is Job {
  return typeof next === "function";
}

function textIn(content: JsonObject, name: string): string {
  return typeof content[name] === "string" ? content[name] : "";
}
