// The floor: bare worker threads that each take the next number as soon as they are free. Without
// steps there is nothing to compute and nothing to write.
import { writeFileSync } from "node:fs";
import { isMainThread, parentPort, Worker } from "node:worker_threads";

if (isMainThread) runPool();
else serve();

function runPool() {
  const [count = 0, steps = 0, workers = 0] = process.argv.slice(2).map(Number);
  let next = 0;
  for (let at = 0; at < workers; at++) {
    const worker = new Worker(new URL(import.meta.url));
    const go = () => {
      if (next === count) void worker.terminate();
      else worker.postMessage({ at: next++, steps });
    };
    worker.on("message", go);
    go();
  }
}

function serve() {
  parentPort?.on("message", ({ at, steps }) => {
    if (steps > 0) writeFileSync(`out/${at}.txt`, `${compute(steps)}\n`);
    parentPort?.postMessage("done");
  });
}

/** @param {number} steps */
function compute(steps) {
  let state = 1;
  for (let step = 0; step < steps; step++)
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  return state;
}
