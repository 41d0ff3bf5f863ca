import type { JupyterMessage, OutgoingMessage } from "./wire/message.ts";

/** The part of the wire that the kernel speaks through. */
export interface KernelWire {
  send(message: OutgoingMessage): void;
  setExecuting(executing: boolean): void;
  setOutputOwner(request: JupyterMessage | undefined): void;
}
