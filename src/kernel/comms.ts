import { currentExecution } from "./publisher.ts";
import type { JsonObject, JupyterMessage, OutgoingMessage } from "./wire/message.ts";

/** What goes along with a comm's data. */
export interface CommExtras {
  readonly metadata?: JsonObject;
  readonly buffers?: readonly Uint8Array[];
}

/** What has come through a comm. */
export interface CommEvent {
  readonly data: JsonObject;
  readonly metadata: JsonObject;
  readonly buffers: readonly Uint8Array[];
}

type CommHandler = (event: CommEvent) => void | Promise<void>;

/** One channel between a value in the kernel and its twin on the page. */
export interface Comm {
  readonly id: string;
  readonly target: string;
  /** Throws where `data` is not JSON. After the end it does nothing. */
  send(data: JsonObject, extras?: CommExtras): void;
  close(data?: JsonObject): void;
  /** The latest handler is the one that is called. */
  onMessage(handler: CommHandler): void;
  /** Called when the page closes the comm, and not when this side does. */
  onClose(handler: CommHandler): void;
}

/** Called when a page opens a comm with the target's name. Where it throws, the comm is closed. */
export type CommTarget = (comm: Comm, opened: CommEvent) => void | Promise<void>;

type Send = (message: OutgoingMessage) => void;

/** The comms of a kernel: which targets pages may open, and what is open. */
export class Comms {
  readonly #send: Send;
  readonly #targets = new Map<string, CommTarget>();
  readonly #open = new Map<string, OpenComm>();

  constructor(send: Send) {
    this.#send = send;
  }

  /** A target that is registered again is replaced. Returns the way back. */
  registerCommTarget(name: string, target: CommTarget): () => void {
    this.#targets.set(name, target);
    return () => {
      if (this.#targets.get(name) === target) this.#targets.delete(name);
    };
  }

  /** Opens a comm to the page, under the cell that calls. */
  openComm(target: string, data: JsonObject = {}, extras: CommExtras = {}): Comm {
    const comm = this.#add(crypto.randomUUID(), target);
    comm.publish("comm_open", data, extras, { target_name: target });
    return comm;
  }

  /** The content of `comm_info_reply`. */
  info({ target_name: wanted }: JsonObject): JsonObject {
    const open = [...this.#open.values()].filter(
      ({ target }) => typeof wanted !== "string" || wanted === target,
    );
    const comms = open.map(({ id, target }) => [id, { target_name: target }] as const);
    return { status: "ok", comms: Object.fromEntries(comms) };
  }

  /** Takes in `comm_open`, `comm_msg` and `comm_close`. Rejects with what a handler throws. */
  async handle(message: JupyterMessage): Promise<void> {
    const { header, content, metadata, buffers } = message;
    const event = { data: Object(content.data) as JsonObject, metadata, buffers };
    const id = String(content.comm_id);
    if (header.msg_type === "comm_open") {
      await this.#opened(id, String(content.target_name), event, message);
      return;
    }
    const comm = this.#open.get(id);
    if (header.msg_type === "comm_msg") await comm?.message(event);
    if (header.msg_type === "comm_close") {
      this.#open.delete(id);
      await comm?.closed(event);
    }
  }

  async #opened(
    id: string,
    name: string,
    event: CommEvent,
    message: JupyterMessage,
  ): Promise<void> {
    const target = this.#targets.get(name);
    if (target === undefined) {
      const content = { comm_id: id, data: {} };
      this.#send({ channel: "iopub", type: "comm_close", content, parent: message });
      return;
    }
    const comm = this.#add(id, name);
    try {
      await target(comm, event);
    } catch (error) {
      comm.close();
      throw error;
    }
  }

  #add(id: string, target: string): OpenComm {
    const comm = new OpenComm(id, target, this.#send, () => this.#open.delete(id));
    this.#open.set(id, comm);
    return comm;
  }
}

class OpenComm implements Comm {
  readonly id: string;
  readonly target: string;
  readonly #send: Send;
  readonly #forget: () => boolean;
  #onMessage: CommHandler = () => {};
  #onClose: CommHandler = () => {};
  #isOpen = true;

  constructor(id: string, target: string, send: Send, forget: () => boolean) {
    this.id = id;
    this.target = target;
    this.#send = send;
    this.#forget = forget;
  }

  send(data: JsonObject, extras: CommExtras = {}): void {
    if (this.#isOpen) this.publish("comm_msg", data, extras);
  }

  close(data: JsonObject = {}): void {
    if (!this.#isOpen) return;
    this.publish("comm_close", data, {});
    this.#isOpen = false;
    this.#forget();
  }

  onMessage(handler: CommHandler): void {
    this.#onMessage = handler;
  }

  onClose(handler: CommHandler): void {
    this.#onClose = handler;
  }

  async message(event: CommEvent): Promise<void> {
    await this.#onMessage(event);
  }

  async closed(event: CommEvent): Promise<void> {
    this.#isOpen = false;
    await this.#onClose(event);
  }

  publish(type: string, data: JsonObject, extras: CommExtras, more: JsonObject = {}): void {
    const content = { comm_id: this.id, data, ...more };
    const parent = currentExecution()?.request;
    this.#send({ channel: "iopub", type, content, parent, ...extras });
  }
}
