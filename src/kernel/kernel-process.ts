import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { CauceError, isCauceError } from "../core/errors.ts";
import { packageRoot } from "../pipeline/package-root.ts";
import type { ConnectionInfo } from "./wire/connection-file.ts";
import { findFreeConnection } from "./wire/free-connection.ts";
import { type KernelClient, openClient } from "./wire/wire-client.ts";

const startTimeoutMs = 60_000;
const stopTimeoutMs = 5_000;
const lastWordsMs = 1_000;
const mostAttempts = 3;
const keptErrorChars = 4_000;

export interface StartKernelOptions {
  /** The kernel's working directory: the notebook's folder. */
  readonly folder: string;
  /** Added to the variables of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A kernel in a process of its own, with a client that is ready for requests. */
export interface KernelProcess {
  readonly client: KernelClient;
  /** For further clients. */
  readonly connection: ConnectionInfo;
  readonly pid: number;
  /** Resolves with the exit status when the process has ended, for whatever reason; null where a signal ended it. */
  readonly exited: Promise<number | null>;
  /** What the process has written to its standard error, the last 4,000 characters. */
  errorOutput(): string;
  /** Shuts the kernel down, by force after five seconds. Resolves when it is gone, its files too. */
  stop(): Promise<void>;
  /** Ends the process at once. */
  kill(): void;
}

/**
 * Starts a kernel as Jupyter does, over sockets on this machine.
 * @throws CauceError `kernel-not-started`, with what the process wrote to standard error.
 */
export async function startKernelProcess(options: StartKernelOptions): Promise<KernelProcess> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryToStart(options);
    } catch (error) {
      // Another process was faster at one of the ports that were free a moment ago.
      const isTaken = error instanceof Error && error.message.includes("cannot be bound");
      if (!isTaken || attempt === mostAttempts) throw error;
    }
  }
}

async function tryToStart(options: StartKernelOptions): Promise<KernelProcess> {
  const connection = await findFreeConnection();
  const files = mkdtempSync(path.join(tmpdir(), "cauce-kernel-"));
  const connectionFile = path.join(files, "connection.json");
  writeFileSync(
    connectionFile,
    JSON.stringify({ ...connection, signature_scheme: "hmac-sha256" }),
    { mode: 0o600 },
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

function spawnKernel(
  connectionFile: string,
  { folder, env = {} }: StartKernelOptions,
): ChildProcess {
  const program = path.join(packageRoot(), "dist", "cli", "main.js");
  return spawn(process.execPath, [program, "kernel", connectionFile], {
    cwd: folder,
    env: { ...process.env, JPY_PARENT_PID: String(process.pid), ...env },
    stdio: ["ignore", "ignore", "pipe"],
    // As Jupyter starts kernels: Ctrl-C reaches the client alone, which asks for an interrupt.
    detached: true,
  });
}

/** The process has ended and its last words are here, unless a process that it left behind keeps them open. */
async function ended(child: ChildProcess): Promise<void> {
  const closed = once(child, "close");
  await Promise.race([once(child, "exit"), closed]);
  await Promise.race([closed, delay(lastWordsMs, undefined, { ref: false })]);
  child.stderr?.destroy();
}

/** The process and its files: whatever ends it, both are gone afterwards. */
class RunningProcess {
  readonly exited: Promise<number | null>;
  /** Never resolves; rejects when the process ends or cannot be started. */
  readonly failure: Promise<never>;
  readonly #child: ChildProcess;
  #errors = "";
  #spawnError: Error | undefined;
  #client: KernelClient | undefined;

  constructor(child: ChildProcess, files: string) {
    this.#child = child;
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
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
    this.exited = ended(child).then(
      () => child.exitCode,
      () => null,
    );
    void this.exited.then(() => {
      process.off("exit", killAtExit);
      removeFiles();
      void this.#client?.close(this.#deathNotice());
    });
    this.failure = this.exited.then(() => Promise.reject(this.#deathNotice()));
    // Heard by whoever races it; afterwards the client tells of the end.
    this.failure.catch(() => {});
  }

  attach(client: KernelClient): void {
    this.#client = client;
  }

  handle(client: KernelClient, connection: ConnectionInfo): KernelProcess {
    return {
      client,
      connection,
      pid: this.#child.pid ?? 0,
      exited: this.exited,
      errorOutput: () => this.#errors,
      stop: () => this.#stop(client),
      kill: () => this.kill(),
    };
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  startFailure(cause: unknown): CauceError {
    const isDeath = isCauceError(cause);
    const found = cause instanceof Error ? cause.message : String(cause);
    const text = `The kernel did not start. ${found}${isDeath ? "" : `.${this.#tail()}`}`;
    return new CauceError("kernel-not-started", text, { cause });
  }

  async #stop(client: KernelClient): Promise<void> {
    // The reply may be lost to the end of the process; the end is what counts.
    client.request("control", "shutdown_request", { restart: false }).catch(() => {});
    const patience = new AbortController();
    const late = delay(stopTimeoutMs, undefined, { signal: patience.signal }).then(
      () => this.kill(),
      () => {},
    );
    await Promise.race([this.exited, late]);
    patience.abort();
    await this.exited;
    await client.close();
  }

  #deathNotice(): CauceError {
    const { exitCode, signalCode } = this.#child;
    const how =
      this.#spawnError?.message ??
      (signalCode === null ? `exit status ${exitCode}` : `signal ${signalCode}`);
    return new CauceError("kernel-died", `The kernel's process ended (${how}).${this.#tail()}`);
  }

  #tail(): string {
    const text = this.#errors.trim();
    return text === "" ? "" : `\nIt wrote:\n${text}`;
  }
}
