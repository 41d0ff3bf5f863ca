import { isDeepStrictEqual } from "node:util";
import type { CodeBase } from "../../cell/code-base.ts";
import type { NodeState } from "../../core/dag-view.ts";
import type { RunEvent } from "../../core/event.ts";
import { findParameterProblems } from "../../core/parse-parameters.ts";
import { classOf } from "../../core/task.ts";
import type { Engine } from "../../pipeline/engine.ts";
import { pageScript } from "../../pipeline/page-script.ts";
import type { PlannedGraph } from "../../pipeline/planned-graph.ts";
import type { TaskReference } from "../../pipeline/task-reference.ts";
import { viewDag } from "../../pipeline/view-dag.ts";
import { stateMarkHtml } from "../../render/html-style.ts";
import { STATE_LOOKS } from "../../render/state-look.ts";
import type { Comms } from "../comms.ts";
import { describeError } from "../describe-error.ts";
import type { LiveDags } from "../live-dags.ts";
import { currentExecution, runBeside } from "../publisher.ts";
import type { JsonObject } from "../wire/message.ts";
import { AnyModel } from "./any-model.ts";
import { describeEnd, describePlan } from "./describe-plan.ts";
import { detailTask } from "./detail-task.ts";
import { PanelPublisher } from "./panel-publisher.ts";
import { parameterForm } from "./parameter-form.ts";
import { RunStates } from "./run-states.ts";

/** What a panel needs of the session that it stands in. */
export interface ExplorerHost {
  readonly comms: Comms;
  readonly dags: LiveDags;
  engine(): Engine;
  code(): CodeBase;
  /**
   * Waits for a cell's turn, and then runs while no cell does; an interrupt aborts the signal.
   * False where one came first: then the body never runs.
   */
  inTurn(body: (signal: AbortSignal) => Promise<void>): Promise<boolean>;
}

const mostListed = 300;

/** The panel of one DAG: it shows a task and runs it, as its views ask. */
export class Explorer {
  readonly #host: ExplorerHost;
  readonly #root: TaskReference;
  readonly #model: AnyModel;
  #planned: PlannedGraph;
  /** What was run last with what a form says: its task may stand in no DAG of this notebook. */
  #variant: PlannedGraph | undefined;
  #selected: string;
  #answers = 0;
  #stop = new AbortController();
  #isRunning = false;
  /** Only while a run goes on. */
  #states: RunStates | undefined;

  constructor(host: ExplorerHost, root: TaskReference, planned: PlannedGraph, key: string) {
    this.#host = host;
    this.#root = root;
    this.#planned = planned;
    this.#selected = planned.root;
    const front = { esm: pageScript("explorer-panel.js"), css: pageScript("explorer-panel.css") };
    const state = {
      key,
      tasks: this.#listTasks(),
      detail: null,
      mark: "",
      plan: "",
      answer: noProblem,
      run: idle,
    };
    this.#model = new AnyModel(host.comms, front, state);
    this.#model.onMessage((content) => this.#hear(content));
  }

  /** What an output holds for the panel to stand there. */
  get view(): JsonObject {
    return this.#model.view;
  }

