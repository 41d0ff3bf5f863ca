import { setTimeout as delay } from "node:timers/promises";
import { inspect } from "node:util";
import { isJsxImport } from "../cell/jsx-pragmas.ts";
import { splitMagics } from "../cell/magics.ts";
import { askForDetail } from "../core/printed-places.ts";
import { Displayed } from "../pipeline/display.ts";
import { Engine } from "../pipeline/engine.ts";
import { setHost } from "../pipeline/host.ts";
import { importedTasks } from "../pipeline/imported-tasks.ts";
import type { Namespace } from "../pipeline/namespace.ts";
import { openProject, type Project } from "../pipeline/project.ts";
import { readEmitOptions } from "../pipeline/read-emit-options.ts";
import { SharedAnswers, shareLook } from "../pipeline/share-look.ts";
import type { CellInput, Question } from "./ask-input.ts";
import { AutoRuns } from "./auto-runs.ts";
import { CellDisplays } from "./cell-displays.ts";
import type { Comms } from "./comms.ts";
import { DebugDesk } from "./debug/debug-desk.ts";
import { type DescribedError, describeError } from "./describe-error.ts";
import { Evaluator } from "./evaluator.ts";
import { FollowedPictures } from "./followed-pictures.ts";
import { KeyboardInterrupt } from "./keyboard-interrupt.ts";
import type { Language } from "./language/language.ts";
import { LiveDags } from "./live-dags.ts";
import type { CellContext, MagicContext, NamedValue } from "./magics/magic-context.ts";
import { runMagics } from "./magics/run-magics.ts";
import { NotebookCode } from "./notebook-code.ts";
import { notebookFile } from "./notebook-file.ts";
import { presentDefinitions } from "./present-definitions.ts";
import { presentValue } from "./present-value.ts";
import { type MimeBundle, type Publisher, runAs } from "./publisher.ts";
import { type CellOutcome, RunningCell } from "./running-cell.ts";
import { installGlobals } from "./session-globals.ts";
import { evaluateExpressions, type UserExpressions } from "./user-expressions.ts";
import { Explorers } from "./widget/explorers.ts";
import type { JsonObject, JupyterMessage } from "./wire/message.ts";

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

/** Calls a job when no cell runs, and lets no cell begin before it has ended. */
export type TakeTurn = (job: () => Promise<void>) => void;

/** One kernel's worth of cells: their code, their values, and the pipelines that they define. */
export class Session {
  readonly project: Project;
  readonly code: NotebookCode;
  readonly language: Language;
  readonly #evaluator: Evaluator;
  readonly #debugDesk: DebugDesk;
  readonly #engines = new SharedAnswers<Engine>();
  readonly #pictures = new FollowedPictures(() => this.engine());
  readonly #dags = new LiveDags(this.#pictures);
  readonly #autos = new AutoRuns();
  readonly #displays = new CellDisplays((value) => presentValue(value, this.#dags));
  #takeTurn: TakeTurn = (job) => void job();
  #arePicturesBehind = false;
  #running: RunningCell | undefined;
  #uncounted = 0;

