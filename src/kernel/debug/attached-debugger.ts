import type { Debugger } from "node:inspector";
import { conditionHolds } from "./breakpoint-condition.ts";
import { Breakpoints } from "./breakpoints.ts";
import { DebugRefusal } from "./debug-refusal.ts";
import { type ExceptionFilter, findCatcher } from "./exception-filter.ts";
import type { MainInspector } from "./main-inspector.ts";
import { findPausedFrames, type PausedFrame } from "./paused-frame.ts";
import { foreignCode, Scripts } from "./scripts.ts";

type Paused = Debugger.PausedEventDataType;
export type Step = "stepOver" | "stepInto" | "stepOut";

/** A stop that the client hears of. */
export interface Stop {
  readonly reason: "breakpoint" | "step" | "exception" | "pause";
  readonly text?: string;
  readonly frames: readonly PausedFrame[];
}

export interface DebuggerListener {
  onStopped(stop: Stop): void;
  onContinued(): void;
}

/** Entering a cell from a timer or a promise takes some tens of stops; the kernel's own work takes thousands. */
const mostSearched = 300;
/** How far back the awaiting callers are followed. */
const asyncFrames = 16;

/** The debugger of the main thread: attached or not, with main running or held. */
export class AttachedDebugger {
  readonly scripts: Scripts;
  readonly breakpoints: Breakpoints;
  readonly #inspector: MainInspector;
  readonly #listener: DebuggerListener;
  readonly #stopperName: string;
  #isAttached = false;
  #isHeld = false;
  #topFrameId: string | undefined;
  #isReleased = false;
  #stop: Stop | undefined;
  #step: { readonly kind: Step; readonly from: string } | undefined;
  #isPausing = false;
  /** Stops in foreign code since a pause was asked for. */
  #searched = 0;
  #filter: ExceptionFilter = "none";

  constructor(inspector: MainInspector, stopperName: string, listener: DebuggerListener) {
    this.#inspector = inspector;
    this.#stopperName = stopperName;
    this.#listener = listener;
    this.scripts = new Scripts(inspector);
    this.breakpoints = new Breakpoints(inspector, this.scripts);
  }

  get isAttached(): boolean {
    return this.#isAttached;
  }

  get stop(): Stop | undefined {
    return this.#stop;
  }

