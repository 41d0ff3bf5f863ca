import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWire, type Wire } from "../../src/kernel/wire/wire.ts";
import { buildWire, type WireBuild } from "./wire-build.ts";
import { createConnection, WireClient } from "./wire-client.ts";

let build: WireBuild;
beforeAll(async () => {
  build = await buildWire();
});
afterAll(() => build[Symbol.asyncDispose]());

/** A wire in this process, a client, and threads that send through lines of their own. */
async function withSenders(
  count: number,
  run: (wire: Wire, client: WireClient, senders: readonly Worker[]) => Promise<void>,
): Promise<void> {
  const info = await createConnection();
  const wire = await openWire(info, { threadUrl: build.threadUrl, kernelInfo: { status: "ok" } });
  wire.onMessage(() => {});
  const senders = Array.from({ length: count }, () => {
    const line = wire.openLine();
    return new Worker(build.lineHostUrl, { workerData: line, transferList: [line.port] });
  });
  using client = new WireClient(info);
  try {
    await client.subscribed();
    await run(wire, client, senders);
  } finally {
    await Promise.all(senders.map((sender) => sender.terminate()));
    await wire.close();
  }
}

const print = (wire: Wire, text: string): void =>
  wire.send({ channel: "iopub", type: "stream", content: { name: "stdout", text } });

async function hear(client: WireClient, count: number): Promise<string[]> {
  const texts: string[] = [];
  while (texts.length < count) {
    const { type, content } = await client.receive(client.iopub);
    if (type === "stream") texts.push(String(content.text));
  }
  return texts;
}

test(
  "what threads send leaves in the order in which one caused the other",
  {
    timeout: 60_000,
  },
  () =>
    withSenders(2, async (wire, client, senders) => {
      const rounds = 1_500;
      const heard = hear(client, rounds * 3);
      let number = 0;
      for (let round = 0; round < rounds; round += 1) {
        print(wire, String(number));
        for (const sender of senders) {
          sender.postMessage({ number, alone: 0 });
          [number] = (await once(sender, "message")) as [number];
        }
        number += 1;
      }
      expect(await heard).toEqual(Array.from({ length: rounds * 3 }, (_, index) => String(index)));
    }),
);

test(
  "a thread that sends far more than the sockets take waits, and nothing is lost",
  {
    timeout: 60_000,
  },
  () =>
    withSenders(1, async (wire, client, [sender]) => {
      const alone = 5_000;
      const heard = hear(client, 2 * alone + 2);
      sender?.postMessage({ number: 0, alone });
      for (let count = 0; count < alone; count += 1) print(wire, `main ${count}`);
      await once(sender as Worker, "message");
      print(wire, "behind");
      const texts = await heard;
      expect(texts.at(-1)).toBe("behind");
      const numbered = (name: string) => Array.from({ length: alone }, (_, at) => `${name} ${at}`);
      expect(texts.filter((text) => text.startsWith("alone"))).toEqual(numbered("alone"));
      expect(texts.filter((text) => text.startsWith("main"))).toEqual(numbered("main"));
    }),
);

test("a flush waits for what another thread has sent before", () =>
  withSenders(1, async (wire, client, [sender]) => {
    sender?.postMessage({ number: 0, alone: 200 });
    await once(sender as Worker, "message");
    await wire.flush();
    const texts = await hear(client, 201);
    expect(texts.at(-1)).toBe("alone 199");
  }));

test("a thread that has ended leaves the others their lines", () =>
  withSenders(2, async (wire, client, [first, second]) => {
    await first?.terminate();
    second?.postMessage({ number: 1, alone: 0 });
    await once(second as Worker, "message");
    print(wire, "3");
    expect(await hear(client, 2)).toEqual(["2", "3"]);
  }));
