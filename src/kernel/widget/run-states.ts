import type { DagView, NodeState } from "../../core/dag-view.ts";
import type { RunEvent } from "../../core/event.ts";
import { stepView } from "../../pipeline/view-dag.ts";
import { markWaiting } from "../../plan/mark-waiting.ts";

/** Not more often than an eye can follow. */
const tellAfterMs = 250;

/** The states of tasks while a run of a panel goes on, as its picture shows them. */
export class RunStates {
  readonly #tell: () => void;
  #view: DagView;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: DagView, tell: () => void) {
    this.#view = view;
    this.#tell = tell;
  }

  hear(event: RunEvent): void {
    const before = this.#view;
    this.#view = stepView(before, event);
    if (this.#view === before || event.event === "progress") return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#tell();
    }, tellAfterMs);
  }

  /** By the tasks' ids. */
  list(): ReadonlyMap<string, NodeState> {
    return new Map(markWaiting(this.#view).nodes.map(({ id, state }) => [id, state]));
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
