import { setTimeout as delay, setImmediate as nextTurn } from "node:timers/promises";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { Router } from "zeromq";
import type { ConnectionInfo } from "./connection-file.ts";
import type { DebugPort, OpenDebugPort } from "./debug-port.ts";
import { decodeFrames } from "./decode-frames.ts";
import { Delegate } from "./delegate.ts";
import { encodeFrames, type SerializedMessage, serializeMessage } from "./encode-message.ts";
import { hearSignal } from "./hear-signal.ts";
import { Interrupter } from "./interrupter.ts";
import { logLine } from "./log-line.ts";
import type {
  Channel,
  JsonObject,
  JupyterMessage,
  OutgoingMessage,
  RequestChannel,
} from "./message.ts";
import { NativeOutput } from "./native-output.ts";
import { OrderedPorts } from "./ordered-ports.ts";
import { RecentDigests } from "./recent-digests.ts";
import { RefusalLog } from "./refusal-log.ts";
import { SendQueue } from "./send-queue.ts";
import { bindSockets, closeSockets, LINGER_MS, type Sockets } from "./sockets.ts";
import {
  CHILD_INTERRUPTED,
  CLOSED,
  type FromThread,
  MARKS,
  type ThreadData,
  type ToThread,
  UNSENT,
  WAITING,
} from "./thread-messages.ts";
import { Usage } from "./usage.ts";
import { watchParent } from "./watch-parent.ts";

/** The first byte of what an XPUB socket hears of a new subscription. */
const SUBSCRIBED = 1;
/** Enough for a cell to be stopped and for what was sent to leave. */
const END_WAIT_MS = 2_000;

/**
 * The thread that holds the sockets: it beats, receives and sends while the main thread
 * computes, and answers by itself what must not wait for main.
 */
class WireThread {
  readonly #data: ThreadData;
  readonly #post: (message: FromThread) => void;
  readonly #sockets: Sockets;
  readonly #queues: Readonly<Record<Channel, SendQueue>>;
  readonly #interrupter: Interrupter;
  readonly #debug: DebugPort | undefined;
  readonly #refusals = new RefusalLog();
  readonly #recent = new RecentDigests();
  readonly #usage = new Usage();
  readonly #nativeOutputs: readonly NativeOutput[];
  #outputOwner: JupyterMessage | undefined;
  #delegate: Delegate | undefined;
  #hasSentBytes = false;
  #lastDebugRequest: JupyterMessage | undefined;
  /** What takes from the sockets. It ends when they are closed. */
  readonly #readers: Promise<void>[] = [];
  readonly #ports: OrderedPorts;
  #isEnding = false;
  #isClosed = false;