  /** Shows a task; of one that is not known here nothing. */
  async select(id: string): Promise<void> {
    const planned = this.#graphWith(id);
    const node = planned && viewDag(planned).nodes.find((some) => some.id === id);
    const found = planned?.graph.get(id);
    if (node === undefined || found === undefined) return;
    this.#selected = id;
    const detail = await detailTask(node, found, this.#host.code(), this.#host.dags.logs.of(id));
    // Another one may have been asked for while this one was read.
    if (this.#selected !== id) return;
    this.#model.set({ detail, mark: markOf(this.#states?.list().get(id) ?? node.state), plan: "" });
  }

  /** Follows an edit or a run elsewhere: the panel never says other than the picture above it. */
  async refresh(engine: Engine): Promise<void> {
    const planned = await engine.view(this.#root);
    if (isDeepStrictEqual(viewDag(planned), viewDag(this.#planned))) return;
    this.#planned = planned;
    const variant = this.#variant?.graph.get(this.#variant.root)?.task;
    if (variant !== undefined) this.#variant = await engine.view(variant).catch(() => undefined);
    if (this.#graphWith(this.#selected) === undefined) this.#selected = planned.root;
    this.#model.set({ tasks: this.#listTasks() });
    await this.select(this.#selected);
  }

  #graphWith(id: string): PlannedGraph | undefined {
    return [this.#planned, this.#variant].find((planned) => planned?.graph.has(id));
  }

  close(): void {
    this.#stop.abort();
    this.#model.close();
  }

  async #hear({ ask, task, given }: JsonObject): Promise<void> {
    if (ask === "select") await this.select(String(task));
    if (ask === "plan") await this.#tellPlan(this.#referenceTo(given));
    if (ask === "run") await this.#runAlone(this.#referenceTo(given));
    if (ask === "plan-all") await this.#tellPlan(this.#root);
    if (ask === "run-all") await this.#runAlone(this.#root);
    if (ask === "stop") this.#stop.abort();
  }

  /** The selected task, with what a form says in place of its own parameters. */
  #referenceTo(given: unknown): TaskReference {
    const task = this.#graphWith(this.#selected)?.graph.get(this.#selected)?.task;
    if (task === undefined) return this.#root;
    // What a form leaves out is left out; what it does not ask for stays as it is.
    const asked = parameterForm(task).fields.map(({ name }) => name);
    const others = Object.entries(Object(task.given)).filter(([name]) => !asked.includes(name));
    return { family: task.family, given: { ...Object.fromEntries(others), ...Object(given) } };
  }

  #tellProblems({ family, given }: TaskReference): void {
    const task = this.#graphWith(this.#selected)?.graph.get(this.#selected)?.task;
    if (task?.family !== family) return;
    const problems = findParameterProblems(classOf(task).parameters, given);
    this.#answers += 1;
    this.#model.set({ answer: { number: this.#answers, problems } });
  }

  async #tellPlan(reference: TaskReference): Promise<void> {
    this.#tellProblems(reference);
    try {
      const planned = await this.#host.engine().plan(reference);
      this.#model.set({ plan: describePlan(viewDag(planned), viewDag(this.#planned)) });
    } catch (error) {
      this.#model.set({ plan: `Cannot run: ${describeError(error).evalue}` });
    }
  }

  /** A second click starts no second run, which an interrupt or Stop of the first would leave behind. */
  async #runAlone(reference: TaskReference): Promise<void> {
    if (this.#isRunning) {
      this.#model.set({ plan: "A run of this panel goes on. Stop it, or wait for its end." });
      return;
    }
    this.#isRunning = true;
    try {
      await this.#run(reference);
    } finally {
      this.#isRunning = false;
    }
  }

  /** In a cell's turn: a run never goes on beside the code of a cell. */
  async #run(reference: TaskReference): Promise<void> {
    const execution = currentExecution();
    if (execution === undefined) return;
    this.#tellProblems(reference);
    this.#stop = new AbortController();
    this.#model.set({ run: { ...idle, state: "waiting" } });
    const publisher = new PanelPublisher(execution.publisher, (shown) =>
      this.#model.set({ run: { state: "running", ...shown } }),
    );
    let ended = "";
    const hadTurn = await this.#host.inTurn((turn) => {
      const signal = AbortSignal.any([turn, this.#stop.signal]);
      return runBeside({ ...execution, publisher, signal }, async () => {
        ended = await this.#attempt(reference, publisher);
      });
    });
    this.#model.set({ run: { state: "done", ...publisher.shown } });
    if (!hadTurn) {
      this.#model.set({ plan: "Did not begin: the kernel was interrupted first." });
      return;
    }
    await this.#refresh(reference);
    this.#model.set({ plan: ended });
  }

  /** Resolves with how the run went, in a few words. */
  async #attempt(reference: TaskReference, publisher: PanelPublisher): Promise<string> {
    const engine = this.#host.engine();
    try {
      const planned = await engine.plan(reference);
      const { dags } = this.#host;
      const states = new RunStates(viewDag(planned), () => this.#tellStates());
      this.#states = states;
      const onEvent = (event: RunEvent) => states.hear(event);
      const options = { onEvent };
      const unfollowed = { isFollowed: false };
      const { summary } = await dags.run(engine, planned, reference, options, unfollowed);
      return describeEnd(summary);
    } catch (error) {
      const { evalue } = describeError(error);
      publisher.error("", "", [evalue]);
      return `Cannot run: ${evalue}`;
    } finally {
      this.#states?.end();
      this.#states = undefined;
    }
  }

  /** While a run goes on: what its picture shows stands in the list and beside it too. */
  #tellStates(): void {
    const selected = this.#states?.list().get(this.#selected);
    this.#model.set({
      tasks: this.#listTasks(),
      ...(selected === undefined ? {} : { mark: markOf(selected) }),
    });
  }

  /** After a run: the task that was run, as it is now, with the parameters that it was run with. */
  async #refresh(reference: TaskReference): Promise<void> {
    const engine = this.#host.engine();
    this.#planned = await engine.plan(this.#root);
    if (reference !== this.#root) {
      this.#variant = await engine.plan(reference).catch(() => this.#variant);
      this.#selected = this.#variant?.root ?? this.#selected;
    }
    this.#model.set({ tasks: this.#listTasks() });
    await this.select(this.#selected);
  }

  #listTasks(): JsonObject[] {
    const own = viewDag(this.#planned).nodes.slice(0, mostListed);
    const variant = this.#variant === undefined ? [] : viewDag(this.#variant).nodes;
    const more = variant.filter(
      ({ id }) => id === this.#variant?.root && !this.#planned.graph.has(id),
    );
    const running = this.#states?.list();
    return [...own, ...more].map(({ id, state }) => ({ id, state: running?.get(id) ?? state }));
  }
}

function markOf(state: NodeState): string {
  return stateMarkHtml(STATE_LOOKS[state]);
}

const noProblem = { number: 0, problems: [] };
const idle = { state: "idle", html: "", log: "" };
