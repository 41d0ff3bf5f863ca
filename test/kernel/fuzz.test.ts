import { expect, test } from "vitest";
import { Conversation } from "./conversation.ts";
import { damagedFrames, pick, seededRandom } from "./damage.ts";
import { pieces } from "./fuzz-pieces.ts";
import { childrenOf, ends } from "./processes.ts";
import { WireClient } from "./wire-client.ts";

/** Everything is asked anew by another client: what the fuzzing client has made of itself does not count. */
async function expectAlive(talk: Conversation): Promise<void> {
  using client = new WireClient(talk.kernel.process.connection);
  expect(await client.beat()).toBeLessThan(5_000);
  const info = await client.request(client.control, "kernel_info_request", {});
  expect((await client.receive(client.control)).parent).toBe(info);
  client.shell.receiveTimeout = 60_000;
  for (;;) {
    const cell = await client.request(client.shell, "execute_request", { code: "kept" });
    const { parent, content } = await client.receive(client.shell);
    expect(parent).toBe(cell);
    // Behind a cell that fails all that wait are aborted, whoever sent them.
    if (content.status === "aborted") continue;
    expect(content.status).toBe("ok");
    return;
  }
}

test("the kernel lives through 100,000 damaged messages on all its channels", {
  timeout: 600_000,
}, async () => {
  await using talk = await Conversation.open();
  await talk.execute("let kept = 1;");
  const random = seededRandom(20_261_121);
  const { client } = talk;
  const { key } = talk.kernel.process.connection;
  for (let index = 0; index < 100_000; index += 1) {
    const frames = damagedFrames({ random, key, id: `fuzz-${index}` });
    const socket = pick(random, [client.shell, client.control, client.stdin]);
    await socket.send(frames.length > 0 ? frames : [""]);
    if (index % 20_000 === 19_999) await expectAlive(talk);
  }
  await expectAlive(talk);
  expect(talk.kernel.process.errorOutput()).toContain("was refused");
  expect(talk.kernel.process.errorOutput()).not.toContain("could not be");
});

test("the kernel and its compiler live through 3,000 cells of random pieces of code, each of which has its own reply", {
  timeout: 600_000,
}, async () => {
  await using talk = await Conversation.open();
  await talk.execute("const kept = 1;");
  const compilers = childrenOf(talk.kernel.process.pid);
  expect(compilers).toHaveLength(1);
  const random = seededRandom(5);
  const { client } = talk;
  client.shell.receiveTimeout = 60_000;
  for (let batch = 0; batch < 60; batch += 1) {
    const ids: string[] = [];
    for (let index = 0; index < 50; index += 1) {
      const length = 1 + Math.floor(random() * 12);
      const code = Array.from({ length }, () => pick(random, pieces)).join(" ");
      const content = { code, stop_on_error: false };
      ids.push(await client.request(client.shell, "execute_request", content));
    }
    for (const id of ids) {
      const reply = await client.receive(client.shell);
      expect(reply).toMatchObject({ type: "execute_reply", parent: id });
      expect(["ok", "error"]).toContain(reply.content.status);
    }
  }
  await expectAlive(talk);
  expect(childrenOf(talk.kernel.process.pid)).toEqual(compilers);
  await talk.kernel.process.stop();
  for (const compiler of compilers) expect(await ends(compiler)).toBe(true);
});
