import type { RunEvent } from "../core/event.ts";
import type { RunListener } from "./run-listener.ts";

/** One JSON object a line on standard output, and nothing else: what tasks print goes to standard error. */
export class JsonLines implements RunListener {
  readonly #write: (text: string) => boolean;

  constructor() {
    this.#write = process.stdout.write.bind(process.stdout);
    process.stdout.write = process.stderr.write.bind(process.stderr);
  }

  hear(event: RunEvent): void {
    if (event.event === "progress") return;
    if (event.event === "log") process.stderr.write(`${event.id}: ${event.text}\n`);
    else this.#write(`${JSON.stringify(event)}\n`);
  }
}
