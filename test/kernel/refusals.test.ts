import { expect, test } from "vitest";
import { Conversation } from "./conversation.ts";

test.each(["shell", "control", "stdin"] as const)(
  "damaged, unsigned and replayed messages on %s are logged and not acted on, and the kernel answers",
  async (channel) => {
    await using talk = await Conversation.open();
    const { client } = talk;
    const run = (text: string) =>
      client.frames("execute_request", { code: `console.log("${text}")` });
    const once = run("once");
    await client[channel].send(once);
    await client[channel].send(once);
    await client[channel].send(run("damaged").with(5, Buffer.from('{"code":"1"}')));
    await client[channel].send(run("unsigned").with(1, Buffer.alloc(0)));
    await client[channel].send(run("short").slice(0, 4));
    await client[channel].send([Buffer.from("nothing")]);
    // Only the first was run: the next thing to be heard is what follows all of them.
    expect((await talk.next("stream")).content.text).toBe("once\n");
    await client.request(client.shell, "execute_request", { code: 'console.log("last")' });
    expect((await talk.next("stream")).content.text).toBe("last\n");
    const log = () => talk.kernel.process.errorOutput().split("\n");
    // The log comes by another way than the messages.
    await expect
      .poll(() => log().filter((line) => line !== ""), { timeout: 20_000 })
      .toEqual(
        [
          "a message with this signature has already been received",
          "its signature does not fit the connection's key",
          "its signature does not fit the connection's key",
          "3 parts follow the delimiter, expected at least 5",
          "none of its 2 frames is the delimiter <IDS|MSG>",
        ].map((reason) => `[cauce] a message on ${channel} was refused: ${reason}`),
      );
  },
);
