import type { Runtime } from "node:inspector";
import { Session } from "node:inspector";
import { deskKey } from "./debug-desk-key.ts";
import { DebugRefusal } from "./debug-refusal.ts";

/** The inspector of the main thread, as the thread beside it sees it. Connected when it is first asked. */
export class MainInspector {
  readonly #onEvent: (method: string, params: unknown) => void;
  #session: Session | undefined;

  constructor(onEvent: (method: string, params: unknown) => void) {
    this.#onEvent = onEvent;
  }

  get isConnected(): boolean {
    return this.#session !== undefined;
  }

  post<Result>(method: string, params: object = {}): Promise<Result> {
    const session = this.#connect();
    return new Promise((resolve, reject) => {
      session.post(method, params, (error, result) => {
        if (error === null) resolve(result as Result);
        else reject(new DebugRefusal(`Node's inspector refused \`${method}\`: ${error.message}`));
      });
    });
  }

  /** A call of main's debug desk, by value. */
  async ask<Result>(call: string, awaitPromise = false): Promise<Result> {
    const { value } = await this.askFor(call, { returnByValue: true, awaitPromise });
    return value as Result;
  }

  /** A call of main's debug desk, as an object that stays there. */
  async askFor(call: string, options: object): Promise<Runtime.RemoteObject> {
    const expression = `globalThis[Symbol.for(${JSON.stringify(deskKey)})].${call}`;
    const { result, exceptionDetails } = await this.post<Runtime.EvaluateReturnType>(
      "Runtime.evaluate",
      { expression, silent: true, disableBreaks: true, ...options },
    );
    if (exceptionDetails !== undefined)
      throw new DebugRefusal(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result;
  }

  disconnect(): void {
    this.#session?.disconnect();
    this.#session = undefined;
  }

  #connect(): Session {
    if (this.#session !== undefined) return this.#session;
    const session = new Session();
    session.connectToMainThread();
    session.on("inspectorNotification", ({ method, params }) => this.#onEvent(method, params));
    this.#session = session;
    return session;
  }
}
