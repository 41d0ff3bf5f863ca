import { setTimeout as delay } from "node:timers/promises";
import { inspect } from "node:util";
import { isJsxImport } from "../cell/jsx-pragmas.ts";
import { splitMagics } from "../cell/magics.ts";
import type { ErrorDetail } from "../core/error-detail.ts";
import { askForDetail } from "../core/printed-places.ts";
import { Displayed } from "../pipeline/display.ts";
import { setHost } from "../pipeline/host.ts";
import { importedTasks } from "../pipeline/imported-tasks.ts";
import type { Namespace } from "../pipeline/namespace.ts";
import { openModules, type ProjectModules } from "../pipeline/open-modules.ts";
import { readEmitOptions } from "../pipeline/read-emit-options.ts";
import type { CellInput, Question } from "./ask-input.ts";
import { CellDisplays } from "./cell-displays.ts";
import type { Comms } from "./comms.ts";
import { DebugDesk } from "./debug/debug-desk.ts";
import { type DescribedError, describeError } from "./describe-error.ts";
import { Evaluator } from "./evaluator.ts";
import { KeyboardInterrupt } from "./keyboard-interrupt.ts";
import type { Language } from "./language/language.ts";
import type { CellContext, MagicContext, NamedValue } from "./magics/magic-context.ts";
import { mayBringTasks } from "./may-bring-tasks.ts";
import { NotebookCode } from "./notebook-code.ts";
import { notebookFile } from "./notebook-file.ts";
import { presentBundle } from "./present-bundle.ts";
import { type MimeBundle, type Publisher, runAs } from "./publisher.ts";
import { type CellOutcome, RunningCell } from "./running-cell.ts";
import { installGlobals } from "./session-globals.ts";
import type { PanelSupport, SessionPipelines } from "./session-pipelines.ts";
import { evaluateExpressions, type UserExpressions } from "./user-expressions.ts";
import type { JsonObject, JupyterMessage } from "./wire/message.ts";
import type { LineData } from "./wire/wire-line.ts";

export interface CellRequest {
  readonly source: string;
  /** Jupyter's cell id, where the client sends one. */
  readonly cellId: string | undefined;
  readonly silent: boolean;
  readonly executionCount: number;
  /** False for a cell that the history leaves out: the count is then another cell's. */
  readonly isCounted: boolean;
  /** Evaluated after the cell, where it ends well. */
  readonly expressions: UserExpressions;
  readonly input: CellInput;
  readonly message: JupyterMessage;
  /** Called when the cell's own code begins: what comes before must not be cut in two. */
  readonly onCode: () => void;
}

export interface SessionOptions {
  /** The notebook's. */
  readonly folder: string;
  /** What `import … from "cauce"` gives in this process. */
  readonly library: () => Promise<Namespace>;
  /** The session closes it. */
  readonly language: Language;
  /** A way to the sockets for another thread. */
  readonly openLine: () => LineData;
}

/** Calls a job when no cell runs, and lets no cell begin before it has ended. */
export type TakeTurn = (job: () => Promise<void>) => void;

/** One kernel's worth of cells: their code, their values, and the pipelines that they define. */
export class Session {
  readonly code: NotebookCode;
  readonly language: Language;
  readonly #modules: ProjectModules;
  readonly #library: () => Promise<Namespace>;
  readonly #openLine: () => LineData;
  readonly #evaluator: Evaluator;
  readonly #debugDesk: DebugDesk;
  readonly #displays = new CellDisplays((value) => this.#present(value));
  #takeTurn: TakeTurn = (job) => void job();
  #panels: PanelSupport | undefined;
  #errorDetail: ErrorDetail = "short";
  #loading: Promise<SessionPipelines> | undefined;
  #pipelines: SessionPipelines | undefined;
  #running: RunningCell | undefined;
  #uncounted = 0;
  /** How many interrupts there have been. */
  #interrupts = 0;

