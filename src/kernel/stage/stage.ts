import { AsyncResource } from "node:async_hooks";
import { MessageChannel, type MessagePort, SHARE_ENV, Worker } from "node:worker_threads";
import { CauceError } from "../../core/errors.ts";
import { builtFile } from "../../pipeline/built-file.ts";
import { LeaderEnd } from "../../pipeline/leader-end.ts";
import type { PlannedGraph } from "../../pipeline/planned-graph.ts";
import { KernelPublisher } from "../kernel-publisher.ts";
import { type LeadRun, leadHere, type RunOrder, refuseRun } from "../lead-run.ts";
import type { RunPicture } from "../live-run.ts";
import type { Led } from "../show-run.ts";
import type { LineData } from "../wire/wire-line.ts";
import { makeTaken } from "./attempt-voice.ts";
import type { FromStage, HeardEvents, StageData, StagedOrder, ToStage } from "./stage-messages.ts";
import { StagedRun } from "./staged-run.ts";

export interface StageOptions {
  /** The project's root. */
  readonly root: string;
  /** The notebook that the tasks stand in. */
  readonly file: string;
  /** A way to the sockets for the thread. */
  readonly openLine: () => LineData;
  /** The built program of the thread; the package's own unless told. */
  readonly program?: URL;
}

type Sent = Awaited<ReturnType<RunOrder["engine"]["sendRun"]>>;

/** How many runs' cells are remembered: what a task has left behind may still speak up. */
const mostRuns = 100;

/**
 * A thread that leads runs and draws them, so that tasks go on and pictures move while a cell
 * computes. It is started ahead of the first run, and anew behind its death.
 */
export class Stage {
  readonly #options: StageOptions;
  readonly #runs = new Set<StagedRun>();
  /** Where runs were asked for: in a notebook, what is said there stands below that cell. */
  readonly #asked = new Map<number, AsyncResource>();
  #worker: Worker | undefined;
  /** Threads for tasks, which it starts when they are asked for. */
  #hasThreads = false;
  #count = 0;
  #isClosed = false;
  #error: unknown;

  constructor(options: StageOptions) {
    this.#options = options;
  }

  /** Of a plan in which nothing is to be done the way to another thread is longer than the run. */
  readonly lead: LeadRun = async (order) => {
    const { engine, planned, options } = order;
    if (!hasSomethingToDo(planned)) return leadHere(order);
    try {
      return await this.#lead(order, await engine.sendRun(planned, options));
    } catch (error) {
      return refuseRun(order, error);
    }
  };

  /** Tasks were declared: the thread gets ready for their runs. */
  start(): void {
    if (!this.#isClosed) this.#worker ??= this.#open();
  }

  /** Starts threads for tasks ahead of the work. */
  warm(count: number): void {
    this.start();
    this.#hasThreads = true;
    this.#post({ kind: "warm", count });
  }

  /** Tasks of a module are likely to come: what threads there are get ready for them. */
  prepare(module: () => string): void {
    if (this.#hasThreads) this.#post({ kind: "prepare", module: module() });
  }

  /** What still runs is cancelled. Resolves when the thread and those of its tasks have ended. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const worker = this.#worker;
    if (worker === undefined) return;
    const exited = new Promise((resolve) => worker.once("exit", resolve));
    this.#post({ kind: "close" });
    await exited;
  }

  #lead(order: RunOrder, { data, run: sent }: Sent): Promise<Led> {
    const { picture, publisher } = order;
    this.start();
    // What the cell has printed before stands before.
    publisher.flush();
    const run = ++this.#count;
    const taken = makeTaken();
    const staged: StagedOrder = {
      run,
      taken,
      data,
      picture: picture && asData(picture, sent),
      parent: publisher instanceof KernelPublisher ? publisher.parent : undefined,
      errorDetail: picture?.errorDetail ?? "short",
      heard: heardOf(order),
    };
    const { port1, port2 } = new MessageChannel();
    try {
      this.#post({ kind: "lead", order: staged, port: port2 }, [port2]);
    } catch {
      // A parameter that is no data, and does not look it: a proxy.
      port1.close();
      return leadHere(order);
    }
    const asked = new AsyncResource("CauceRun");
    this.#remember(run, asked);
    const led = new StagedRun({ order, sent, port: port1, taken, asked });
    this.#runs.add(led);
    order.onBegun?.();
    if (this.#worker === undefined) led.fail(this.#describeDeath());
    return led.led.finally(() => this.#runs.delete(led));
  }

  #remember(run: number, asked: AsyncResource): void {
    this.#asked.set(run, asked);
    const oldest = this.#asked.keys().next().value;
    if (this.#asked.size > mostRuns && oldest !== undefined) this.#asked.delete(oldest);
  }

  #open(): Worker {
    const { root, file, openLine, program = ownProgram() } = this.#options;
    const line = openLine();
    const end = new LeaderEnd(root);
    this.#error = undefined;
    const worker = new Worker(program, {
      name: "cauce-stage",
      workerData: { root, file, line, marks: end.marks } satisfies StageData,
      transferList: [line.port],
      env: SHARE_ENV,
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: 12 },
    });
    worker.on("message", ({ run, text }: FromStage) => this.#note(run, text));
    worker.on("error", (error) => {
      this.#error = error;
    });
    worker.once("exit", (status) => {
      end.clearUp();
      this.#error ??= new Error(`exit status ${status}`);
      this.#bury(worker);
    });
    return worker;
  }

  #note(run: number | undefined, text: string): void {
    const tell = () => void process.stderr.write(`note: ${text}\n`);
    const asked = run === undefined ? undefined : this.#asked.get(run);
    if (asked === undefined) tell();
    else asked.runInAsyncScope(tell);
  }

  #bury(worker: Worker): void {
    if (this.#worker === worker) this.#worker = undefined;
    this.#hasThreads = false;
    for (const run of this.#runs) run.fail(this.#describeDeath());
  }

  #describeDeath(): CauceError {
    const found = this.#error instanceof Error ? this.#error.message : "the kernel shuts down";
    return new CauceError(
      "stage-ended",
      `The thread that leads runs has ended (${found}), and this run with it. Expected it to live as long as the kernel. Run the cell again: another one is started, and what was recorded is fresh.`,
      { cause: this.#error },
    );
  }

  #post(message: ToStage, transfer: readonly MessagePort[] = []): void {
    this.#worker?.postMessage(message, transfer);
  }
}

function asData(picture: RunPicture, sent: Sent["run"]): RunPicture {
  const nodes = picture.view.nodes.map((node) => sent.withDataParams(node));
  return { ...picture, view: { ...picture.view, nodes } };
}

function heardOf({ options, onLog }: RunOrder): HeardEvents {
  if (options.onEvent !== undefined) return "all";
  return onLog === undefined ? "none" : "logs";
}

function ownProgram(): URL {
  return builtFile("kernel/stage/stage-thread.cjs");
}

function hasSomethingToDo({ plan }: PlannedGraph): boolean {
  for (const { decision } of plan.tasks()) if (decision.state !== "fresh") return true;
  return false;
}
