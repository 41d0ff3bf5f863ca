import type { KernelWire } from "./kernel-wire.ts";
import type { MimeBundle, Publisher } from "./publisher.ts";
import type { JupyterMessage } from "./wire/message.ts";

const flushAfterMs = 20;
const largestPieceChars = 1 << 16;

/** Sends an execution's outputs to iopub, in order; many small writes to a stream become one message. */
export class KernelPublisher implements Publisher {
  /** What its outputs belong to. */
  readonly parent: JupyterMessage;
  readonly #wire: Pick<KernelWire, "send">;
  #pending: { readonly name: "stdout" | "stderr"; text: string } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(wire: Pick<KernelWire, "send">, parent: JupyterMessage) {
    this.#wire = wire;
    this.parent = parent;
  }

  stream(name: "stdout" | "stderr", text: string): void {
    if (this.#pending !== undefined && this.#pending.name !== name) this.flush();
    this.#pending ??= { name, text: "" };
    this.#pending.text += text;
    if (this.#pending.text.length > largestPieceChars) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), flushAfterMs);
  }

  displayData(data: MimeBundle, displayId?: string): void {
    this.#send("display_data", {
      data,
      metadata: {},
      transient: displayId === undefined ? {} : { display_id: displayId },
    });
  }

  updateDisplayData(data: MimeBundle, displayId: string): void {
    this.#send("update_display_data", { data, metadata: {}, transient: { display_id: displayId } });
  }

  executeResult(data: MimeBundle, executionCount: number): void {
    this.#send("execute_result", { data, metadata: {}, execution_count: executionCount });
  }

  clearOutput(wait: boolean): void {
    this.#send("clear_output", { wait });
  }

  error(ename: string, evalue: string, traceback: readonly string[]): void {
    this.#send("error", { ename, evalue, traceback });
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending !== undefined)
      this.#wire.send({
        channel: "iopub",
        type: "stream",
        content: { ...pending },
        parent: this.parent,
      });
  }

  #send(type: string, content: Record<string, unknown>): void {
    this.flush();
    this.#wire.send({ channel: "iopub", type, content, parent: this.parent });
  }
}
