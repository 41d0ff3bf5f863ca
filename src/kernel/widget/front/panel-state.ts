import type { FieldsPart } from "../form-part.ts";

/** What the kernel tells of a panel; the kernel's side is `Explorer`. */
interface PanelState {
  /** The picture that the panel belongs to. */
  readonly key: string;
  readonly tasks: readonly { readonly id: string; readonly state: string }[];
  readonly detail: TaskDetail | null;
  /** The state of that task, as HTML. */
  readonly mark: string;
  readonly plan: string;
  /** What is wrong with what a form said; each answer has a number, so that none goes unheard. */
  readonly answer: { readonly number: number; readonly problems: readonly FieldProblem[] };
  readonly run: { readonly state: RunState; readonly html: string; readonly log: string };
}

type RunState = "idle" | "waiting" | "running" | "done";

export interface TaskDetail {
  readonly id: string;
  readonly kind: "task" | "external" | "wrapper";
  readonly words: string;
  readonly outputs: readonly {
    readonly path: string;
    readonly note: string;
    readonly html: string;
  }[];
  readonly moreOutputs: number;
  readonly code: string;
  readonly place: string;
  readonly log: string;
  readonly form: FieldsPart;
}

export interface FieldProblem {
  readonly path: readonly string[];
  readonly text: string;
}

/** The part of anywidget's model that a panel uses. */
export interface PanelModel {
  get<Name extends keyof PanelState>(name: Name): PanelState[Name];
  on(event: string, hear: () => void): void;
  off(event: string, hear: () => void): void;
  send(content: Readonly<Record<string, unknown>>): void;
}