  async attach(): Promise<void> {
    if (this.#isAttached) return;
    this.#isAttached = true;
    await this.#inspector.post("Debugger.enable");
    await this.#inspector.post("Debugger.setBlackboxPatterns", { patterns: [foreignCode] });
    await this.#applyFilter();
  }

  /** Main goes on, and runs as if no debugger had been there. */
  async detach(): Promise<void> {
    this.breakpoints.clear();
    this.scripts.clear();
    this.#filter = "none";
    this.#step = undefined;
    this.#isPausing = false;
    if (!this.#isAttached) return;
    this.#isAttached = false;
    await this.#inspector.post("Debugger.disable");
    this.#continued();
  }

  async setFilter(filter: ExceptionFilter): Promise<void> {
    this.#filter = filter;
    if (this.#isAttached) await this.#applyFilter();
  }

  async resume(): Promise<void> {
    this.#heldStop();
    await this.#inspector.post("Debugger.resume");
  }

  async step(kind: Step): Promise<void> {
    const { frames } = this.#heldStop();
    this.#step = { kind, from: placeOf(frames) };
    await this.#inspector.post(`Debugger.${kind}`);
  }

  async pause(): Promise<void> {
    this.#isPausing = true;
    this.#searched = 0;
    await this.breakpoints.watch(true);
    await this.#inspector.post("Debugger.pause");
  }

  /** An interrupt: nothing holds main any more, and what it was held in ends where it stands. */
  async release(): Promise<void> {
    if (!this.#isAttached) return;
    this.#isReleased = true;
    const skipping = this.#inspector.post("Debugger.setSkipAllPauses", { skip: true });
    if (!this.#isHeld) {
      // Main may be deep in native code, and answers when it can.
      skipping.catch(() => {});
      return;
    }
    await skipping;
    await this.#endHeld(this.#topFrameId);
  }

  async rearm(): Promise<void> {
    if (!this.#isReleased) return;
    this.#isReleased = false;
    if (this.#isAttached) await this.#inspector.post("Debugger.setSkipAllPauses", { skip: false });
  }

  handle(method: string, params: unknown): void {
    if (method === "Debugger.scriptParsed") {
      const { scriptId, url } = params as Debugger.ScriptParsedEventDataType;
      if (url !== "") this.scripts.add(scriptId, url);
    } else if (method === "Debugger.paused") {
      this.#isHeld = true;
      this.#onPaused(params as Paused).catch(() => this.#resumeQuietly());
    } else if (method === "Debugger.resumed") {
      this.#isHeld = false;
      this.#continued();
    }
  }

  async #onPaused(paused: Paused): Promise<void> {
    const [top] = paused.callFrames;
    this.#topFrameId = top?.callFrameId;
    if (this.#isReleased) return this.#endHeld(this.#topFrameId);
    if (top === undefined) return this.#resumeQuietly();
    if (paused.reason === "instrumentation") {
      const script = await this.scripts.find(top.location.scriptId);
      if (script !== undefined) await this.breakpoints.applyTo(script);
      if (script !== undefined && this.#isPausing) await this.breakpoints.stopFirst(script);
      return this.#resumeQuietly();
    }
    const frames = await findPausedFrames(paused.callFrames, this.scripts);
    const isInUserCode = frames[0]?.callFrame === top;
    const reason = await this.#reasonFor(paused, frames, isInUserCode);
    if (reason === undefined) return this.#goOn(frames, isInUserCode);
    this.#step = undefined;
    await this.#endPausing();
    const text = reason === "exception" ? describeThrown(paused.data) : undefined;
    this.#stop = { reason, frames, ...(text === undefined ? {} : { text }) };
    this.#listener.onStopped(this.#stop);
  }

  /** Undefined where a person would not see why main stands still. */
  async #reasonFor(
    paused: Paused,
    frames: readonly PausedFrame[],
    isInUserCode: boolean,
  ): Promise<Stop["reason"] | undefined> {
    if (frames.length === 0) return undefined;
    if (paused.reason === "exception" || paused.reason === "promiseRejection")
      return (await this.#isWanted(paused)) ? "exception" : undefined;
    const hit = paused.hitBreakpoints ?? [];
    if (hit.length > 0 && !(await this.#isMet(hit, frames))) return undefined;
    if (hit.length > 0) return this.#isPausing ? "pause" : "breakpoint";
    if (!isInUserCode) return undefined;
    if (this.#step !== undefined) return this.#step.from === placeOf(frames) ? undefined : "step";
    return this.#isPausing ? "pause" : "breakpoint";
  }

  async #isWanted(paused: Paused): Promise<boolean> {
    if (this.#filter === "none") return false;
    const catcher = await findCatcher(paused, this.scripts, this.#inspector);
    return catcher === undefined || (catcher === "user" && this.#filter === "all");
  }

  async #endPausing(): Promise<void> {
    if (!this.#isPausing) return;
    this.#isPausing = false;
    await this.breakpoints.watch(false);
  }

  /** True where one of the breakpoints has no condition or one that holds. */
  async #isMet(hit: readonly string[], frames: readonly PausedFrame[]): Promise<boolean> {
    const [frame] = frames;
    for (const id of hit) {
      const condition = this.breakpoints.conditionOf(id);
      if (condition === undefined || frame === undefined) return true;
      if (await conditionHolds(condition, frame, this.#inspector)) return true;
    }
    return false;
  }

  /**
   * Not over: a step that ended on the line where it began or in foreign code that the user's
   * calls, and the search for a place to pause.
   */
  async #goOn(frames: readonly PausedFrame[], isInUserCode: boolean): Promise<void> {
    const kind = this.#nextMove(frames, isInUserCode);
    if (kind === undefined) return this.#resumeQuietly();
    await this.#inspector.post(`Debugger.${kind}`);
  }

  #nextMove(frames: readonly PausedFrame[], isInUserCode: boolean): Step | undefined {
    if (frames.length > 0 && !isInUserCode) return this.#isMoving ? "stepOut" : undefined;
    if (frames.length > 0) return this.#step?.kind;
    // The step has left the cell. A pause may be about to enter one.
    this.#step = undefined;
    this.#searched += 1;
    return this.#isPausing && this.#searched < mostSearched ? "stepInto" : undefined;
  }

  get #isMoving(): boolean {
    return this.#step !== undefined || this.#isPausing;
  }

  async #resumeQuietly(): Promise<void> {
    // It may have gone on already: an interrupt came in between.
    await this.#inspector.post("Debugger.resume").catch(() => {});
  }

  /** Evaluated in a frame, because that fails where main has gone on: what runs must not be made ready to stop. */
  async #endHeld(callFrameId: string | undefined): Promise<void> {
    const expression = `globalThis[${JSON.stringify(this.#stopperName)}]?.(0, false, true, true)`;
    const params = { callFrameId, expression, returnByValue: true, silent: true };
    try {
      const { result } = await this.#inspector.post<Debugger.EvaluateOnCallFrameReturnType>(
        "Debugger.evaluateOnCallFrame",
        params,
      );
      const terminateOnResume = result.value === true;
      await this.#inspector.post("Debugger.resume", { terminateOnResume });
    } catch {
      // It has gone on by itself, or it is being ended already.
      await this.#resumeQuietly();
    }
  }

  async #applyFilter(): Promise<void> {
    // The inspector takes whatever our code awaits for a handler: which are caught is told apart here.
    const state = this.#filter === "none" ? "none" : "all";
    const maxDepth = this.#filter === "uncaught" ? asyncFrames : 0;
    await this.#inspector.post("Debugger.setAsyncCallStackDepth", { maxDepth });
    await this.#inspector.post("Debugger.setPauseOnExceptions", { state });
  }

  #continued(): void {
    if (this.#stop === undefined) return;
    this.#stop = undefined;
    this.#listener.onContinued();
  }

  #heldStop(): Stop {
    if (this.#stop === undefined)
      throw new DebugRefusal(
        "Nothing is stopped: this is answered while a breakpoint holds a cell.",
      );
    return this.#stop;
  }
}

/** Steps go by lines: a line of ours may be several of the engine's statements. */
function placeOf(frames: readonly PausedFrame[]): string {
  const [top] = frames;
  return top === undefined
    ? ""
    : `${frames.length} ${top.position.path} ${top.position.line} ${top.callFrame.functionName}`;
}

function describeThrown(data: unknown): string | undefined {
  const { description, value } = Object(data) as { description?: string; value?: unknown };
  return description?.split("\n")[0] ?? (value === undefined ? undefined : String(value));
}
