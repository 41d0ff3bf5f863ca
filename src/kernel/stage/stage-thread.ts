import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import type { ErrorDetail } from "../../core/error-detail.ts";
import { askForDetail } from "../../core/printed-places.ts";
import { RunLeader } from "../../pipeline/run-leader.ts";
import { WireLine } from "../wire/wire-line.ts";
import { serveRun } from "./serve-run.ts";
import type { FromStage, StageData, ToStage } from "./stage-messages.ts";

// The entry point of the thread that leads runs and draws them.
if (parentPort === null) throw new Error("`stage-thread` is not a program: Stage starts it");
const port = parentPort;
const { line: lineData, ...project } = workerData as StageData;
const line = new WireLine(lineData);
const served = new AsyncLocalStorage<number>();
const note = (text: string) =>
  port.postMessage({ kind: "note", run: served.getStore(), text } satisfies FromStage);
const leader = new RunLeader(project, note);
const running = new Set<Promise<void>>();
let errorDetail: ErrorDetail = "short";
askForDetail(() => errorDetail);

// A fault of ours in a timer, such as that of a picture, costs no run.
const tellFault = (error: unknown) =>
  note(`the thread that leads runs met a fault: ${error instanceof Error ? error.stack : error}`);
process.on("uncaughtException", tellFault);
process.on("unhandledRejection", tellFault);

port.on("message", (message: ToStage) => {
  switch (message.kind) {
    case "lead": {
      const { order, port: own } = message;
      errorDetail = order.errorDetail;
      const run = served.run(order.run, () => serveRun(order, own, { leader, line }));
      running.add(run);
      void run.finally(() => running.delete(run));
      return;
    }
    case "warm":
      leader.warm(message.count);
      return;
    case "prepare":
      leader.prepare(message.module);
      return;
    case "close":
      void close();
  }
});

/** A task in the main thread may not end: nobody waits for it longer than this. */
const patienceMs = 1_000;

async function close(): Promise<void> {
  await leader.stop();
  await Promise.race([Promise.all(running), delay(patienceMs)]);
  await leader.close();
  process.exit(0);
}
