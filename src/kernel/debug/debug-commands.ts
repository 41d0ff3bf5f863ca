import { readFile } from "node:fs/promises";
import { isIdentifierName } from "../../core/identifier-name.ts";
import type { JsonObject } from "../wire/message.ts";
import { AttachedDebugger, type Step, type Stop } from "./attached-debugger.ts";
import type { WantedBreakpoint } from "./breakpoints.ts";
import { cellPathRule, isCellPath, pathOfCell } from "./cell-path.ts";
import { DebugRefusal } from "./debug-refusal.ts";
import { exceptionFilters, filterOf } from "./exception-filter.ts";
import { Inspection } from "./inspection.ts";
import { listModules } from "./list-modules.ts";
import { MainInspector } from "./main-inspector.ts";
import { nameOfFrame, type PausedFrame } from "./paused-frame.ts";
import { listIn, numberIn, pageOf, pathIn, textIn } from "./request-options.ts";

type Command = (options: JsonObject) => Promise<object | undefined>;

export interface DebugCommandsOptions {
  readonly event: (name: string, body?: object) => void;
  readonly interrupt: () => void;
  readonly stopperName: string;
}

/** JavaScript has one thread that runs cells. */
const threadId = 1;

/** The commands of the Debug Adapter Protocol, as JupyterLab uses them. */
export class DebugCommands {
  /** The main thread as the debugger holds it. */
  readonly main: AttachedDebugger;
  readonly #options: DebugCommandsOptions;
  readonly #inspector: MainInspector;
  readonly #inspection: Inspection;
  readonly #dumped = new Map<string, string>();
  readonly #table: Readonly<Record<string, Command>>;
  #isStarted = false;

