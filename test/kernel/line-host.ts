/** A thread with a line of its own to the sockets: it answers each number that it is sent with its successor. */
import { parentPort, workerData } from "node:worker_threads";
import { type LineData, WireLine } from "../../src/kernel/wire/wire-line.ts";

const line = new WireLine(workerData as LineData);
parentPort?.on("message", ({ number, alone }: { number: number; alone: number }) => {
  const send = (text: string) =>
    line.send({ channel: "iopub", type: "stream", content: { name: "stdout", text } });
  send(String(number + 1));
  for (let count = 0; count < alone; count += 1) send(`alone ${count}`);
  parentPort?.postMessage(number + 1);
});
