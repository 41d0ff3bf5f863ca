import type { JsonObject } from "./message.ts";

/** A debugger of the main thread, in the wire thread: it answers while main stands at a breakpoint. */
export interface DebugPort {
  /** Answers the content of a `debug_request`, in the Debug Adapter Protocol. Never rejects. */
  handle(request: JsonObject): Promise<JsonObject>;
  /** Lets main go on, and holds it no more: what it hears next is an interrupt. */
  release(): Promise<void>;
  /** The interrupt has arrived: breakpoints hold again. */
  rearm(): Promise<void>;
  /** Lets go of main for good: a process cannot exit while a debugger is there. */
  dispose(): Promise<void>;
}

export interface DebugPortOptions {
  /** Sends the content of a `debug_event`. */
  readonly publish: (event: JsonObject) => void;
  /** Asks for an interrupt of what runs on main. */
  readonly interrupt: () => void;
  /** The global function of the main thread that stops what runs there. */
  readonly stopperName: string;
}

export type OpenDebugPort = (options: DebugPortOptions) => DebugPort;
