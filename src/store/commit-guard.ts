/** A number that threads share: 0 while nothing is committed. */
export type CommitGuard = Int32Array;

const free = 0;
const busy = 1;
const closed = 2;

export function makeCommitGuard(): CommitGuard {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/**
 * Does `work`, during which the thread must not be ended: LMDB's own clearing up waits for ever for a
 * transaction that was cut off, and so does every thread of the process. Behind a closed guard it
 * waits for its end.
 */
export function guardCommit<Result>(guard: CommitGuard, work: () => Result): Result {
  while (Atomics.compareExchange(guard, 0, free, busy) === closed) Atomics.wait(guard, 0, closed);
  try {
    return work();
  } finally {
    Atomics.store(guard, 0, free);
    Atomics.notify(guard, 0);
  }
}

/**
 * Waits until a thread commits nothing, and keeps it from committing anything more: it may be ended
 * now. False where that took longer than `mostMs`.
 */
export function closeCommits(guard: CommitGuard, mostMs: number): boolean {
  const until = performance.now() + mostMs;
  for (;;) {
    const found = Atomics.compareExchange(guard, 0, free, closed);
    if (found !== busy) return true;
    const waitMs = until - performance.now();
    if (waitMs <= 0) return false;
    Atomics.wait(guard, 0, busy, waitMs);
  }
}
