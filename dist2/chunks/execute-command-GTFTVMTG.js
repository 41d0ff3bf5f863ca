import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  DELIMITER,
  createHeader,
  encodeFrames,
  isSigned
} from "./chunk-ZFECE4P5.js";
import {
  formatDuration
} from "./chunk-JQFWWZD6.js";
import {
  exitCodes,
  require_picocolors
} from "./chunk-7MOVWGNP.js";
import {
  formatNotebook,
  parseNotebook,
  readText
} from "./chunk-WK6RNPL7.js";
import {
  findProjectRoot
} from "./chunk-B5UEXQYH.js";
import "./chunk-EHYYL4X4.js";
import {
  packageRoot
} from "./chunk-E47LMD53.js";
import {
  CauceError,
  __toESM,
  isCauceError
} from "./chunk-EERKI2QO.js";

// src/cli/execute-command.ts
var import_picocolors2 = __toESM(require_picocolors(), 1);
import path3 from "node:path";

// src/kernel/kernel-process.ts
import { spawn } from "node:child_process";
import { once as once2 } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay3 } from "node:timers/promises";

// src/kernel/wire/free-connection.ts
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
var LOOPBACK = "127.0.0.1";
async function findFreeConnection() {
  const servers = Array.from({ length: 5 }, () => createServer().listen(0, LOOPBACK));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  const [shell_port = 0, iopub_port = 0, stdin_port = 0, control_port = 0, hb_port = 0] = ports;
  const key = randomUUID();
  return {
    transport: "tcp",
    ip: LOOPBACK,
    key,
    shell_port,
    iopub_port,
    stdin_port,
    control_port,
    hb_port
  };
}

// src/kernel/wire/wire-client.ts
import { randomUUID as randomUUID2 } from "node:crypto";
import { setTimeout as delay2 } from "node:timers/promises";
import { Dealer, Subscriber } from "zeromq";

// src/kernel/wire/decode-frames.ts
var DEFAULT_SIZE_LIMIT_BYTES = 512 * 1024 * 1024;
var DELIMITER_BYTES = Buffer.from(DELIMITER);
var PART_NAMES = ["header", "parent header", "metadata", "content"];
function decodeFrames(frames, options) {
  const { sizeLimitBytes = DEFAULT_SIZE_LIMIT_BYTES } = options;
  const sizeBytes = frames.reduce((sum, frame) => sum + frame.byteLength, 0);
  if (sizeBytes > sizeLimitBytes) {
    return refuse("too-large", `it has ${sizeBytes} bytes, the limit is ${sizeLimitBytes}`);
  }
  const delimiter = frames.findIndex((frame) => DELIMITER_BYTES.equals(frame));
  if (delimiter < 0) {
    return refuse(
      "no-delimiter",
      `none of its ${frames.length} frames is the delimiter ${DELIMITER}`
    );
  }
  const [signature, ...rest] = frames.slice(delimiter + 1);
  if (signature === void 0 || rest.length < PART_NAMES.length) {
    const found = frames.length - delimiter - 1;
    return refuse("too-few-parts", `${found} parts follow the delimiter, expected at least 5`);
  }
  const parts = rest.slice(0, PART_NAMES.length);
  const refusal = checkSignature(signature, parts, options);
  if (refusal !== void 0) return { ok: false, refusal };
  return decodeParts(parts, {
    channel: options.channel,
    identities: frames.slice(0, delimiter),
    buffers: rest.slice(PART_NAMES.length)
  });
}
function checkSignature(signature, parts, { key, recent }) {
  if (key === "") return void 0;
  if (!isSigned(key, parts, signature)) {
    return { kind: "bad-signature", reason: "its signature does not fit the connection's key" };
  }
  if (!recent.add(Buffer.from(signature).toString("latin1"))) {
    return { kind: "replayed", reason: "a message with this signature has already been received" };
  }
  return void 0;
}
function decodeParts(parts, envelope) {
  const values = [];
  for (const [index, part] of parts.entries()) {
    const value = parseObject(part);
    if (value === void 0)
      return refuse("not-json", `its ${PART_NAMES[index]} is not a JSON object`);
    values.push(value);
  }
  const [head, parentHeader = {}, metadata = {}, content = {}] = values;
  const header = readHeader(head);
  if (header === void 0) {
    return refuse("bad-header", "its header lacks the texts msg_id and msg_type");
  }
  return { ok: true, message: { ...envelope, header, parentHeader, metadata, content } };
}
function parseObject(part) {
  try {
    const value = JSON.parse(
      Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString()
    );
    return isObject(value) ? value : void 0;
  } catch {
    return void 0;
  }
}
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function readHeader(head) {
  const { msg_id, msg_type, session, username } = head ?? {};
  if (typeof msg_id !== "string" || typeof msg_type !== "string") return void 0;
  return {
    ...head,
    msg_id,
    msg_type,
    session: typeof session === "string" ? session : "",
    username: typeof username === "string" ? username : ""
  };
}
function refuse(kind, reason) {
  return { ok: false, refusal: { kind, reason } };
}

