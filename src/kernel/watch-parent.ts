const checkEveryMs = 1_000;

/**
 * Calls `onOrphaned` when the process that started this kernel is gone, as Jupyter asks of
 * kernels by `JPY_PARENT_PID`: nobody is left to shut it down.
 */
export function watchParent(onOrphaned: () => void): void {
  const parent = process.ppid;
  if (process.env.JPY_PARENT_PID !== String(parent)) return;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onOrphaned();
  }, checkEveryMs);
  timer.unref();
}
