import { StringDecoder } from "node:string_decoder";
import type { OutputStream } from "./thread-messages.ts";

/** What a task prints, as whole lines. */
export class OutputLines {
  readonly #tell: (stream: OutputStream, text: string) => void;
  readonly #rest = { stdout: "", stderr: "" };
  readonly #decoders = { stdout: new StringDecoder(), stderr: new StringDecoder() };

  constructor(tell: (stream: OutputStream, text: string) => void) {
    this.#tell = tell;
  }

  write(stream: OutputStream, chunk: string | Uint8Array): void {
    const text =
      typeof chunk === "string" ? chunk : this.#decoders[stream].write(Buffer.from(chunk));
    const lines = `${this.#rest[stream]}${text}`.split("\n");
    this.#rest[stream] = lines.pop() ?? "";
    if (lines.length > 0) this.#tell(stream, lines.join("\n"));
  }

  /** What stands behind the last line break is told too. */
  flush(): void {
    for (const stream of ["stdout", "stderr"] as const) {
      const rest = this.#rest[stream] + this.#decoders[stream].end();
      this.#rest[stream] = "";
      if (rest !== "") this.#tell(stream, rest);
    }
  }
}
