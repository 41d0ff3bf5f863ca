const checkEveryMs = 1_000;

/**
 * Calls `onOrphaned` when the process that started this kernel is gone, as Jupyter asks of
 * kernels by `JPY_PARENT_PID`: nobody is left to shut it down.
 */
export function watchParent(onOrphaned: () => void): void {
  const parent = Number(process.env.JPY_PARENT_PID);
  if (!Number.isInteger(parent) || parent <= 0) return;
  const timer = setInterval(() => {
    if (isAlive(parent)) return;
    clearInterval(timer);
    onOrphaned();
  }, checkEveryMs);
  timer.unref();
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is there, but not ours to send signals to.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
