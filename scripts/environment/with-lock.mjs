import { mkdirSync, rmSync, statSync } from "node:fs";

const staleAfterMs = 15 * 60_000;

/**
 * Runs `work` while no other process does, for as long as all use this function and this folder.
 * A lock that a killed process left behind is taken over after a quarter of an hour.
 * @param {string} folder
 * @param {() => void} work
 */
export function withLock(folder, work) {
  while (!takeLock(folder)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
  try {
    work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder */
function takeLock(folder) {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - made > staleAfterMs) rmSync(folder, { recursive: true, force: true });
    return false;
  }
}
