import { randomUUID } from "node:crypto";
import type { DagView } from "../core/dag-view.ts";
import type { ErrorDetail } from "../core/error-detail.ts";
import type { Auto, AutoOptions } from "../pipeline/auto-options.ts";
import type { Engine } from "../pipeline/engine.ts";
import type { TaskReference } from "../pipeline/task-reference.ts";
import { describeMessage } from "../render/describe-node.ts";
import { formatDuration } from "../render/format-duration.ts";
import { renderStatusLine } from "../render/render-status-line.ts";
import { type AutoPlan, findSlow, isOutdated, readAutoPlan } from "./auto-plan.ts";
import type { Beginnings } from "./beginnings.ts";
import { drawDag } from "./draw-dag.ts";
import type { LeadRun } from "./lead-run.ts";
import { drawFinishedRun, type FinishedRun, findStale } from "./live-run.ts";
import { currentExecution, type MimeBundle } from "./publisher.ts";

export interface AutoSetting {
  readonly reference: TaskReference;
  readonly options: AutoOptions & { readonly askAboveMs: number };
  /** The engine for the code as it is now. */
  readonly engine: () => Engine;
  readonly lead: LeadRun;
  /** Called when the first run is under way. */
  readonly onBegun: () => void;
  /** Runs behind cells that have not begun. */
  readonly following: Beginnings;
  /** How much its picture tells of failures. */
  readonly errorDetail: () => ErrorDetail;
  /** Called when a run has ended well or badly: other pictures may have changed. */
  readonly onEnd: () => Promise<void>;
}

interface Going {
  readonly plan: AutoPlan;
  readonly controller: AbortController;
  /** Another run follows at once: how this one ends is not shown. */
  isOutdated: boolean;
}

/** One task that is kept fresh, and its picture. */
export class AutoRun implements Auto {
  readonly root: string;
  readonly cellId = currentExecution()?.cellId;
  readonly #setting: AutoSetting;
  readonly #key: string;
  readonly #displayId = randomUUID();
  #isOn = true;
  #going: Going | undefined;
  #finished: FinishedRun | undefined;
  #view: DagView;
  /** What was left to do when it last came to rest: that alone is no news. */
  #left = "";
  /** Why it does not run what is stale. */
  #hindrance: string | undefined;
  #turn = 0;
  #settled: Promise<void> = Promise.resolve();
  #shown = "";