  constructor(options: DebugCommandsOptions) {
    this.#options = options;
    this.#inspector = new MainInspector((method, params) => this.main.handle(method, params));
    this.main = new AttachedDebugger(this.#inspector, options.stopperName, {
      onStopped: (stop) => this.#tellStopped(stop),
      onContinued: () => options.event("continued", { threadId, allThreadsContinued: true }),
    });
    this.#inspection = new Inspection(this.#inspector);
    this.#table = { ...this.#startCommands(), ...this.#flowCommands(), ...this.#valueCommands() };
  }

  /** @throws DebugRefusal where the command cannot be served, and why. */
  async run(command: string, options: JsonObject): Promise<object> {
    const run = Object.hasOwn(this.#table, command) ? this.#table[command] : undefined;
    if (run === undefined)
      throw new DebugRefusal(
        `\`${command}\` is not supported: it has no counterpart in Node's inspector that cells could use.`,
      );
    return (await run(options)) ?? {};
  }

  async dispose(): Promise<void> {
    await this.main.detach().catch(() => {});
    this.#inspector.disconnect();
  }

  #startCommands(): Readonly<Record<string, Command>> {
    return {
      debugInfo: async () => this.#info(),
      initialize: async () => {
        this.#isStarted = true;
        return capabilities;
      },
      attach: async () => {
        this.#assertStarted();
        await this.main.attach();
        await this.main.breakpoints.applyAll();
        this.#options.event("initialized");
        return undefined;
      },
      configurationDone: async () => undefined,
      disconnect: () => this.#end(),
      terminate: async () => {
        // What is held ends first: detached, it would run on.
        await this.main.release();
        this.#options.interrupt();
        return this.#end();
      },
    };
  }

  #flowCommands(): Readonly<Record<string, Command>> {
    const step = (kind: Step) => async () => {
      await this.main.step(kind);
      return undefined;
    };
    return {
      dumpCell: (options) => this.#dumpCell(textIn(options, "code")),
      setBreakpoints: (options) => this.#setBreakpoints(options),
      setExceptionBreakpoints: async (options) => {
        this.#assertAttached();
        await this.main.setFilter(filterOf(listIn(options, "filters")));
        return undefined;
      },
      threads: async () => ({ threads: [{ id: threadId, name: "cells" }] }),
      stackTrace: async (options) => this.#stackTrace(options),
      continue: async () => {
        await this.main.resume();
        return { allThreadsContinued: true };
      },
      next: step("stepOver"),
      stepIn: step("stepInto"),
      stepOut: step("stepOut"),
      pause: async () => {
        this.#assertAttached();
        await this.main.pause();
        return undefined;
      },
    };
  }

  #valueCommands(): Readonly<Record<string, Command>> {
    const inspection = this.#inspection;
    return {
      source: (options) => this.#source(pathIn(options)),
      modules: async (options) => listModules(this.main.scripts.files(), options),
      scopes: async (options) => ({
        scopes: await inspection.scopes(this.#frameIn(options, "frameId")),
      }),
      variables: async (options) => {
        const found = await inspection.variables(numberIn(options, "variablesReference"));
        return { variables: pageOf(found, options) };
      },
      evaluate: (options) =>
        inspection.evaluate(textIn(options, "expression"), this.#frameOrTop(options)),
      inspectVariables: async () => {
        if (this.main.stop === undefined) await inspection.forget();
        return { variables: await inspection.globals() };
      },
      richInspectVariables: async (options) => {
        const name = nameIn(options, "variableName");
        const frame = this.main.stop === undefined ? undefined : this.#frameOrTop(options);
        return inspection.present(name, frame);
      },
      copyToGlobals: async (options) => {
        const from = nameIn(options, "srcVariableName");
        const to = nameIn(options, "dstVariableName");
        await inspection.copyToGlobals(from, to, this.#frameIn(options, "srcFrameId"));
        return undefined;
      },
    };
  }

  #info(): object {
    return {
      isStarted: this.#isStarted,
      ...cellPathRule,
      breakpoints: this.main.breakpoints.list(),
      stoppedThreads: this.main.stop === undefined ? [] : [threadId],
      richRendering: true,
      exceptionPaths: [],
      copyToGlobals: true,
    };
  }

  async #end(): Promise<undefined> {
    this.#isStarted = false;
    await this.main.detach();
    await this.#inspection.forget();
    this.#inspector.disconnect();
    this.#options.event("terminated");
  }

  async #dumpCell(code: string): Promise<object> {
    const sourcePath = pathOfCell(code);
    this.#dumped.set(sourcePath, code);
    return { sourcePath };
  }

  async #setBreakpoints(options: JsonObject): Promise<object> {
    this.#assertAttached();
    const wanted = listIn(options, "breakpoints").flatMap((item): WantedBreakpoint[] => {
      const { line, condition } = Object(item) as { line?: unknown; condition?: unknown };
      if (typeof line !== "number") return [];
      return typeof condition === "string" && condition !== "" ? [{ line, condition }] : [{ line }];
    });
    return { breakpoints: await this.main.breakpoints.replace(pathIn(options), wanted) };
  }

  async #source(path: string): Promise<object> {
    const known = this.#dumped.get(path);
    if (known !== undefined) return { content: known, mimeType: "text/typescript" };
    const text = isCellPath(path)
      ? await this.#inspector.ask<string | null>(`textOf(${JSON.stringify(path)})`)
      : await readFile(path, "utf8").catch(() => null);
    if (text === null) throw new DebugRefusal(`\`${path}\` is neither a cell nor a file.`);
    const mimeType = /\.[cm]?tsx?$/.test(path) ? "text/typescript" : "text/javascript";
    return { content: text, mimeType };
  }

  #stackTrace(options: JsonObject): object {
    const frames = this.#frames();
    const start = numberIn(options, "startFrame");
    const levels = numberIn(options, "levels") || frames.length;
    const shown = frames.map((frame, at) => ({
      id: at + 1,
      name: nameOfFrame(frame),
      line: frame.position.line,
      column: frame.position.column,
      source: { name: frame.position.name, path: frame.position.path },
    }));
    return { stackFrames: shown.slice(start, start + levels), totalFrames: frames.length };
  }

  #tellStopped({ reason, text }: Stop): void {
    this.#options.event("stopped", {
      reason,
      threadId,
      allThreadsStopped: true,
      ...(text === undefined ? {} : { description: text, text }),
    });
  }

  #frames(): readonly PausedFrame[] {
    return this.main.stop?.frames ?? [];
  }

  #frameOrTop(options: JsonObject): PausedFrame | undefined {
    return options.frameId == null ? this.#frames()[0] : this.#frameIn(options, "frameId");
  }

  #frameIn(options: JsonObject, name: string): PausedFrame {
    const frame = this.#frames()[numberIn(options, name) - 1];
    if (frame !== undefined) return frame;
    throw new DebugRefusal(
      `\`${name}\` ${String(options[name])} names no frame: ${this.main.stop === undefined ? "nothing is stopped" : `there are ${this.#frames().length}`}.`,
    );
  }

  #assertStarted(): void {
    if (!this.#isStarted)
      throw new DebugRefusal("The debugger is not started: send `initialize` first.");
  }

  #assertAttached(): void {
    this.#assertStarted();
    if (!this.main.isAttached)
      throw new DebugRefusal("The debugger is not attached: send `attach` first.");
  }
}

const capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsModulesRequest: true,
  supportsTerminateRequest: true,
  supportsEvaluateForHovers: true,
  exceptionBreakpointFilters: exceptionFilters,
};

function nameIn(options: JsonObject, name: string): string {
  const found = textIn(options, name);
  if (isIdentifierName(found)) return found;
  throw new DebugRefusal(`\`${name}\` must be the name of a variable; \`${found}\` is none.`);
}
