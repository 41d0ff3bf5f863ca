import type { RunEvent } from "../core/event.ts";
import { claimStandardOutput } from "./claim-standard-output.ts";
import { HeldLines } from "./held-lines.ts";
import type { RunListener } from "./run-listener.ts";

/** One JSON object a line on standard output, and nothing else: what tasks print goes to standard error. */
export class JsonLines implements RunListener {
  readonly #lines = new HeldLines(claimStandardOutput());

  hear(event: RunEvent): void {
    if (event.event === "progress") return;
    if (event.event === "log") {
      process.stderr.write(`${event.id}: ${event.text}\n`);
      return;
    }
    this.#lines.add(JSON.stringify(event), { isUrgent: false });
  }
}