  /** `library` is what `import … from "cauce"` gives in this process. The session closes `language`. */
  constructor(folder: string, library: () => Promise<Namespace>, language: Language) {
    this.project = openProject({ folder, file: notebookFile(folder), library });
    const emit = () => readEmitOptions(folder);
    this.code = new NotebookCode(importedTasks(folder), emit);
    this.language = language;
    this.#evaluator = new Evaluator({ project: this.project, code: this.code, language, emit });
    this.#debugDesk = new DebugDesk({
      root: this.project.root,
      values: () => this.#evaluator.locals,
      declares: (name) => this.code.declares(name),
      admit: (name) => this.#admit(name),
      present: (value) => this.#describe(value),
    });
    installGlobals();
    askForDetail(() => this.#dags.errorDetail);
    setHost({
      engine: async () => this.engine(),
      run: (engine, planned, reference, options) =>
        this.#dags.run(engine, planned, reference, options),
      auto: (reference, options) =>
        this.#autos.begin({
          reference,
          options,
          engine: () => this.engine(),
          errorDetail: () => this.#dags.errorDetail,
          onEnd: () => this.#pictures.refresh(),
        }),
      display: (value, place) => this.#displays.show(value, place),
      clearOutput: (wait) => this.#displays.clear(wait),
    });
  }

  /** What a kernel gives a session: channels to pages, and turns among its cells. */
  connect(comms: Comms, takeTurn: TakeTurn): void {
    this.#takeTurn = takeTurn;
    const explorers = new Explorers({
      comms,
      dags: this.#dags,
      engine: () => this.engine(),
      code: () => this.code.codeBase,
      inTurn: (body) => this.#inTurn(body),
    });
    this.#dags.usePanels(explorers);
  }

  /** What runs without a cell runs in a cell's turn, and is interrupted as a cell is. */
  #inTurn(body: (signal: AbortSignal) => Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      this.#takeTurn(async () => {
        const turn = new RunningCell();
        this.#running = turn;
        turn.start(async () => {
          await body(turn.signal).catch(() => {});
          return { ok: true, expressions: {}, pages: [] };
        });
        await turn.outcome;
        if (this.#running === turn) this.#running = undefined;
        resolve();
      });
    });
  }

  /** The ids of the tasks that failed when a cell ran them last. */
  failedTasks(): string[] {
    return this.#dags.failed.list();
  }

  engine(): Engine {
    return this.#engines.ask("", () => new Engine(this.project, this.code.codeBase));
  }

  /** Runs a cell to its end; its outputs go to `publisher` as they come. Never rejects. */
  async execute(request: CellRequest, publisher: Publisher): Promise<CellOutcome> {
    const cell = new RunningCell();
    this.#running = cell;
    const { signal } = cell;
    const ask = (question: Question) => request.input.ask(question, signal);
    const fail = (error: unknown) => this.#fail(cell, this.#tell(error));
    const { cellId, message } = request;
    cell.start(() =>
      runAs({ publisher, cellId, request: message, signal, ask, fail }, () =>
        this.#attempt(request, publisher, cell),
      ),
    );
    const outcome = await cell.outcome;
    if (this.#running === cell) this.#running = undefined;
    return outcome;
  }

  /** Stops the running cell and what runs on its own: its runs are cancelled, what else it awaits is abandoned, variables survive. */
  interrupt(): void {
    this.#autos.interrupt();
    const cell = this.#running;
    if (cell === undefined) return;
    cell.abort();
    const settled = Promise.all([this.#dags.settled(), this.#autos.settled()]);
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
    this.#autos.interrupt();
    await Promise.race([this.#autos.settled(), delay(graceMs)]);
    this.#evaluator.close();
    await this.language.close();
    await this.project.close();
  }

  async #attempt(
    request: CellRequest,
    publisher: Publisher,
    cell: RunningCell,
  ): Promise<CellOutcome> {
    const { cellId } = request;
    const named = this.#nameOf(request);
    const before = this.code.codeBase;
    this.#pictures.forget(cellId);
    this.#autos.forget(cellId);
    const pages: MimeBundle[] = [];
    const page = (data: MimeBundle) => pages.push(data);
    try {
      const defined = await this.#runCell(request, named, {
        publisher,
        signal: cell.signal,
        page,
      });
      if (this.code.codeBase !== before) this.#arePicturesBehind = true;
      // What a silent cell publishes nobody sees: a picture could not follow.
      if (!request.silent) await this.#follow(defined);
      // A run that is cancelled ends well, with a report; its cell was interrupted all the same.
      cell.signal.throwIfAborted();
      return { ok: true, pages, expressions: await this.#evaluateAll(request.expressions) };
    } catch (error) {
      if (this.#pictures.areBehind) await this.#pictures.refresh();
      return { ok: false, ...this.#tell(cell.signal.aborted ? new KeyboardInterrupt() : error) };
    }
  }

  async #follow(defined: readonly string[]): Promise<void> {
    await shareLook(async () => {
      await presentDefinitions(defined, this.engine(), this.#pictures);
      if (this.#arePicturesBehind) await this.#pictures.refresh();
    });
    this.#arePicturesBehind = false;
    await this.#autos.follow();
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
    await runMagics(magics, "before", this.#contextFor(context, 0));
    let startedAt = performance.now();
    const onCode = () => {
      request.onCode();
      startedAt = performance.now();
    };
    const onWarning = (text: string) => publisher.stream("stderr", `${text}\n`);
    this.#evaluator.converter.take({ cellId: request.cellId, ...named, onWarning, onCode });
    await this.#evaluator.converter.prepare(source);
    signal.throwIfAborted();
    const value = await this.#evaluator.evaluate(source).finally(() => this.#displays.settled());
    const codeMs = performance.now() - startedAt;
    const { declared } = this.#evaluator.converter;
    await runMagics(magics, "after", this.#contextFor(context, codeMs));
    if (request.silent || value instanceof Displayed) return [];
    const shown = value === undefined ? undefined : await presentValue(value, this.#dags);
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
    return describeError(error, this.#dags.errorDetail);
  }

  #contextFor(context: CellContext, codeMs: number): MagicContext {
    const { converter } = this.#evaluator;
    const dags = this.#dags;
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
        return dags.errorDetail;
      },
      set errorDetail(detail) {
        dags.errorDetail = detail;
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
    return (await presentValue(value, this.#dags)) ?? { "text/plain": inspect(value) };
  }
}

/** How long the runs of an interrupted cell may take to end well: a task that computes is ended after a second. */
const graceMs = 1_500;
