import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { MessageChannel, Worker } from "node:worker_threads";
import { build } from "esbuild";
import { expect } from "vitest";
import type { RunEvent } from "../../../src/core/event.ts";
import { type PackedError, unpackError } from "../../../src/core/packed-error.ts";
import type { Engine } from "../../../src/pipeline/engine.ts";
import type { RunOptions } from "../../../src/pipeline/run-options.ts";
import type { RunReport } from "../../../src/pipeline/run-report.ts";
import type { SentRun } from "../../../src/pipeline/sent-run.ts";
import type { TaskReference } from "../../../src/pipeline/task-reference.ts";
import { closeCommits, makeCommitGuard } from "../../../src/store/commit-guard.ts";
import { releaseLocksOf } from "../../../src/store/task-locks.ts";
import type { LeadThreadData } from "./lead-thread.ts";
import { Line } from "./line.ts";

const program = path.join(import.meta.dirname, "lead-thread.ts");

/** The program of a thread that leads runs, and the files and packages that it is made of. */
export async function buildLead(): Promise<{ file: string; inputs: string[]; remove(): void }> {
  const folder = mkdtempSync(path.join(tmpdir(), "cauce-lead-"));
  const file = path.join(folder, "lead-thread.cjs");
  const { metafile } = await build({
    entryPoints: [program],
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["lmdb"],
    outfile: file,
    metafile: true,
    define: { "import.meta.url": JSON.stringify(pathToFileURL(program).href) },
  });
  const remove = () => rmSync(folder, { recursive: true, force: true });
  return { file, inputs: Object.keys(metafile.inputs), remove };
}

/** A thread with a record of its own, in which runs of a project are led. */
export class LeadThread {
  readonly #worker: Worker;
  readonly #line: Line;
  readonly #guard = makeCommitGuard();
  readonly #stops = new Map<number, AbortController>();
  readonly #owner = randomUUID();
  readonly #root: string;
  #isKilled = false;
  #run: SentRun | undefined;
  #onEvent: (event: RunEvent) => void = () => undefined;

  constructor(file: string, { root, notebook }: { root: string; notebook: string }) {
    this.#root = root;
    const { port1, port2 } = new MessageChannel();
    const workerData: LeadThreadData = {
      port: port2,
      root,
      file: notebook,
      guard: this.#guard,
      owner: this.#owner,
    };
    this.#worker = new Worker(file, { workerData, transferList: [port2] });
    this.#line = new Line(port1, {
      event: (event) => this.#onEvent(event as RunEvent),
      stop: (number, reason) =>
        this.#stops.get(number as number)?.abort(unpackError(reason as PackedError)),
      execute: (number, ids) => this.#attempt(number as number, ids as string[], "execute"),
      executeBatch: (number, ids) =>
        this.#attempt(number as number, ids as string[], "executeBatch"),
      findAsked: (asked, by) => this.#code.findAsked(asked as [], by as string),
      findAnew: (id) => this.#code.findAnew(id as string),
      hashOutputs: (id) => this.#code.hashOutputs(id as string),
    });
  }

  async run(engine: Engine, wanted: TaskReference, options: RunOptions = {}): Promise<RunReport> {
    const { data, run } = await engine.sendRun(await engine.plan(wanted, options), options);
    this.#run = run;
    this.#onEvent = (event) => options.onEvent?.("id" in event ? run.withOwnParams(event) : event);
    const cancel = () => this.#line.tell("cancel");
    options.signal?.addEventListener("abort", cancel);
    try {
      return run.report((await this.#line.ask("run", data)) as RunReport);
    } finally {
      options.signal?.removeEventListener("abort", cancel);
    }
  }

  async close(): Promise<void> {
    if (this.#isKilled) return;
    await this.#line.ask("close");
    await this.#worker.terminate();
  }

  /** Ends it in the middle of whatever it does; its run never ends. */
  async kill(): Promise<void> {
    this.#isKilled = true;
    expect(closeCommits(this.#guard, 60_000)).toBe(true);
    await this.#worker.terminate();
    releaseLocksOf(this.#owner, path.join(this.#root, ".cauce"));
  }

  get #code(): SentRun {
    if (this.#run === undefined) throw new Error("no run was sent");
    return this.#run;
  }

  async #attempt(number: number, ids: readonly string[], method: "execute" | "executeBatch") {
    const controller = new AbortController();
    this.#stops.set(number, controller);
    const { signal } = controller;
    const tell =
      (name: string) =>
      (...given: unknown[]) =>
        this.#line.tell("call", number, name, ...given);
    const calls = { signal, progress: tell("progress"), log: tell("log") };
    try {
      if (method === "executeBatch") return await this.#code.executeBatch(ids, calls);
      const demand = async (found: unknown) => {
        await this.#line.ask("call", number, "demand", found);
      };
      return await this.#code.execute(ids[0] ?? "", { ...calls, demand });
    } finally {
      this.#stops.delete(number);
    }
  }
}
