import { currentExecution } from "./publisher.ts";

/** Sends what is written to standard output and error to the cell that writes it. Returns the way back. */
export function captureStreams(): () => void {
  const undo = [capture("stdout"), capture("stderr")];
  return () => {
    for (const back of undo) back();
  };
}

function capture(name: "stdout" | "stderr"): () => void {
  const stream = process[name];
  const original = stream.write;
  const decoder = new TextDecoder();
  const write = (chunk: string | Uint8Array, encoding?: unknown, callback?: unknown): boolean => {
    const execution = currentExecution();
    if (execution === undefined) return original.call(stream, chunk as string);
    execution.publisher.stream(
      name,
      typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true }),
    );
    const done = typeof encoding === "function" ? encoding : callback;
    if (typeof done === "function") process.nextTick(done as () => void);
    return true;
  };
  stream.write = write as typeof stream.write;
  return () => {
    stream.write = original;
  };
}
