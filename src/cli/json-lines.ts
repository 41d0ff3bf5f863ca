import type { RunEvent } from "../core/event.ts";
import { claimStandardOutput } from "./claim-standard-output.ts";
import type { RunListener } from "./run-listener.ts";

const mostHeldBack = 64 * 1024;

/** One JSON object a line on standard output, and nothing else: what tasks print goes to standard error. */
export class JsonLines implements RunListener {
  readonly #write = claimStandardOutput();
  #lines = "";
  #timer: NodeJS.Immediate | undefined;

  constructor() {
    process.once("exit", this.#flush);
  }

  hear(event: RunEvent): void {
    if (event.event === "progress") return;
    if (event.event === "log") process.stderr.write(`${event.id}: ${event.text}\n`);
    else this.#add(event);
  }

  /** Lines of one turn share a write: thousands of fresh tasks end in it. */
  #add(event: RunEvent): void {
    this.#lines += `${JSON.stringify(event)}\n`;
    // A task of this process may hold up whatever comes after its start.
    const isUrgent = event.event === "task" && event.status === "started";
    if (isUrgent || this.#lines.length > mostHeldBack) this.#flush();
    else this.#timer ??= setImmediate(this.#flush);
  }

  readonly #flush = (): void => {
    clearImmediate(this.#timer);
    this.#timer = undefined;
    if (this.#lines === "") return;
    const lines = this.#lines;
    this.#lines = "";
    this.#write(lines);
  };
}
