import { expect, test } from "vitest";
import { Pull, Push } from "zeromq";
import { SendQueue } from "../../../../src/kernel/wire/send-queue.ts";

test("everything pushed in one go arrives in order, and each is counted once", async () => {
  const push = new Push({ linger: 0 });
  const pull = new Pull({ linger: 0, receiveTimeout: 5_000 });
  try {
    await push.bind("inproc://send-queue");
    pull.connect("inproc://send-queue");
    let settled = 0;
    const queue = new SendQueue(push, () => {
      settled += 1;
    });
    for (let index = 0; index < 800; index += 1) queue.push([`${index}`]);
    await queue.drained();
    expect(settled).toBe(800);
    for (let index = 0; index < 800; index += 1)
      expect(String(await pull.receive())).toBe(`${index}`);
  } finally {
    push.close();
    pull.close();
  }
});

test("a message that its socket cannot send is given up, and the queue goes on", async () => {
  const push = new Push({ linger: 0 });
  push.close();
  let settled = 0;
  const queue = new SendQueue(push, () => {
    settled += 1;
  });
  queue.push(["lost"]);
  queue.push(["lost too"]);
  await queue.drained();
  expect(settled).toBe(2);
});