// src/kernel/wire/client-message.ts
function encodeRequest(parts, { key }) {
  const header = { ...createHeader(parts.type, parts.session), username: "client" };
  const texts = [header, {}, parts.metadata, parts.content].map((part) => JSON.stringify(part));
  const [head = "", parent = "", metadata = "", content = ""] = texts;
  const serialized = {
    channel: "shell",
    route: [],
    parts: [head, parent, metadata, content],
    buffers: []
  };
  return { id: header.msg_id, frames: encodeFrames(serialized, key) };
}
function decodeMessage(frames, { key }, recent) {
  const decoded = decodeFrames(frames, { channel: "shell", key, recent });
  if (!decoded.ok) return void 0;
  const { header, parentHeader, content, metadata, buffers } = decoded.message;
  const { msg_id: parent } = parentHeader;
  const parentId = typeof parent === "string" ? parent : void 0;
  return { type: header.msg_type, parentId, content, metadata, buffers };
}

// src/kernel/wire/pending-request.ts
var PendingRequest = class {
  answer;
  #messages = [];
  #onMessage;
  #reply;
  #isIdle = false;
  #resolve = () => {
  };
  #reject = () => {
  };
  constructor(onMessage) {
    this.#onMessage = onMessage;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }
  takeReply(reply) {
    this.#reply = reply;
    this.#settle();
  }
  takePublished(message) {
    if (message.type === "status") {
      this.#isIdle ||= message.content.execution_state === "idle";
      this.#settle();
      return;
    }
    this.#messages.push(message);
    this.#onMessage?.(message);
  }
  fail(error) {
    this.#reject(error);
  }
  #settle() {
    if (this.#reply === void 0 || !this.#isIdle) return;
    this.#resolve({ reply: this.#reply, messages: this.#messages });
  }
};

// src/kernel/wire/recent-digests.ts
var DEFAULT_CAPACITY = 65536;
var RecentDigests = class {
  #capacity;
  /** A Set keeps the order of insertion: the first one is the oldest. */
  #digests = /* @__PURE__ */ new Set();
  constructor(capacity = DEFAULT_CAPACITY) {
    this.#capacity = capacity;
  }
  /** Remembers the digest; false when it was already known. */
  add(digest) {
    if (this.#digests.has(digest)) return false;
    this.#digests.add(digest);
    if (this.#digests.size > this.#capacity) this.#forgetOldest();
    return true;
  }
  #forgetOldest() {
    for (const oldest of this.#digests) {
      this.#digests.delete(oldest);
      return;
    }
  }
};

// src/kernel/wire/send-queue.ts
import { setTimeout as delay } from "node:timers/promises";

// src/kernel/wire/log-line.ts
import { writeSync } from "node:fs";
function logLine(text) {
  try {
    writeSync(2, `[cauce] ${text}
`);
  } catch {
  }
}

// src/kernel/wire/send-queue.ts
var RETRY_MS = 2;
var STALLED_MS = 1e4;
var SendQueue = class {
  #socket;
  #onSettled;
  #last = Promise.resolve();
  /** `onSettled` is called after every message, sent or given up. */
  constructor(socket, onSettled) {
    this.#socket = socket;
    this.#onSettled = onSettled;
  }
  push(frames) {
    this.#last = this.#last.then(() => this.#send(frames)).finally(this.#onSettled);
  }
  /** Resolves when everything pushed so far has left. Never rejects. */
  drained() {
    return this.#last;
  }
  async #send(frames) {
    const startedAt = performance.now();
    for (; ; ) {
      try {
        return await this.#socket.send(frames);
      } catch (error) {
        if (!isFull(error)) return logLine(`a message could not be sent: ${String(error)}`);
        if (performance.now() - startedAt > STALLED_MS) this.#stopWaiting();
        await delay(RETRY_MS);
      }
    }
  }
  #stopWaiting() {
    if (this.#socket.noDrop === true) {
      this.#socket.noDrop = false;
      logLine(`a client has read nothing for ${STALLED_MS / 1e3} s; it may miss messages now`);
    }
  }
};
function isFull(error) {
  return error instanceof Error && "code" in error && error.code === "EAGAIN";
}

