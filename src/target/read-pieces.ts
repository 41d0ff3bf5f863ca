import { closeSync, createReadStream, openSync, readSync, statSync } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";

/** Fits the processor's own memory, so that what is read is still there when it is looked at. */
const PIECE_BYTES = 1 << 18;
/** So long the process may be kept from answering; then it is given a turn. */
const TURN_MS = 10;

/**
 * A file's bytes in pieces. Each is good only until the next is asked for. Reading is synchronous,
 * because a piece comes from the system's memory in less time than another thread takes to be
 * asked for it; between the pieces, what else waits in this process has its turn. A pipe or a
 * device, which may have nothing to say for a long time, is read by another thread.
 */
export async function* readPieces(file: string): AsyncGenerator<Uint8Array> {
  if (!statSync(file).isFile()) {
    yield* createReadStream(file, { highWaterMark: PIECE_BYTES });
    return;
  }
  const descriptor = openSync(file, "r");
  try {
    const buffer = Buffer.allocUnsafe(PIECE_BYTES);
    let turnBegan = performance.now();
    for (let size = readSync(descriptor, buffer); size > 0; size = readSync(descriptor, buffer)) {
      yield buffer.subarray(0, size);
      if (performance.now() - turnBegan < TURN_MS) continue;
      await nextTurn();
      turnBegan = performance.now();
    }
  } finally {
    closeSync(descriptor);
  }
}
