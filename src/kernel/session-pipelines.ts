import { setTimeout as delay } from "node:timers/promises";
import type { CodeBase } from "../cell/code-base.ts";
import { hasSameMeaning } from "../cell/same-meaning.ts";
import type { ErrorDetail } from "../core/error-detail.ts";
import type { Auto } from "../pipeline/auto-options.ts";
import { Engine } from "../pipeline/engine.ts";
import type { Host } from "../pipeline/host.ts";
import type { ProjectModules } from "../pipeline/open-modules.ts";
import { openRecord, type Project } from "../pipeline/project.ts";
import type { RunOptions } from "../pipeline/run-options.ts";
import type { RunReport } from "../pipeline/run-report.ts";
import { SharedAnswers, shareLook } from "../pipeline/share-look.ts";
import type { Wanted } from "../pipeline/task-reference.ts";
import { AutoRuns } from "./auto-runs.ts";
import { Beginnings } from "./beginnings.ts";
import type { Comms } from "./comms.ts";
import { FollowedPictures } from "./followed-pictures.ts";
import { LiveDags } from "./live-dags.ts";
import { presentDefinitions } from "./present-definitions.ts";
import { presentValue } from "./present-value.ts";
import { currentExecution, type MimeBundle } from "./publisher.ts";
import { Stage } from "./stage/stage.ts";
import { Explorers } from "./widget/explorers.ts";
import type { LineData } from "./wire/wire-line.ts";

/** A run behind a cell waits for the end of the one that it outdates. */
const patienceMs = 1_000;

/** Channels to pages, and turns among the cells. */
export interface PanelSupport {
  readonly comms: Comms;
  readonly inTurn: (body: (signal: AbortSignal) => Promise<void>) => Promise<boolean>;
}

export interface PipelinesOptions {
  readonly modules: ProjectModules;
  /** The code as it is now. */
  readonly code: () => CodeBase;
  readonly errorDetail: ErrorDetail;
  readonly panels: PanelSupport | undefined;
  /** A way to the sockets for the thread that leads runs. */
  readonly openLine: () => LineData;
}

/** The pipelines that a session's cells define: what runs them, and the pictures that follow them. */
export class SessionPipelines {
  readonly #stage: Stage;
  readonly #project: Project;
  readonly #code: () => CodeBase;
  readonly #engines = new SharedAnswers<Engine>();
  readonly #pictures = new FollowedPictures(() => this.engine());
  readonly #dags: LiveDags;
  readonly #autos = new AutoRuns();
  readonly #asked = new Beginnings();
  readonly #following = new Beginnings();
  /** One for each run that was asked for and has not ended: its cell may have. */
  readonly #stops = new Set<() => void>();
  #shownCode: CodeBase;

  constructor({ modules, code, errorDetail, panels, openLine }: PipelinesOptions) {
    const { root, file } = modules;
    this.#stage = new Stage({ root, file, openLine });
    this.#project = openRecord(modules, false, this.#stage);
    this.#dags = new LiveDags(this.#pictures, this.#stage.lead);
    this.#code = code;
    this.#shownCode = code();
    this.#dags.errorDetail = errorDetail;
    if (panels === undefined) return;
    const explorers = new Explorers({
      ...panels,
      dags: this.#dags,
      engine: () => this.engine(),
      code,
    });
    this.#dags.usePanels(explorers);
  }

  engine(): Engine {
    return this.#engines.ask("", () => new Engine(this.#project, this.#code()));
  }

  async run(wanted: Wanted, options: RunOptions): Promise<RunReport> {
    const begun = this.#asked.add();
    const execution = currentExecution();
    const stop = () => execution?.abort();
    this.#stops.add(stop);
    try {
      const engine = this.engine();
      engine.warmUp();
      const planned = await engine.plan(wanted, options);
      return await this.#dags.run(engine, planned, wanted, options, { onBegun: begun });
    } finally {
      this.#stops.delete(stop);
      begun();
    }
  }

  auto(...[reference, options]: Parameters<Host["auto"]>): Promise<Auto> {
    const begun = this.#asked.add();
    return this.#autos
      .begin({
        reference,
        options,
        engine: () => this.engine(),
        lead: this.#stage.lead,
        onBegun: begun,
        following: this.#following,
        errorDetail: () => this.#dags.errorDetail,
        onEnd: () => this.#pictures.refresh(),
      })
      .finally(begun);
  }

  /** Resolves when the runs have begun that the running cell has asked for. */
  runsBegun(): Promise<void> {
    return this.#asked.settled();
  }

  /** The same of what runs behind cells, which holds up no cell for long. */
  async autosBegun(): Promise<void> {
    if (this.#following.isEmpty) return;
    await Promise.race([this.#following.settled(), delay(patienceMs)]);
  }

  set errorDetail(detail: ErrorDetail) {
    this.#dags.errorDetail = detail;
  }

  present(value: unknown): Promise<MimeBundle | undefined> {
    return presentValue(value, this.#dags);
  }

  /** The ids of the tasks that failed when a cell ran them last. */
  failedTasks(): string[] {
    return this.#dags.failed.list();
  }

  /** A cell that is run again has lost what it showed. */
  forget(cellId: string | undefined): void {
    this.#pictures.forget(cellId);
    this.#autos.forget(cellId);
  }

  /** Shows what a cell has defined, and brings up to date what the page shows of other code. */
  async follow(defined: readonly string[]): Promise<void> {
    const code = this.#code();
    await shareLook(async () => {
      const isNew = this.#pictures.areBehind || !hasSameMeaning(code, this.#shownCode);
      if (isNew) await this.#pictures.refresh();
      else this.#pictures.lookSoon();
      // Behind the others, because it finds its tasks in their plans.
      if (await presentDefinitions(defined, this.engine(), this.#pictures)) this.#stage.start();
    });
    this.#shownCode = code;
    await this.#autos.follow();
  }

  /** Brings up to date what is behind after a cell that failed. */
  async catchUp(): Promise<void> {
    if (this.#pictures.areBehind) await this.#pictures.refresh();
  }

  /** Cancels what runs, also behind a cell that has ended, and what such a cell would run next. */
  interrupt(): void {
    this.#autos.interrupt();
    for (const stop of this.#stops) stop();
  }

  /** Resolves when no run goes on. Never rejects. */
  async settled(): Promise<void> {
    await Promise.all([this.#dags.settled(), this.#autos.settled()]);
  }

  /** Resolves when what runs on its own has ended. Never rejects. */
  autosSettled(): Promise<void> {
    return this.#autos.settled();
  }

  async close(): Promise<void> {
    this.#pictures.close();
    await this.#stage.close();
    await this.#project.close();
  }
}