  constructor(
    data: ThreadData,
    sockets: Sockets,
    post: (message: FromThread) => void,
    openDebug: OpenDebugPort | undefined,
  ) {
    this.#data = data;
    this.#sockets = sockets;
    this.#post = post;
    const settle = (): void => this.#countSettled();
    this.#queues = {
      iopub: new SendQueue(sockets.iopub, settle),
      shell: new SendQueue(sockets.shell, settle),
      control: new SendQueue(sockets.control, settle),
      stdin: new SendQueue(sockets.stdin, settle),
    };
    const ask = (interrupt: number): void => post({ kind: "interrupt", interrupt });
    const { counters, stopperName } = data;
    this.#debug = openDebug?.({
      publish: (event) => this.#publish("debug_event", event, this.#lastDebugRequest),
      interrupt: () => this.#interrupter.raise(),
      stopperName,
    });
    this.#interrupter = new Interrupter({
      ask,
      debug: this.#debug,
      stopperName,
      isWaiting: () => Atomics.load(counters, WAITING) !== 0,
      onChildInterrupted: () =>
        void Atomics.compareExchange(counters, WAITING, 1, CHILD_INTERRUPTED),
    });
    this.#nativeOutputs = this.#openNativeOutputs();
    this.#ports = new OrderedPorts(counters, (message) => void this.#handle(message));
  }

  /** Also while the main thread computes. */
  hearSignals(): boolean {
    watchParent(() => this.#terminate());
    const hearsSigint = hearSignal("SIGINT", () => this.#interrupter.raise());
    return hearSignal("SIGTERM", () => this.#terminate()) && hearsSigint;
  }

  /** Main is to end the process; where that does not come about in time, this thread does. */
  #terminate(): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    this.#interrupter.raise();
    this.#post({ kind: "terminate" });
    // No other call ends the process from a thread that is not the main one.
    setTimeout(() => process.kill(process.pid, "SIGKILL"), END_WAIT_MS).unref();
  }

  async #handle(message: ToThread): Promise<void> {
    switch (message.kind) {
      case "receive":
        for (const channel of ["shell", "control", "stdin"] as const)
          this.#readers.push(this.#receive(channel, this.#sockets[channel]));
        return;
      case "send":
        if (message.message.channel === "iopub") this.#drainNativeOutputs();
        void this.#push(message.message);
        return;
      case "owner":
        this.#drainNativeOutputs();
        this.#outputOwner = message.request;
        return;
      case "line":
        // Heard already, with what stands in it.
        return;
      case "delegate":
        return this.#delegateTo(message.types, message.port);
      case "acknowledge":
        return this.#interrupter.acknowledge(message.interrupt);
      case "mark":
        Atomics.add(this.#data.counters, MARKS, 1);
        Atomics.notify(this.#data.counters, MARKS);
        return;
      case "flush":
        await this.#drain();
        return this.#post({ kind: "flushed", id: message.id });
      case "close":
        return this.#close();
    }
  }

  /** Answers what needs no main thread, and hears what main sends. */
  listen(port: MessagePort): void {
    this.#ports.add(port);
    this.#readers.push(this.#beat(), this.#welcome());
  }

  /** Any peer may ask, again and again, and gets back what it sent. */
  async #beat(): Promise<void> {
    const { heartbeat } = this.#sockets;
    for await (const frames of heartbeat) await heartbeat.send(frames);
  }

  /** A client that hears its welcome knows that from now on it misses nothing. */
  async #welcome(): Promise<void> {
    for await (const [frame] of this.#sockets.iopub) {
      if (frame?.[0] !== SUBSCRIBED) continue;
      const topic = frame.subarray(1);
      const content = { subscription: topic.toString() };
      const message = { channel: "iopub", type: "iopub_welcome", content } as const;
      Atomics.add(this.#data.counters, UNSENT, 1);
      void this.#push({ ...serializeMessage(message, this.#data.session), route: [topic] });
    }
  }

  async #receive(channel: RequestChannel, socket: Router): Promise<void> {
    const { key } = this.#data.connection;
    for await (const frames of socket) {
      const decoded = decodeFrames(frames, { channel, key, recent: this.#recent });
      if (decoded.ok) this.#routeSafely(decoded.message);
      else this.#refusals.add(channel, decoded.refusal.reason);
    }
  }

  /** A fault of the kernel's own costs one message, and not the sockets with their thread. */
  #routeSafely(message: JupyterMessage): void {
    try {
      this.#route(message);
    } catch (error) {
      logLine(`a message on ${message.channel} could not be handled: ${describe(error)}`);
    }
  }

  #route(message: JupyterMessage): void {
    const { kernelInfo, connection } = this.#data;
    const isConnect = message.header.msg_type === "connect_request";
    const type = message.channel === "control" ? message.header.msg_type : "";
    if (isConnect) {
      this.#answer(message, "connect_reply", portsOf(connection));
    } else if (type === "usage_request") {
      this.#answer(message, "usage_reply", this.#usage.read());
    } else if (message.header.msg_type === "interrupt_request") {
      // On whatever channel: VS Code sends it on shell, where it must not wait for the cell either.
      this.#interrupter.raise();
      this.#answer(message, "interrupt_reply", { status: "ok" });
    } else if (type === "kernel_info_request" && kernelInfo !== undefined) {
      this.#answer(message, "kernel_info_reply", kernelInfo);
    } else if (message.header.msg_type === "debug_request" && this.#debug !== undefined) {
      void this.#answerDebug(message, this.#debug);
    } else if (this.#delegate?.take(message) !== true) {
      // Main has to free itself before it can shut down.
      if (type === "shutdown_request") this.#interrupter.raise();
      this.#post({ kind: "message", message });
    }
  }

  #delegateTo(types: readonly string[], port: MessagePort): void {
    this.#delegate = new Delegate(
      types,
      port,
      (message, content) => {
        const type = message.header.msg_type.replace(/_request$/, "_reply");
        this.#answer(message, type, content);
      },
      (message) => this.#post({ kind: "message", message }),
    );
  }

  #answer(parent: JupyterMessage, type: string, content: JsonObject): void {
    this.#publish("status", { execution_state: "busy" }, parent);
    this.#send({ channel: parent.channel, type, content, parent });
    this.#publish("status", { execution_state: "idle" }, parent);
  }

  async #answerDebug(parent: JupyterMessage, debug: DebugPort): Promise<void> {
    this.#lastDebugRequest = parent;
    this.#publish("status", { execution_state: "busy" }, parent);
    try {
      const content = await debug.handle(parent.content);
      this.#send({ channel: parent.channel, type: "debug_reply", content, parent });
    } catch (error) {
      logLine(`a debug_request could not be answered: ${describe(error)}`);
    }
    this.#publish("status", { execution_state: "idle" }, parent);
  }

  #publish(type: string, content: JsonObject, parent: JupyterMessage | undefined): void {
    this.#send({ channel: "iopub", type, content, parent });
  }

  /** A message of the thread's own. */
  #send(message: OutgoingMessage): void {
    Atomics.add(this.#data.counters, UNSENT, 1);
    void this.#push(serializeMessage(message, this.#data.session));
  }

  #openNativeOutputs(): NativeOutput[] {
    const { nativeOutput } = this.#data;
    if (nativeOutput === undefined) return [];
    const publish = (name: "stdout" | "stderr", text: string) => this.#publishNative(name, text);
    return (["stdout", "stderr"] as const).map(
      (name) => new NativeOutput({ name, fd: nativeOutput[name], publish }),
    );
  }

  #drainNativeOutputs(): void {
    for (const output of this.#nativeOutputs) output.drain();
  }

  async #publishNative(name: "stdout" | "stderr", text: string): Promise<void> {
    const parent = this.#outputOwner;
    if (parent === undefined) return logLine(text.trimEnd());
    const message = { channel: "iopub", type: "stream", content: { name, text }, parent } as const;
    Atomics.add(this.#data.counters, UNSENT, 1);
    return this.#push(serializeMessage(message, this.#data.session));
  }

  /** What comes behind the last words of main goes nowhere. */
  async #push(message: SerializedMessage): Promise<void> {
    if (this.#isClosed) return this.#countSettled();
    this.#hasSentBytes ||= message.buffers.length > 0;
    return this.#queues[message.channel].push(encodeFrames(message, this.#data.connection.key));
  }

  #countSettled(): void {
    Atomics.sub(this.#data.counters, UNSENT, 1);
    Atomics.notify(this.#data.counters, UNSENT);
  }

  async #drain(): Promise<void> {
    await Promise.all(Object.values(this.#queues).map((queue) => queue.drained()));
  }

  async #close(): Promise<void> {
    this.#interrupter.dispose();
    for (const output of this.#nativeOutputs) output.close();
    this.#delegate?.close();
    await this.#debug?.dispose();
    await this.#drain();
    this.#isClosed = true;
    closeSockets(this.#sockets);
    // Main's exit ends this thread in the middle of what it does. Where zeromq was about to tell of
    // the closed socket, it then finds no JavaScript to tell, and aborts the process.
    await Promise.allSettled(this.#readers);
    await nextTurn();
    // Byte arrays may still be on their way, and their memory goes with this thread.
    if (this.#hasSentBytes) await delay(LINGER_MS);
    process.once("exit", () => {
      Atomics.store(this.#data.counters, CLOSED, 1);
      Atomics.notify(this.#data.counters, CLOSED);
    });
    this.#ports.close();
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : "something that is no Error was thrown";
}

function portsOf({ shell_port, iopub_port, stdin_port, control_port, hb_port }: ConnectionInfo) {
  return { status: "ok", shell_port, iopub_port, stdin_port, control_port, hb_port };
}

/** The program of the wire's thread. `openDebug` gives it a debugger; without one, main answers `debug_request`. */
export async function runWireThread(openDebug?: OpenDebugPort): Promise<void> {
  if (parentPort === null)
    throw new Error("the wire's thread is not a program: openWire starts it as a thread");
  const port = parentPort;
  const data: ThreadData = workerData;
  const post = (message: FromThread): void => port.postMessage(message);
  const thread = new WireThread(data, await bindSockets(data.connection), post, openDebug);
  thread.listen(port);
  post({ kind: "ready", hearsSignals: thread.hearSignals() });
}
