import type { DagView, NodeState } from "../../core/dag-view.ts";
import type { RunEvent } from "../../core/event.ts";
import { SteppedView } from "../../pipeline/stepped-view.ts";
import { markWaiting } from "../../plan/mark-waiting.ts";

/** Not more often than an eye can follow. */
const tellAfterMs = 250;

/** The states of tasks while a run of a panel goes on, as its picture shows them. */
export class RunStates {
  readonly #tell: () => void;
  readonly #stepped: SteppedView;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: DagView, tell: () => void) {
    this.#stepped = new SteppedView(view);
    this.#tell = tell;
  }

  hear(event: RunEvent): void {
    if (!this.#stepped.step(event) || event.event === "progress") return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#tell();
    }, tellAfterMs);
  }

  /** By the tasks' ids. */
  list(): ReadonlyMap<string, NodeState> {
    return new Map(markWaiting(this.#stepped.view).nodes.map(({ id, state }) => [id, state]));
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
