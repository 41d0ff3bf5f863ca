import type { AsyncResource } from "node:async_hooks";
import type { MessagePort } from "node:worker_threads";
import { unpackError } from "../../core/packed-error.ts";
import type { SentRun } from "../../pipeline/sent-run.ts";
import { drawDag } from "../draw-dag.ts";
import { KeyboardInterrupt } from "../keyboard-interrupt.ts";
import type { RunOrder } from "../lead-run.ts";
import type { Led } from "../show-run.ts";
import { CodeDesk } from "./code-desk.ts";
import type { EndedRun, FromRun, ToRun } from "./stage-messages.ts";
import { stopReason } from "./stop-reason.ts";

interface StagedRunOptions {
  readonly order: RunOrder;
  readonly sent: SentRun;
  readonly port: MessagePort;
  /** How much of what attempts here print the other thread has taken. */
  readonly taken: Int32Array;
  /** What is done here for the run belongs to the cell that asked for it. */
  readonly asked: AsyncResource;
}

/** Main's end of a run that is led in another thread. */
export class StagedRun {
  /** Never rejects. */
  readonly led: Promise<Led>;
  readonly #order: RunOrder;
  readonly #sent: SentRun;
  readonly #port: MessagePort;
  readonly #desk: CodeDesk;
  readonly #onCancel = () => {
    this.#post({ kind: "cancel", reason: stopReason(this.#reason) });
    this.#desk.cancel(this.#reason);
  };
  #settle: (led: Led) => void = () => {};
  /** What a listener has thrown. */
  #fault: { readonly error: unknown } | undefined;
  #isTelling = false;
  #hasEnded = false;

  constructor({ order, sent, port, taken, asked }: StagedRunOptions) {
    this.#order = order;
    this.#sent = sent;
    this.#port = port;
    this.#desk = new CodeDesk(sent, (message) => this.#post(message), taken);
    this.led = new Promise((settle) => {
      this.#settle = settle;
    });
    port.on("message", (message: FromRun) => asked.runInAsyncScope(() => this.#hear(message)));
    const { signal } = order.options;
    if (signal?.aborted) this.#onCancel();
    signal?.addEventListener("abort", this.#onCancel);
  }

  /** Whoever led it is gone. */
  fail(error: Error): void {
    if (this.#hasEnded) return;
    const { picture, publisher } = this.#order;
    this.#desk.abandon(error);
    if (picture?.isLast === true)
      publisher.updateDisplayData(drawDag(picture.view, { key: picture.key }), picture.displayId);
    this.#end({ ok: false, error, left: picture?.view });
  }

  get #reason(): unknown {
    return this.#order.options.signal?.reason;
  }

  #hear(message: FromRun): void {
    // An interrupt has stopped the listener, and it might loop again.
    if (this.#isTelling) this.#halt(new KeyboardInterrupt());
    switch (message.kind) {
      case "events":
        // First, because a listener of the user's may be stopped by an interrupt.
        this.#post({ kind: "heard" });
        this.#take(message);
        return;
      case "question":
        void this.#desk.answer(message.number, message.question);
        return;
      case "stop":
        this.#desk.stop(message);
        return;
      case "demand-answer":
        this.#desk.settleDemand(message);
        return;
      case "ended":
        this.#end(this.#read(message.ended));
    }
  }

  #take({ events, shown }: Extract<FromRun, { kind: "events" }>): void {
    const { onLog, options, publisher } = this.#order;
    for (const { data, displayId, isUpdate } of shown)
      if (isUpdate) publisher.updateDisplayData(data, displayId);
      else publisher.displayData(data, displayId);
    if (this.#fault !== undefined) return;
    this.#isTelling = true;
    try {
      for (const event of events) {
        const told = "id" in event ? this.#sent.withOwnParams(event) : event;
        onLog?.(told);
        options.onEvent?.(told);
      }
      this.#isTelling = false;
    } catch (error) {
      this.#halt(error);
    }
  }

  /** Listeners hear nothing further, and the run ends. */
  #halt(error: unknown): void {
    this.#isTelling = false;
    this.#fault = { error };
    this.#post({ kind: "halt" });
  }

  #read(ended: EndedRun): Led {
    const left = ended.ok ? ended.finished?.view : ended.left;
    if (this.#fault !== undefined) return { ok: false, error: this.#fault.error, left };
    if (ended.ok)
      return { ok: true, report: this.#sent.report(ended.report), finished: ended.finished };
    const error = this.#desk.thrownAt(ended.question) ?? unpackError(ended.error);
    return { ok: false, error, left };
  }

  #end(led: Led): void {
    this.#hasEnded = true;
    this.#order.options.signal?.removeEventListener("abort", this.#onCancel);
    this.#port.close();
    this.#settle(led);
  }

  #post(message: ToRun): void {
    this.#port.postMessage(message);
  }
}