  constructor(plan: AutoPlan, setting: AutoSetting) {
    this.root = plan.planned.root;
    this.#setting = setting;
    this.#view = plan.view;
    this.#key = `${this.cellId ?? ""} ${this.root} auto`.trimStart();
    const bundle = this.#draw();
    this.#shown = JSON.stringify(bundle);
    currentExecution()?.publisher.displayData(bundle, this.#displayId);
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** Resolves when no run of it goes on. */
  get settled(): Promise<void> {
    return this.#settled.catch(() => {});
  }

  /** The first run, within the cell: whoever runs that cell has asked for it, slow or not. */
  begin(plan: AutoPlan): Promise<void> {
    const { onBegun } = this.#setting;
    this.#settled = this.#run(plan, onBegun, currentExecution()?.signal);
    return this.#settled;
  }

  /** After a cell: runs what it has made stale, without holding up the next cell. */
  async follow(): Promise<void> {
    const plan = await this.#plan();
    const going = this.#going;
    if (plan !== undefined && going !== undefined && !isOutdated(going.plan, plan)) return;
    if (plan !== undefined && going === undefined && !this.#isNews(plan)) {
      this.#rest(plan);
      return;
    }
    if (going !== undefined) going.isOutdated = true;
    going?.controller.abort();
    const turn = ++this.#turn;
    const onBegun = this.#setting.following.add();
    this.#settled = this.settled.then(() => this.#again(turn, onBegun)).finally(onBegun);
  }

  /** Cancels what runs. It stays on. */
  interrupt(): void {
    this.#turn++;
    this.#going?.controller.abort();
  }

  stop(): void {
    if (!this.#isOn) return;
    this.leave();
    void this.settled.then(() => this.#show());
  }

  /** Ends it and draws nothing any more: its picture is gone. */
  leave(): void {
    this.#isOn = false;
    this.interrupt();
  }

  #isNews({ toRun }: AutoPlan): boolean {
    return toRun !== "" && toRun !== this.#left;
  }

  /** The tasks as they are now; undefined where they cannot be planned, which the picture says. */
  async #plan(): Promise<AutoPlan | undefined> {
    try {
      return readAutoPlan(
        await this.#setting.engine().plan(this.#setting.reference, this.#setting.options),
      );
    } catch (error) {
      this.#hinder(error);
      return undefined;
    }
  }

  async #again(turn: number, onBegun: () => void): Promise<void> {
    const isCurrent = () => this.#isOn && turn === this.#turn;
    const plan = isCurrent() ? await this.#plan() : undefined;
    if (plan === undefined || !isCurrent()) return;
    const slow = findSlow(plan, this.#setting.options.askAboveMs);
    if (plan.toRun === "" || slow === undefined) {
      await this.#run(plan, onBegun).catch((error) => this.#hinder(error, plan.toRun));
      return;
    }
    const { id, durationMs } = slow;
    const took = `takes about ${formatDuration(durationMs ?? slow.expectedMs ?? 0)}`;
    this.#finished = undefined;
    this.#hindrance = `waits, because ${id} ${took}: run this cell again, or ${this.#command()}`;
    this.#rest(plan);
  }

  #command(): string {
    const { family, given } = this.#setting.reference;
    return `await run(new ${family}(${Object.keys(Object(given)).length === 0 ? "" : "…"}))`;
  }

  async #run(plan: AutoPlan, onBegun: () => void, signal?: AbortSignal): Promise<void> {
    const execution = currentExecution();
    if (execution === undefined) return;
    const { engine, lead, options, onEnd } = this.#setting;
    const { askAboveMs: _limit, disabled: _disabled, ...given } = options;
    const going: Going = { plan, controller: new AbortController(), isOutdated: false };
    const { workers, resources } = plan.planned;
    this.#going = going;
    const led = await lead({
      engine: engine(),
      planned: plan.planned,
      options: {
        ...given,
        signal: AbortSignal.any([
          going.controller.signal,
          ...(signal === undefined ? [] : [signal]),
        ]),
      },
      picture: {
        view: plan.view,
        key: this.#key,
        displayId: this.#displayId,
        isShown: true,
        workers,
        resources,
        isUrgent: false,
        isLast: false,
        heading: "auto",
        errorDetail: this.#setting.errorDetail(),
      },
      publisher: execution.publisher,
      onBegun,
    });
    this.#going = undefined;
    if (!led.ok) throw led.error;
    this.#finished = led.finished;
    this.#hindrance = undefined;
    if (going.isOutdated) return;
    const after = await this.#plan();
    if (after !== undefined) this.#rest(after);
    await onEnd();
  }

  /** Shows how it stands; further cells that change nothing of that start nothing. */
  #rest({ view, toRun }: AutoPlan): void {
    this.#left = toRun;
    this.#view = view;
    if (toRun === "") this.#hindrance = undefined;
    this.#show();
  }

  #hinder(error: unknown, left = ""): void {
    this.#finished = undefined;
    this.#left = left;
    this.#hindrance = `cannot run: ${describeError(error)}`;
    if (this.#going === undefined) this.#show();
  }

  #show(): void {
    const bundle = this.#draw();
    const text = JSON.stringify(bundle);
    if (text === this.#shown) return;
    this.#shown = text;
    // Under the latest cell's request: clients such as nbclient hear no other.
    currentExecution()?.publisher.updateDisplayData(bundle, this.#displayId);
  }

  #draw(): MimeBundle {
    const heading = this.#isOn ? "auto" : "auto is off";
    if (this.#finished !== undefined)
      return drawFinishedRun({ ...this.#finished, heading }, findStale(this.#finished, this.#view));
    const words = `${heading} · ${this.#hindrance ?? describeRest(this.#view)}`;
    const picture = drawDag(this.#view, { key: this.#key });
    return {
      "text/html": `${renderStatusLine(words)}${picture["text/html"]}`,
      "text/plain": `${picture["text/plain"]}\n\n${words}`,
    };
  }
}

function describeRest({ nodes }: DagView): string {
  const stale = nodes.filter(({ state }) => state === "stale").length;
  return stale === 0 ? "all fresh" : `${stale} stale`;
}

function describeError(error: unknown): string {
  return error instanceof Error ? describeMessage(error) : String(error);
}
