import { writeSync } from "node:fs";
import { CellStream } from "./cell-stream.ts";

/** Gives cells a `process.stdout` and a `process.stderr` of their own; the console writes there too. */
export function captureStreams(): void {
  replace("stdout", new CellStream(1, log));
  replace("stderr", new CellStream(2, log));
}

function replace(name: "stdout" | "stderr", value: CellStream): void {
  Object.defineProperty(process, name, { value, configurable: true, enumerable: true });
  // The console keeps the stream that it wrote to first.
  Object.defineProperty(console, `_${name}`, { value, configurable: true, writable: true });
}

function log(text: string): void {
  try {
    writeSync(2, text);
  } catch {
    // A log that is full or closed is no reason to lose the kernel.
  }
}
