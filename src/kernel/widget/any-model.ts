import type { Comm, Comms } from "../comms.ts";
import type { JsonObject } from "../wire/message.ts";

/** What anywidget's front end asks of a model's state; any version of it will do. */
const anywidget: JsonObject = {
  _model_module: "anywidget",
  _model_module_version: "*",
  _model_name: "AnyModel",
  _view_module: "anywidget",
  _view_module_version: "*",
  _view_name: "AnyView",
  _view_count: null,
  _dom_classes: [],
  layout: null,
  tabbable: null,
  tooltip: null,
};

/** Of the Jupyter widgets' messages, as a comm that is opened tells it. */
const protocolVersion = "2.1.0";

export interface AnyModelFront {
  /** The module that draws a view. */
  readonly esm: string;
  readonly css: string;
}

/**
 * The kernel's half of a widget, by the Jupyter widgets' messages (version 2): a state that all
 * views share, and messages of its own. The state is the kernel's: pages read it and ask.
 */
export class AnyModel {
  readonly #comm: Comm;
  #state: JsonObject;

  constructor(comms: Comms, front: AnyModelFront, state: JsonObject) {
    this.#state = state;
    const fixed = { ...anywidget, _esm: front.esm, _css: front.css, _anywidget_id: "cauce" };
    this.#comm = comms.openComm(
      "jupyter.widget",
      { state: { ...fixed, ...state }, buffer_paths: [] },
      { metadata: { version: protocolVersion } },
    );
    this.#onMessage = () => {};
    this.#comm.onMessage(({ data }) => {
      // A page that is loaded anew finds the comm and asks what it holds.
      if (data.method === "request_state") this.#update({ ...fixed, ...this.#state });
      if (data.method === "custom") return this.#onMessage(Object(data.content) as JsonObject);
    });
  }

  #onMessage: (content: JsonObject) => void | Promise<void>;

  get id(): string {
    return this.#comm.id;
  }

  /** What an output has to hold for a view of the model to stand there. */
  get view(): JsonObject {
    return { version_major: 2, version_minor: 0, model_id: this.id };
  }

  set(patch: JsonObject): void {
    this.#state = { ...this.#state, ...patch };
    this.#update(patch);
  }

  /** Hears what views send. The latest handler is the one that is called. */
  onMessage(handler: (content: JsonObject) => void | Promise<void>): void {
    this.#onMessage = handler;
  }

  close(): void {
    this.#comm.close();
  }

  #update(state: JsonObject): void {
    this.#comm.send({ method: "update", state, buffer_paths: [] });
  }
}
