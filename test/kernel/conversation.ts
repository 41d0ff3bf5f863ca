import { openKernel, outline, type TestKernel } from "./kernel-rig.ts";
import { type Reply, WireClient } from "./wire-client.ts";

/** What a request brought: all that was published under it between busy and idle, and its reply. */
export interface Answered {
  readonly published: readonly Reply[];
  readonly reply: Reply;
  /** The published messages in lines, without status and `execute_input`. */
  readonly lines: readonly string[];
}

/** A kernel and a client that speaks to it in single messages, on all channels. */
export class Conversation implements AsyncDisposable {
  readonly kernel: TestKernel;
  readonly client: WireClient;
  readonly #heard: Reply[] = [];

  private constructor(kernel: TestKernel, client: WireClient) {
    this.kernel = kernel;
    this.client = client;
  }

  static async open(files: Readonly<Record<string, string>> = {}): Promise<Conversation> {
    const kernel = await openKernel(files);
    const client = new WireClient(kernel.process.connection);
    await client.subscribed();
    return new Conversation(kernel, client);
  }

  async ask(
    type: string,
    content: object,
    channel: "shell" | "control" = "shell",
  ): Promise<Answered> {
    const id = await this.client.request(this.client[channel], type, content);
    return this.answerTo(id, channel);
  }

  execute(code: string, more: object = {}): Promise<Answered> {
    return this.ask("execute_request", { code, ...more });
  }

  async answerTo(id: string, channel: "shell" | "control" = "shell"): Promise<Answered> {
    const published = await this.publishedUnder(id);
    for (;;) {
      const reply = await this.client.receive(this.client[channel]);
      if (reply.parent === id) return { published, reply, lines: linesOf(published) };
    }
  }

  /** Until `idle`. What belongs to other requests is kept for those. */
  async publishedUnder(id: string): Promise<Reply[]> {
    const published: Reply[] = [];
    while (published.at(-1)?.content.execution_state !== "idle")
      published.push(await this.#nextOf((message) => message.parent === id));
    return published;
  }

  /** The next message on iopub of some types, whatever it belongs to. */
  next(...types: readonly string[]): Promise<Reply> {
    return this.#nextOf(({ type }) => types.includes(type));
  }

  async #nextOf(isWanted: (message: Reply) => boolean): Promise<Reply> {
    const at = this.#heard.findIndex(isWanted);
    const [kept] = at < 0 ? [] : this.#heard.splice(at, 1);
    if (kept !== undefined) return kept;
    for (;;) {
      const message = await this.client.receive(this.client.iopub);
      if (isWanted(message)) return message;
      this.#heard.push(message);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.client[Symbol.dispose]();
    await this.kernel[Symbol.asyncDispose]();
  }
}

function linesOf(published: readonly Reply[]): string[] {
  return published.filter(({ type }) => type !== "status" && type !== "execute_input").map(outline);
}
