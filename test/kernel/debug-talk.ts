import { Conversation } from "./conversation.ts";
import type { Reply } from "./wire-client.ts";

type Body = Readonly<Record<string, unknown>>;

interface Frame {
  readonly id: number;
  readonly name: string;
  readonly line: number;
  readonly source: { readonly path: string; readonly name: string };
}

interface Variable {
  readonly name: string;
  readonly value: string;
  readonly variablesReference: number;
}

/** A kernel and a client that debugs it, as JupyterLab does. */
export class DebugTalk implements AsyncDisposable {
  readonly talk: Conversation;
  #sequence = 0;
  /** Events that came while a request was answered: they carry its name. */
  readonly #events: Body[] = [];

  private constructor(talk: Conversation) {
    this.talk = talk;
  }

  /** With the debugger attached, unless told otherwise. */
  static async open(
    files: Readonly<Record<string, string>> = {},
    { attached = true } = {},
  ): Promise<DebugTalk> {
    const debug = new DebugTalk(await Conversation.open(files));
    if (attached) await debug.attach();
    return debug;
  }

  async attach(): Promise<void> {
    await this.ask("initialize", { clientID: "test" });
    await this.ask("attach");
    await this.ask("configurationDone");
  }

  /** The whole response. */
  async respond(command: string, options: object = {}): Promise<Body> {
    this.#sequence += 1;
    const asked = { type: "request", seq: this.#sequence, command, arguments: options };
    const { reply, published } = await this.talk.ask("debug_request", asked, "control");
    const events = published.filter(({ type }) => type === "debug_event");
    this.#events.push(...events.map(({ content }) => content));
    return reply.content;
  }

  /** The body of a response that must succeed. */
  async ask(command: string, options: object = {}): Promise<Body> {
    const { success, message, body } = await this.respond(command, options);
    if (success !== true) throw new Error(`${command}: ${String(message)}`);
    return Object(body) as Body;
  }

  /** Names a cell's text and sets breakpoints in it. Gives its path and the lines that were taken. */
  async breakAt(code: string, ...breakpoints: (number | { line: number; condition: string })[]) {
    const path = String((await this.ask("dumpCell", { code })).sourcePath);
    const asked = breakpoints.map((at) => (typeof at === "number" ? { line: at } : at));
    const set = await this.ask("setBreakpoints", { source: { path }, breakpoints: asked });
    return { path, lines: (set.breakpoints as { line: number }[]).map(({ line }) => line) };
  }

  /** Sends a cell, without waiting for its end. */
  run(code: string): Promise<string> {
    const { client } = this.talk;
    return client.request(client.shell, "execute_request", { code });
  }

  async event(name: string): Promise<Body> {
    for (;;) {
      const content = this.#events.shift() ?? (await this.talk.next("debug_event")).content;
      if (content.event === name) return Object(content.body) as Body;
    }
  }

  /** Waits for a stop, and tells where it is: reason, and "name:line" of each frame. */
  async stopped(): Promise<string[]> {
    const { reason } = await this.event("stopped");
    return [String(reason), ...(await this.frames()).map(({ name, line }) => `${name}:${line}`)];
  }

  async frames(): Promise<Frame[]> {
    return (await this.ask("stackTrace", { threadId: 1 })).stackFrames as Frame[];
  }

  async members(variablesReference: number): Promise<Variable[]> {
    return (await this.ask("variables", { variablesReference })).variables as Variable[];
  }

  /** The scopes of a frame, each with its variables as "name = value". */
  async scopes(frameId = 1): Promise<Record<string, string[]>> {
    const { scopes } = await this.ask("scopes", { frameId });
    const shown: Record<string, string[]> = {};
    for (const { name, variablesReference } of scopes as Variable[])
      shown[name] = (await this.members(variablesReference)).map(inLine);
    return shown;
  }

  async evaluate(expression: string, more: object = { frameId: 1 }): Promise<unknown> {
    return (await this.ask("evaluate", { expression, ...more })).result;
  }

  /** Goes on from a stop to the next one. */
  async step(command: "next" | "stepIn" | "stepOut" | "continue"): Promise<string[]> {
    await this.ask(command, { threadId: 1 });
    return this.stopped();
  }

  /** Goes on to the end of a cell. */
  async finish(id: string): Promise<{ lines: readonly string[]; reply: Reply }> {
    await this.ask("continue", { threadId: 1 });
    return this.talk.answerTo(id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.talk[Symbol.asyncDispose]();
  }
}

export function inLine({ name, value }: Variable): string {
  return `${name} = ${value}`;
}
