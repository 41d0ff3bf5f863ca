import type { Debugger } from "node:inspector";
import { findSource } from "./debug-script.ts";
import type { MainInspector } from "./main-inspector.ts";
import type { Scripts, UserScript } from "./scripts.ts";

export interface WantedBreakpoint {
  readonly line: number;
  readonly condition?: string;
}

export interface ShownBreakpoint {
  readonly verified: boolean;
  readonly line: number;
  readonly source: { readonly path: string };
  readonly message?: string;
}

interface SetBreakpoint extends WantedBreakpoint {
  readonly path: string;
}

/** Stands for the path of a stop that nobody has set. */
const firstStop = "";

/** The breakpoints that a client wants, by path, and where they stand in the code that runs. */
export class Breakpoints {
  readonly #inspector: MainInspector;
  readonly #scripts: Scripts;
  readonly #wanted = new Map<string, readonly WantedBreakpoint[]>();
  readonly #set = new Map<string, SetBreakpoint>();
  #instrumentation: string | undefined;
  #isWatching = false;

  constructor(inspector: MainInspector, scripts: Scripts) {
    this.#inspector = inspector;
    this.#scripts = scripts;
  }

  /** What is wanted, as `debugInfo` lists it. */
  list(): { source: string; breakpoints: readonly WantedBreakpoint[] }[] {
    return [...this.#wanted].map(([source, breakpoints]) => ({ source, breakpoints }));
  }

  /** The condition of a breakpoint that was met, by the inspector's id. */
  conditionOf(id: string): string | undefined {
    return this.#set.get(id)?.condition;
  }

  /** Takes the breakpoints of one text in. Code that does not run yet gets them when it does. */
  async replace(path: string, wanted: readonly WantedBreakpoint[]): Promise<ShownBreakpoint[]> {
    if (wanted.length === 0) this.#wanted.delete(path);
    else this.#wanted.set(path, wanted);
    await this.#remove(path);
    await this.#watchNewScripts();
    const scripts = await this.#scripts.madeFrom(path);
    const lines = new Map<WantedBreakpoint, number>();
    for (const script of scripts)
      for (const [breakpoint, line] of await this.#apply(script, path))
        lines.set(breakpoint, Math.min(line, lines.get(breakpoint) ?? line));
    return wanted.map((breakpoint) => ({
      verified: true,
      line: lines.get(breakpoint) ?? breakpoint.line,
      source: { path },
    }));
  }

  /** Sets in a script, before it runs, what is wanted of the texts that it was made from. */
  async applyTo(script: UserScript): Promise<void> {
    for (const { path } of script.script.sources) await this.#apply(script, path);
  }

  /** After the debugger was attached: it knows of nothing yet. */
  async applyAll(): Promise<void> {
    for (const [path, wanted] of [...this.#wanted]) await this.replace(path, wanted);
  }

  /** Whether new scripts are stopped at even where there is nothing to set in them. */
  async watch(isWatching: boolean): Promise<void> {
    this.#isWatching = isWatching;
    await this.#watchNewScripts();
    if (!isWatching) await this.#remove(firstStop);
  }

  /** Sets one where the script's own code begins, for as long as new scripts are watched. */
  async stopFirst({ scriptId, script }: UserScript): Promise<void> {
    const start = { scriptId, lineNumber: 1, columnNumber: 0 };
    const locations = await this.#findLocations({ start, restrictToFunction: true });
    const first = locations.find(({ lineNumber, columnNumber = 0 }) =>
      findSource(script, lineNumber, columnNumber),
    );
    if (first !== undefined) await this.#setAt(first, { path: firstStop, line: 0 });
  }

  /** The inspector forgets its breakpoints by itself when it is disabled. */
  clear(): void {
    this.#wanted.clear();
    this.#set.clear();
    this.#instrumentation = undefined;
    this.#isWatching = false;
  }

  /** Main stops before each new script, but only while somebody waits for it. */
  async #watchNewScripts(): Promise<void> {
    const isNeeded = this.#isWatching || this.#wanted.size > 0;
    if (isNeeded === (this.#instrumentation !== undefined)) return;
    if (this.#instrumentation !== undefined) {
      const breakpointId = this.#instrumentation;
      this.#instrumentation = undefined;
      await this.#inspector.post("Debugger.removeBreakpoint", { breakpointId });
      return;
    }
    const { breakpointId } = await this.#inspector.post<{ readonly breakpointId: string }>(
      "Debugger.setInstrumentationBreakpoint",
      { instrumentation: "beforeScriptExecution" },
    );
    this.#instrumentation = breakpointId;
  }

  async #remove(path: string): Promise<void> {
    for (const [breakpointId, found] of [...this.#set]) {
      if (found.path !== path) continue;
      this.#set.delete(breakpointId);
      await this.#inspector.post("Debugger.removeBreakpoint", { breakpointId });
    }
  }

  /** Sets what is wanted of a text in one script. Gives the lines where code was found to stop at. */
  async #apply(script: UserScript, path: string): Promise<Map<WantedBreakpoint, number>> {
    const wanted = this.#wanted.get(path) ?? [];
    const lines = new Map<WantedBreakpoint, number>();
    if (wanted.length === 0) return lines;
    const stops = await this.#stopsIn(script, path);
    const taken = new Set<number>();
    for (const breakpoint of wanted) {
      const stop = stops.find(({ line }) => line >= breakpoint.line);
      if (stop === undefined) continue;
      lines.set(breakpoint, stop.line);
      if (taken.has(stop.line)) continue;
      taken.add(stop.line);
      await this.#setAt(stop.location, { ...breakpoint, path });
    }
    return lines;
  }

  async #setAt(place: Debugger.Location, breakpoint: SetBreakpoint): Promise<void> {
    const { scriptId, lineNumber, columnNumber = 0 } = place;
    const { breakpointId } = await this.#inspector.post<Debugger.SetBreakpointReturnType>(
      "Debugger.setBreakpoint",
      { location: { scriptId, lineNumber, columnNumber } },
    );
    this.#set.set(breakpointId, breakpoint);
  }

  async #findLocations(params: object): Promise<readonly Debugger.BreakLocation[]> {
    const { locations } = await this.#inspector.post<Debugger.GetPossibleBreakpointsReturnType>(
      "Debugger.getPossibleBreakpoints",
      params,
    );
    return locations;
  }

  /** The first place to stop at of each line of a text, in the order of its lines. */
  async #stopsIn(
    { scriptId, script }: UserScript,
    path: string,
  ): Promise<{ line: number; location: Debugger.Location }[]> {
    const start = { scriptId, lineNumber: 0, columnNumber: 0 };
    const locations = await this.#findLocations({ start });
    const first = new Map<number, Debugger.Location>();
    for (const { lineNumber, columnNumber = 0 } of locations) {
      const source = findSource(script, lineNumber, columnNumber);
      if (source?.path !== path || first.has(source.line)) continue;
      first.set(source.line, { scriptId, lineNumber, columnNumber });
    }
    return [...first]
      .map(([line, location]) => ({ line, location }))
      .sort((a, b) => a.line - b.line);
  }
}