// src/kernel/wire/sockets.ts
import { Router, XPublisher } from "zeromq";
function socketAddress({ transport, ip }, port) {
  if (transport === "ipc") return `ipc://${ip}-${port}`;
  return `tcp://${ip.includes(":") ? `[${ip}]` : ip}:${port}`;
}

// src/kernel/wire/wire-client.ts
var RECONNECT_MS = 20;
var SUBSCRIPTION_CHECK_MS = 30;
async function openClient(connection, options = {}) {
  const client = new SocketClient(connection);
  try {
    await client.subscribed(options);
    return client;
  } catch (error) {
    await client.close();
    throw error;
  }
}
var SocketClient = class {
  #connection;
  #session = randomUUID2();
  #shell = new Dealer({ linger: 0, reconnectInterval: RECONNECT_MS });
  #control = new Dealer({ linger: 0, reconnectInterval: RECONNECT_MS });
  #heart = new Dealer({ linger: 0, reconnectInterval: RECONNECT_MS });
  #iopub = new Subscriber({
    linger: 0,
    reconnectInterval: RECONNECT_MS,
    receiveHighWaterMark: 0
  });
  #queues = {
    shell: new SendQueue(this.#shell, () => {
    }),
    control: new SendQueue(this.#control, () => {
    }),
    heart: new SendQueue(this.#heart, () => {
    })
  };
  #recent = new RecentDigests();
  #pending = /* @__PURE__ */ new Map();
  #beats = /* @__PURE__ */ new Map();
  #onLate = () => {
  };
  #heard = false;
  #closed;
  constructor(connection) {
    this.#connection = connection;
    this.#shell.connect(socketAddress(connection, connection.shell_port));
    this.#control.connect(socketAddress(connection, connection.control_port));
    this.#heart.connect(socketAddress(connection, connection.hb_port));
    this.#iopub.connect(socketAddress(connection, connection.iopub_port));
    this.#iopub.subscribe();
    void this.#receive(this.#shell, (frames) => this.#takeReply(frames));
    void this.#receive(this.#control, (frames) => this.#takeReply(frames));
    void this.#receive(this.#iopub, (frames) => this.#takePublished(frames));
    void this.#receive(this.#heart, ([beat]) => this.#beats.get(String(beat))?.());
  }
  async request(channel, type, content, options = {}) {
    if (this.#closed !== void 0) throw this.#closed;
    const { metadata = {}, onMessage, timeoutMs } = options;
    const parts = { type, content, metadata, session: this.#session };
    const { id, frames } = encodeRequest(parts, this.#connection);
    const pending = new PendingRequest(onMessage);
    this.#pending.set(id, pending);
    this.#queues[channel].push(frames);
    const timer = startTimer(timeoutMs, () => pending.fail(unanswered(type, timeoutMs)));
    try {
      return await pending.answer;
    } finally {
      clearTimeout(timer);
      this.#pending.delete(id);
    }
  }
  execute(code, options = {}) {
    const { cellId, silent = false, metadata, ...rest } = options;
    const content = {
      code,
      silent,
      store_history: !silent,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true
    };
    const named = { ...metadata, ...cellId === void 0 ? {} : { cellId } };
    return this.request("shell", "execute_request", content, { ...rest, metadata: named });
  }
  async heartbeat(timeoutMs) {
    if (this.#closed !== void 0) throw this.#closed;
    const beat = randomUUID2();
    const startedAt = performance.now();
    let timer;
    try {
      await new Promise((resolve, reject) => {
        this.#beats.set(beat, resolve);
        timer = setTimeout(() => reject(unanswered("heartbeat", timeoutMs)), timeoutMs);
        this.#queues.heart.push([beat]);
      });
      return performance.now() - startedAt;
    } finally {
      clearTimeout(timer);
      this.#beats.delete(beat);
    }
  }
  async interrupt() {
    await this.request("control", "interrupt_request", {});
  }
  onLate(handler) {
    this.#onLate = handler;
  }
  async close(reason = new Error("the connection to the kernel was closed")) {
    this.#closed ??= reason;
    for (const socket of [this.#shell, this.#control, this.#heart, this.#iopub]) socket.close();
    for (const pending of this.#pending.values()) pending.fail(reason);
  }
  /** A subscription takes effect unseen: it holds when something published has come. */
  async subscribed({ timeoutMs = 6e4, signal }) {
    const deadline = performance.now() + timeoutMs;
    while (!this.#heard) {
      signal?.throwIfAborted();
      if (performance.now() > deadline) throw unanswered("kernel_info_request", timeoutMs);
      const parts = { type: "kernel_info_request", content: {}, metadata: {} };
      const asked = encodeRequest({ ...parts, session: this.#session }, this.#connection);
      this.#queues.control.push(asked.frames);
      await delay2(SUBSCRIPTION_CHECK_MS);
    }
  }
  async #receive(socket, take) {
    for await (const frames of socket) take(frames);
  }
  #takeReply(frames) {
    const reply = decodeMessage(frames, this.#connection, this.#recent);
    if (reply?.parentId !== void 0) this.#pending.get(reply.parentId)?.takeReply(reply);
  }
  #takePublished(frames) {
    this.#heard = true;
    const message = decodeMessage(frames, this.#connection, this.#recent);
    if (message === void 0) return;
    const pending = this.#pending.get(message.parentId ?? "");
    if (pending !== void 0) pending.takePublished(message);
    else if (message.type !== "status") this.#onLate(message);
  }
};
function startTimer(ms, run) {
  return ms === void 0 ? void 0 : setTimeout(run, ms);
}
function unanswered(what, timeoutMs = 0) {
  return new Error(`the kernel did not answer \`${what}\` within ${Math.round(timeoutMs)} ms`);
}

// src/kernel/kernel-process.ts
var startTimeoutMs = 6e4;
var stopTimeoutMs = 5e3;
var mostAttempts = 3;
var keptErrorChars = 4e3;
async function startKernelProcess(options) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryToStart(options);
    } catch (error) {
      const isTaken = error instanceof Error && error.message.includes("cannot be bound");
      if (!isTaken || attempt === mostAttempts) throw error;
    }
  }
}
async function tryToStart(options) {
  const connection = await findFreeConnection();
  const files = mkdtempSync(path.join(tmpdir(), "cauce-kernel-"));
  const connectionFile = path.join(files, "connection.json");
  writeFileSync(
    connectionFile,
    JSON.stringify({ ...connection, signature_scheme: "hmac-sha256" }),
    { mode: 384 }
  );
  const running = new RunningProcess(spawnKernel(connectionFile, options), files);
  const patience = new AbortController();
  try {
    const opened = openClient(connection, { timeoutMs: startTimeoutMs, signal: patience.signal });
    const client = await Promise.race([opened, running.failure]);
    running.attach(client);
    return running.handle(client, connection);
  } catch (cause) {
    patience.abort();
    running.kill();
    await running.exited;
    throw running.startFailure(cause);
  }
}
function spawnKernel(connectionFile, { folder, env = {} }) {
  const program = path.join(packageRoot(), "dist", "cli", "main.js");
  return spawn(process.execPath, [program, "kernel", connectionFile], {
    cwd: folder,
    env: { ...process.env, JPY_PARENT_PID: String(process.pid), ...env },
    stdio: ["ignore", "ignore", "pipe"],
    // As Jupyter starts kernels: Ctrl-C reaches the client alone, which asks for an interrupt.
    detached: true
  });
}
var RunningProcess = class {
  exited;
  /** Never resolves; rejects when the process ends or cannot be started. */
  failure;
  #child;
  #errors = "";
  #spawnError;
  #client;
  constructor(child, files) {
    this.#child = child;
    child.stderr?.setEncoding("utf8").on("data", (text) => {
      this.#errors = `${this.#errors}${text}`.slice(-keptErrorChars);
    });
    child.once("error", (error) => {
      this.#spawnError = error;
    });
    const removeFiles = () => rmSync(files, { recursive: true, force: true });
    const killAtExit = () => {
      child.kill("SIGKILL");
      removeFiles();
    };
    process.once("exit", killAtExit);
    this.exited = once2(child, "close").then(
      () => child.exitCode,
      () => null
    );
    void this.exited.then(() => {
      process.off("exit", killAtExit);
      removeFiles();
      void this.#client?.close(this.#deathNotice());
    });
    this.failure = this.exited.then(() => Promise.reject(this.#deathNotice()));
    this.failure.catch(() => {
    });
  }
  attach(client) {
    this.#client = client;
  }
  handle(client, connection) {
    return {
      client,
      connection,
      pid: this.#child.pid ?? 0,
      exited: this.exited,
      errorOutput: () => this.#errors,
      stop: () => this.#stop(client),
      kill: () => this.kill()
    };
  }
  kill() {
    this.#child.kill("SIGKILL");
  }
  startFailure(cause) {
    const isDeath = isCauceError(cause);
    const found = cause instanceof Error ? cause.message : String(cause);
    const text = `The kernel did not start. ${found}${isDeath ? "" : `.${this.#tail()}`}`;
    return new CauceError("kernel-not-started", text, { cause });
  }
  async #stop(client) {
    client.request("control", "shutdown_request", { restart: false }).catch(() => {
    });
    const patience = new AbortController();
    const late = delay3(stopTimeoutMs, void 0, { signal: patience.signal }).then(
      () => this.kill(),
      () => {
      }
    );
    await Promise.race([this.exited, late]);
    patience.abort();
    await this.exited;
    await client.close();
  }
  #deathNotice() {
    const { exitCode, signalCode } = this.#child;
    const how = this.#spawnError?.message ?? (signalCode === null ? `exit status ${exitCode}` : `signal ${signalCode}`);
    return new CauceError("kernel-died", `The kernel's process ended (${how}).${this.#tail()}`);
  }
  #tail() {
    const text = this.#errors.trim();
    return text === "" ? "" : `
It wrote:
${text}`;
  }
};

// src/kernel/output-collector.ts
var OutputCollector = class {
  #outputs = /* @__PURE__ */ new Map();
  /** Requests by the cell that they ran: late messages name the request alone. */
  #cells = /* @__PURE__ */ new Map();
  #clearAtNext = /* @__PURE__ */ new Set();
  #displays = /* @__PURE__ */ new Map();
  outputsOf(cellId) {
    return this.#outputs.get(cellId) ?? [];
  }
  /** Takes what was published while a cell ran. */
  take(cellId, message) {
    if (message.parentId !== void 0) this.#cells.set(message.parentId, cellId);
    if (message.type === "update_display_data") this.#update(message);
    else if (message.type === "clear_output") this.#clear(cellId, message.content.wait === true);
    else this.#append(cellId, message);
  }
  /** Takes what a cell publishes after its end; false where no cell of ours is meant. */
  takeLate(message) {
    const cellId = this.#cells.get(message.parentId ?? "");
    if (cellId !== void 0) this.take(cellId, message);
    return cellId !== void 0;
  }
  #append(cellId, message) {
    const output = toOutput(message);
    if (output === void 0) return;
    if (this.#clearAtNext.delete(cellId)) this.#outputs.set(cellId, []);
    const outputs = this.#outputs.get(cellId) ?? [];
    this.#outputs.set(cellId, outputs);
    const last = outputs.at(-1);
    if (output.output_type === "stream" && last?.output_type === "stream") {
      if (last.name === output.name) {
        last.text += output.text;
        return;
      }
    }
    outputs.push(output);
    this.#remember(output, message);
  }
  #remember(output, message) {
    const id = displayIdOf(message);
    if (id === void 0) return;
    if (output.output_type === "stream" || output.output_type === "error") return;
    this.#displays.set(id, [...this.#displays.get(id) ?? [], output]);
  }
  /** Every output that was shown under the id changes, in whichever cell it stands. */
  #update(message) {
    const { data, metadata } = bundlesOf(message);
    for (const output of this.#displays.get(displayIdOf(message) ?? "") ?? []) {
      output.data = data;
      output.metadata = metadata;
    }
  }
  #clear(cellId, wait) {
    if (wait) this.#clearAtNext.add(cellId);
    else this.#outputs.set(cellId, []);
  }
};
function toOutput(message) {
  const { content } = message;
  switch (message.type) {
    case "stream":
      return { output_type: "stream", name: String(content.name), text: String(content.text) };
    case "display_data":
      return { output_type: "display_data", ...bundlesOf(message) };
    case "execute_result": {
      const count = typeof content.execution_count === "number" ? content.execution_count : null;
      return { output_type: "execute_result", ...bundlesOf(message), execution_count: count };
    }
    case "error":
      return { output_type: "error", ...readError(content) };
    default:
      return void 0;
  }
}
function readError(content) {
  const { ename, evalue, traceback } = content;
  const lines = Array.isArray(traceback) ? traceback.map(String) : [];
  return { ename: String(ename ?? "Error"), evalue: String(evalue ?? ""), traceback: lines };
}
function bundlesOf({ content }) {
  return { data: { ...Object(content.data) }, metadata: { ...Object(content.metadata) } };
}
function displayIdOf({ content }) {
  const { display_id: id } = Object(content.transient);
  return typeof id === "string" ? id : void 0;
}

// src/kernel/execute-notebook.ts
async function executeNotebook(notebook, options) {
  const kernel = await startKernelProcess({ folder: options.folder });
  const stop = () => void kernel.client.interrupt().catch(() => kernel.kill());
  options.signal?.addEventListener("abort", stop);
  try {
    const { reply } = await kernel.client.request("shell", "kernel_info_request", {});
    const execution = new NotebookExecution(notebook, kernel.client, options);
    const fault = await execution.run();
    const executed = execution.document(reply.content.language_info);
    return { notebook: executed, ...fault === void 0 ? {} : { fault } };
  } finally {
    options.signal?.removeEventListener("abort", stop);
    await kernel.stop();
  }
}
var NotebookExecution = class {
  #notebook;
  #client;
  #options;
  #collector = new OutputCollector();
  #counts = /* @__PURE__ */ new Map();
  constructor(notebook, client, options) {
    this.#notebook = notebook;
    this.#client = client;
    this.#options = options;
    client.onLate((message) => this.#collector.takeLate(message));
  }
  /** Resolves with the fault that ended it. */
  async run() {
    const cells = this.#notebook.cells.filter(isToRun);
    for (const [at, cell] of cells.entries()) {
      if (this.#options.signal?.aborted === true) return interruptedBefore(at + 1, cell.id);
      const fault = await this.#runCell(cell, at + 1, cells.length);
      if (fault !== void 0 && !this.#isAllowed(cell)) return fault;
    }
    return void 0;
  }
  document(languageInfo) {
    const { cells, metadata } = this.#notebook;
    const kernelspec = {
      display_name: "TypeScript (Cauce)",
      language: "typescript",
      name: "cauce"
    };
    return {
      ...this.#notebook,
      metadata: { ...metadata, kernelspec, language_info: languageInfo },
      cells: cells.map((cell) => this.#executed(cell))
    };
  }
  async #runCell(cell, number, cells) {
    const { source, id } = cell;
    const startedAt = performance.now();
    const tell = (status2) => {
      const ms = performance.now() - startedAt;
      this.#options.onProgress?.({ status: status2, cell: number, cells, source, ms });
    };
    tell("started");
    const { reply } = await this.#client.execute(source, {
      cellId: id,
      onMessage: (message) => this.#collector.take(id, message)
    });
    const { status, execution_count: count } = reply.content;
    if (typeof count === "number") this.#counts.set(id, count);
    tell(status === "ok" ? "succeeded" : "failed");
    if (status === "ok") return void 0;
    return { cell: number, cellId: id, ...readError(reply.content) };
  }
  #isAllowed({ metadata }) {
    if (this.#options.signal?.aborted === true) return false;
    const { tags } = metadata;
    const raises = Array.isArray(tags) && tags.includes("raises-exception");
    return raises || this.#options.allowErrors === true;
  }
  #executed(cell) {
    if (cell.cell_type !== "code") return cell;
    return {
      ...cell,
      outputs: this.#collector.outputsOf(cell.id),
      execution_count: this.#counts.get(cell.id) ?? null
    };
  }
};
function isToRun(cell) {
  return cell.cell_type === "code" && cell.source.trim() !== "";
}
function interruptedBefore(cell, cellId) {
  const evalue = "interrupted before this cell";
  return { cell, cellId, ename: "KeyboardInterrupt", evalue, traceback: [] };
}

// src/cli/notebook-file.ts
import { existsSync, mkdirSync, renameSync, rmSync as rmSync2, statSync, writeFileSync as writeFileSync2 } from "node:fs";
import path2 from "node:path";
var NotebookFile = class {
  path;
  #temporary;
  /**
   * Makes the folders that are missing and tries to write there, so that a bad place is known
   * before the work begins.
   * @throws CauceError `output-not-writable`
   */
  constructor(file) {
    this.path = file;
    this.#temporary = path2.join(path2.dirname(file), `.${path2.basename(file)}.${process.pid}.tmp`);
    this.#attempt(() => {
      mkdirSync(path2.dirname(file), { recursive: true });
      if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
        throw new Error("it is a folder");
      writeFileSync2(this.#temporary, "");
      rmSync2(this.#temporary);
    });
  }
  /** @throws CauceError `output-not-writable` */
  write(text) {
    this.#attempt(() => {
      writeFileSync2(this.#temporary, text);
      renameSync(this.#temporary, this.path);
    });
  }
  #attempt(work) {
    try {
      work();
    } catch (cause) {
      if (existsSync(this.#temporary)) rmSync2(this.#temporary);
      const found = cause instanceof Error ? cause.message : String(cause);
      const message = `\`${this.path}\` cannot be written: ${found}. Name another file with \`-o FILE\`.`;
      throw new CauceError("output-not-writable", message, { cause });
    }
  }
};

// src/cli/notebook-progress.ts
var import_picocolors = __toESM(require_picocolors(), 1);
var eraseLine = "\r\x1B[2K";
var marks = { started: import_picocolors.default.blue("\u25B6"), succeeded: import_picocolors.default.green("\u2713"), failed: import_picocolors.default.red("\u2717") };
var NotebookProgress = class {
  #out;
  constructor(out) {
    this.#out = out;
  }
  hear(progress) {
    if (this.#out.isTTY) this.#out.write(`${eraseLine}${this.#line(progress)}`);
    if (progress.status === "started") return;
    this.#out.write(this.#out.isTTY ? "\n" : `${this.#line(progress)}
`);
  }
  #line({ status, cell, cells, source, ms }) {
    const width = String(cells).length;
    const place = `cell ${String(cell).padStart(width)} of ${cells}`;
    const time = status === "started" ? "" : formatDuration(ms);
    const room = Math.max(20, (this.#out.columns ?? 100) - place.length - 14);
    const text = shorten(firstLine(source), room);
    return `${marks[status]} ${place}  ${text.padEnd(room)} ${import_picocolors.default.dim(time)}`.trimEnd();
  }
};
function firstLine(source) {
  const lines = source.split("\n").map((line) => line.trim());
  return lines.find((line) => line !== "" && !/^(\/\/|\/?\*)/.test(line)) ?? lines[0] ?? "";
}
function shorten(text, room) {
  return text.length <= room ? text : `${text.slice(0, room - 1)}\u2026`;
}

// src/cli/execute-command.ts
async function executeCommand(file, options) {
  const notebook = parseNotebook(readText(file), file);
  const folder = path3.dirname(path3.resolve(file));
  const output = new NotebookFile(
    options.output ?? path3.join(findProjectRoot(folder), "outputs", path3.basename(file))
  );
  const controller = new AbortController();
  const { fault, notebook: executed } = await untilInterrupted(controller, (signal) => {
    const progress = new NotebookProgress(process.stdout);
    const allowErrors = options.allowErrors === true;
    return executeNotebook(notebook, {
      folder,
      allowErrors,
      signal,
      onProgress: (cell) => progress.hear(cell)
    });
  });
  output.write(formatNotebook(executed));
  if (fault !== void 0) process.stderr.write(`${describeFault(fault)}
`);
  process.stdout.write(`wrote ${path3.relative(process.cwd(), output.path)}
`);
  if (controller.signal.aborted) return exitCodes.interrupted;
  return fault === void 0 ? exitCodes.ok : exitCodes.taskFailed;
}
async function untilInterrupted(controller, run) {
  const interrupt = () => controller.abort();
  process.once("SIGINT", interrupt);
  process.once("SIGTERM", interrupt);
  try {
    return await run(controller.signal);
  } finally {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  }
}
function describeFault({ cell, cellId, ename, evalue, traceback }) {
  const [head = `${ename}: ${evalue}`, ...places] = traceback;
  return `${import_picocolors2.default.red("error")} ${head}
${[...places, `    in cell ${cell} (id \`${cellId}\`); the cells after it did not run`].join("\n")}`;
}
export {
  executeCommand
};
//# sourceMappingURL=execute-command-GTFTVMTG.js.map