  constructor({ folder, library, language, openLine }: SessionOptions) {
    this.#modules = openModules({ folder, file: notebookFile(folder), library });
    this.#library = library;
    this.#openLine = openLine;
    const emit = () => readEmitOptions(folder);
    this.code = new NotebookCode(importedTasks(folder), emit);
    this.language = language;
    const runsBegun = async () => {
      await this.#loading;
      await this.#pipelines?.runsBegun();
    };
    const project = this.#modules;
    this.#evaluator = new Evaluator({ project, code: this.code, language, emit, runsBegun });
    this.#debugDesk = new DebugDesk({
      root: this.#modules.root,
      values: () => this.#evaluator.locals,
      declares: (name) => this.code.declares(name),
      admit: (name) => this.#admit(name),
      present: (value) => this.#describe(value),
    });
    installGlobals();
    askForDetail(() => this.#errorDetail);
    setHost({
      engine: async () => (await this.#loadPipelines()).engine(),
      run: async (...asked) => (await this.#loadPipelines()).run(...asked),
      auto: async (...asked) => (await this.#loadPipelines()).auto(...asked),
      display: (value, place) => this.#displays.show(value, place),
      clearOutput: (wait) => this.#displays.clear(wait),
    });
  }

  /** What a kernel gives a session: channels to pages, and turns among its cells. */
  connect(comms: Comms, takeTurn: TakeTurn): void {
    this.#takeTurn = takeTurn;
    this.#panels = { comms, inTurn: (body) => this.#inTurn(body) };
  }

  /** What only pipelines need is loaded for the first cell that could reach one. */
  #loadPipelines(): Promise<SessionPipelines> {
    this.#loading ??= import("./session-pipelines.ts").then(({ SessionPipelines }) => {
      this.#pipelines = new SessionPipelines({
        modules: this.#modules,
        code: () => this.code.codeBase,
        errorDetail: this.#errorDetail,
        panels: this.#panels,
        openLine: this.#openLine,
      });
      return this.#pipelines;
    });
    return this.#loading;
  }

  /**
   * No task comes into a session but by an import. What that needs is loaded while the cell is
   * checked, and before its code runs: an interrupt would lose a module that is half loaded.
   */
  async #loadFor(source: string): Promise<void> {
    if (!mayBringTasks(source)) return;
    const loading = this.#loadPipelines();
    if (source.includes("cauce")) await this.#library();
    await loading;
  }

  /**
   * What runs without a cell runs in a cell's turn, and is interrupted as a cell is. An interrupt
   * also drops what waits for its turn: false where one came first.
   */
  #inTurn(body: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
    const asked = this.#interrupts;
    return new Promise((resolve) => {
      this.#takeTurn(async () => {
        if (asked !== this.#interrupts) {
          resolve(false);
          return;
        }
        const turn = new RunningCell();
        this.#running = turn;
        turn.start(async () => {
          await body(turn.signal).catch(() => {});
          return { ok: true, expressions: {}, pages: [] };
        });
        await turn.outcome;
        if (this.#running === turn) this.#running = undefined;
        resolve(true);
      });
    });
  }

  /** The ids of the tasks that failed when a cell ran them last. */
  failedTasks(): string[] {
    return this.#pipelines?.failedTasks() ?? [];
  }

  /** Runs a cell to its end; its outputs go to `publisher` as they come. Only a fault of ours rejects. */
  async execute(request: CellRequest, publisher: Publisher): Promise<CellOutcome> {
    const cell = new RunningCell();
    this.#running = cell;
    const { signal } = cell;
    const ask = (question: Question) => request.input.ask(question, signal);
    const fail = (error: unknown) => this.#fail(cell, this.#tell(error));
    const abort = () => cell.abort();
    const { cellId, message } = request;
    cell.start(() =>
      runAs({ publisher, cellId, request: message, signal, abort, ask, fail }, () =>
        this.#attempt(request, publisher, cell),
      ),
    );
    try {
      return await cell.outcome;
    } finally {
      if (this.#running === cell) this.#running = undefined;
    }
  }

  /** Stops the running cell and cancels all runs, whosever they are: what else it awaits is abandoned, variables survive. */
  interrupt(): void {
    this.#interrupts++;
    this.#pipelines?.interrupt();
    const cell = this.#running;
    if (cell === undefined) return;
    cell.abort();
    const settled = this.#pipelines?.settled();
    void Promise.race([settled, delay(graceMs)]).then(() => {
      this.#fail(cell, this.#tell(new KeyboardInterrupt()));
    });
  }

  /** Ends the running cell though its code may go on; what it awaits is abandoned. */
  #fail(cell: RunningCell, error: DescribedError): boolean {
    if (this.#running !== cell) return false;
    this.#evaluator.interrupt();
    return cell.end({ ok: false, ...error });
  }

  async close(): Promise<void> {
    setHost(undefined);
    this.#pipelines?.interrupt();
    await Promise.race([this.#pipelines?.autosSettled(), delay(graceMs)]);
    this.#evaluator.close();
    await this.language.close();
    await this.#pipelines?.close();
  }

  async #attempt(
    request: CellRequest,
    publisher: Publisher,
    cell: RunningCell,
  ): Promise<CellOutcome> {
    const { cellId } = request;
    const named = this.#nameOf(request);
    this.#pipelines?.forget(cellId);
    const pages: MimeBundle[] = [];
    const page = (data: MimeBundle) => pages.push(data);
    try {
      const defined = await this.#runCell(request, named, {
        publisher,
        signal: cell.signal,
        page,
      });
      // What a silent cell publishes nobody sees: a picture could not follow.
      if (!request.silent) await this.#pipelines?.follow(defined);
      // A run that is cancelled ends well, with a report; its cell was interrupted all the same.
      cell.signal.throwIfAborted();
      return { ok: true, pages, expressions: await this.#evaluateAll(request.expressions) };
    } catch (error) {
      await this.#pipelines?.catchUp();
      return { ok: false, ...this.#tell(cell.signal.aborted ? new KeyboardInterrupt() : error) };
    }
  }

  /** Returns the names whose definitions are to be shown. */
  async #runCell(
    request: CellRequest,
    named: { label: string; file: string },
    context: CellContext,
  ): Promise<readonly string[]> {
    const { publisher, signal } = context;
    this.#debugDesk.keep(named.label, request.source);
    const { source, magics } = splitMagics(request.source);
    // Most cells have none.
    const runMagics =
      magics.length === 0 ? undefined : (await import("./magics/run-magics.ts")).runMagics;
    await runMagics?.(magics, "before", this.#contextFor(context, 0));
    let startedAt = performance.now();
    const onCode = () => {
      request.onCode();
      startedAt = performance.now();
    };
    const onWarning = (text: string) => publisher.stream("stderr", `${text}\n`);
    this.#evaluator.converter.take({ cellId: request.cellId, ...named, onWarning, onCode });
    const loaded = this.#loadFor(source);
    await Promise.all([this.#evaluator.converter.prepare(source), loaded]);
    await this.#pipelines?.autosBegun();
    signal.throwIfAborted();
    const value = await this.#evaluator.evaluate(source).finally(() => this.#displays.settled());
    const codeMs = performance.now() - startedAt;
    const { declared } = this.#evaluator.converter;
    await runMagics?.(magics, "after", this.#contextFor(context, codeMs));
    if (request.silent || value instanceof Displayed) return [];
    const shown = value === undefined ? undefined : await this.#present(value);
    if (shown !== undefined) publisher.executeResult(shown, request.executionCount);
    return declared;
  }

  /** Two cells never share a name: their lines would be taken for each other's. */
  #nameOf({ isCounted, executionCount }: CellRequest): { label: string; file: string } {
    if (isCounted) return { label: `cell ${executionCount}`, file: `cauce:cell-${executionCount}` };
    const count = ++this.#uncounted;
    return { label: `uncounted cell ${count}`, file: `cauce:uncounted-${count}` };
  }

  #evaluateAll(expressions: UserExpressions): Promise<JsonObject> {
    return evaluateExpressions(expressions, async (source, name) =>
      this.#describe(await this.#evaluator.evaluateExpression(source, `expression \`${name}\``)),
    );
  }

  #tell(error: unknown): DescribedError {
    return describeError(error, this.#errorDetail);
  }

  #contextFor(context: CellContext, codeMs: number): MagicContext {
    const { converter } = this.#evaluator;
    const session = this;
    return {
      ...context,
      codeMs,
      get checkMode() {
        return converter.checkMode;
      },
      set checkMode(mode) {
        converter.checkMode = mode;
      },
      get errorDetail() {
        return session.#errorDetail;
      },
      set errorDetail(detail) {
        session.#errorDetail = detail;
        if (session.#pipelines !== undefined) session.#pipelines.errorDetail = detail;
      },
      evaluate: (expression) =>
        this.#evaluator.evaluateExpression(expression, "the magic's expression", true),
      present: (value) => this.#describe(value),
      inspect: (name) => this.#inspect(name),
      names: () => this.#names(),
      reset: () => this.#reset(),
    };
  }

  /** What a client would show beside the name; undefined where TypeScript knows no such name. */
  async #inspect(name: string): Promise<MimeBundle | undefined> {
    const content = { code: name, cursor_pos: name.length, detail_level: 0 };
    const request = { type: "inspect_request", content, metadata: {} };
    const { found, data } = await this.language.answer(request);
    return found === true ? (data as MimeBundle) : undefined;
  }

  #names(): NamedValue[] {
    const { locals } = this.#evaluator;
    const places = new Map(
      this.code.codeBase.cells.flatMap(({ declarations }) =>
        declarations
          .filter((declaration) => !isJsxImport(declaration))
          .flatMap(({ names, place }) => names.map((name) => [name, place.label])),
      ),
    );
    const names = Object.keys(locals).filter((name) => places.has(name));
    return names.sort().map((name) => ({ name, value: locals[name], place: places.get(name) }));
  }

  #reset(): void {
    const { locals } = this.#evaluator;
    for (const name of Object.keys(locals)) delete locals[name];
    this.code.clear();
    this.language.clear();
  }

  /** A name that a debugger has copied a value to: no task can build it anew, hence the `await`. */
  #admit(name: string): void {
    const source = `let ${name}: any = await undefined;`;
    const label = `the debugger's copy of ${name}`;
    this.code.put(undefined, this.code.analyze({ cellId: undefined, label, source }));
    this.language.keep(`debugger ${name}`, source);
  }

  async #describe(value: unknown): Promise<MimeBundle> {
    return (await this.#present(value)) ?? { "text/plain": inspect(value) };
  }

  /** Undefined where it is shown already, or not at all. */
  #present(value: unknown): Promise<MimeBundle | undefined> {
    if (this.#pipelines !== undefined) return this.#pipelines.present(value);
    return value === undefined ? Promise.resolve(undefined) : presentBundle(value);
  }
}

/** How long the runs of an interrupted cell may take to end well: a task that computes is ended after a second. */
const graceMs = 1_500;
