/** What the kernel tells of a panel; the kernel's side is `Explorer`. */
interface PanelState {
  /** The picture that the panel belongs to. */
  readonly key: string;
  readonly tasks: readonly { readonly id: string; readonly state: string }[];
  readonly detail: TaskDetail | null;
  readonly plan: string;
  readonly run: { readonly state: RunState; readonly html: string; readonly log: string };
}

type RunState = "idle" | "waiting" | "running" | "done";

export interface TaskDetail {
  readonly id: string;
  readonly kind: "task" | "external" | "wrapper";
  readonly mark: string;
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
  readonly form: { readonly fields: readonly FormField[] };
}

export interface FormField {
  readonly name: string;
  readonly schema: FieldSchema;
  readonly value: unknown;
  readonly description: string;
}

/** The part of a JSON schema that a form knows how to ask for. */
interface FieldSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** The part of anywidget's model that a panel uses. */
export interface PanelModel {
  get<Name extends keyof PanelState>(name: Name): PanelState[Name];
  on(event: string, hear: () => void): void;
  off(event: string, hear: () => void): void;
  send(content: Readonly<Record<string, unknown>>): void;
}
