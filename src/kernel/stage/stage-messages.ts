import type { MessagePort } from "node:worker_threads";
import type { DagView } from "../../core/dag-view.ts";
import type { ErrorDetail } from "../../core/error-detail.ts";
import type { RunEvent, RunSummary } from "../../core/event.ts";
import type { Attempt } from "../../core/executor.ts";
import type { PackedError } from "../../core/packed-error.ts";
import type { RunData } from "../../pipeline/run-data.ts";
import type { RunLeaderOptions } from "../../pipeline/run-leader.ts";
import type { TaskReport } from "../../pipeline/run-report.ts";
import type { FoundTasks, TaskCode } from "../../pipeline/task-code.ts";
import type { FinishedRun, RunPicture } from "../live-run.ts";
import type { MimeBundle } from "../publisher.ts";
import type { JupyterMessage } from "../wire/message.ts";
import type { LineData } from "../wire/wire-line.ts";

/** What the thread is started with. */
export interface StageData extends RunLeaderOptions {
  readonly line: LineData;
}

/** A run that main has planned. */
export interface StagedOrder {
  /** Tells it from the others of this thread. */
  readonly run: number;
  readonly data: RunData;
  /** Undefined where nobody sees it. */
  readonly picture: RunPicture | undefined;
  /** What its picture is published under; without it main publishes what it is told to show. */
  readonly parent: JupyterMessage | undefined;
  /** How much is told of errors that tasks print. */
  readonly errorDetail: ErrorDetail;
  /** Counts what was taken of what attempts in main print. */
  readonly taken: Int32Array;
  /** Which events main hears. */
  readonly heard: HeardEvents;
}

/** "logs": what tasks print and how they fail, and when they begin, without the reasons. */
export type HeardEvents = "all" | "logs" | "none";

export type ToStage =
  /** Its messages go through a port of its own. */
  | { readonly kind: "lead"; readonly order: StagedOrder; readonly port: MessagePort }
  /** Tasks will likely run soon. */
  | { readonly kind: "warm"; readonly count: number }
  | { readonly kind: "prepare"; readonly module: string }
  | { readonly kind: "close" };

export type FromStage =
  /** What ended a task's thread, and failed no task. */
  { readonly kind: "note"; readonly run: number | undefined; readonly text: string };

type Asked = Parameters<TaskCode["findAsked"]>[0];

/** Why something is to stop, as a DOMException has it. */
export interface StopReason {
  readonly name: string;
  readonly message: string;
}

/** What only main can do, because it has the code of the tasks. */
export type Question =
  | { readonly ask: "find-asked"; readonly asked: Asked; readonly by: string }
  | { readonly ask: "find-anew"; readonly id: string }
  | { readonly ask: "hash-outputs"; readonly id: string }
  | { readonly ask: "execute"; readonly id: string }
  | { readonly ask: "execute-batch"; readonly ids: readonly string[] };

/** What is shown by main: the panel of `explore` stands for a cell. */
export interface Shown {
  readonly data: MimeBundle;
  readonly displayId: string;
  readonly isUpdate: boolean;
}

/** From the thread, about one run. */
export type FromRun =
  /** No further ones come before these are heard. */
  | {
      readonly kind: "events";
      readonly events: readonly RunEvent[];
      readonly shown: readonly Shown[];
    }
  | { readonly kind: "question"; readonly number: number; readonly question: Question }
  /** The attempt of that question is to stop. */
  | { readonly kind: "stop"; readonly number: number; readonly reason: StopReason }
  /** What an attempt here has asked for is done, or could not be. */
  | {
      readonly kind: "demand-answer";
      readonly number: number;
      readonly demand: number;
      readonly problem: PackedError | undefined;
    }
  | { readonly kind: "ended"; readonly ended: EndedRun };

/** How a run ended, as data. */
export type EndedRun =
  | {
      readonly ok: true;
      readonly report: {
        readonly root: string;
        readonly summary: RunSummary;
        readonly tasks: readonly TaskReport[];
      };
      readonly finished: FinishedRun | undefined;
    }
  | {
      readonly ok: false;
      readonly error: PackedError;
      /** The question whose answer was this very error. */
      readonly question: number | undefined;
      readonly left: DagView | undefined;
    };

/** From main, about one run. */
export type ToRun =
  | { readonly kind: "heard" }
  | { readonly kind: "cancel"; readonly reason: StopReason }
  /** Who heard an event has thrown: the run cannot go on. */
  | { readonly kind: "halt" }
  | { readonly kind: "answer"; readonly number: number; readonly answer: Answer }
  | {
      readonly kind: "progress";
      readonly number: number;
      readonly id: string | undefined;
      readonly done: number;
      readonly total: number;
    }
  | {
      readonly kind: "log";
      readonly number: number;
      readonly id: string | undefined;
      readonly text: string;
      readonly stream: "stdout" | "stderr" | undefined;
    }
  | {
      readonly kind: "demand";
      readonly number: number;
      readonly demand: number;
      readonly found: FoundTasks;
    };

export type Answer =
  | {
      readonly ok: true;
      readonly value: Attempt | FoundTasks | ReadonlyMap<string, string | undefined>;
    }
  | { readonly ok: false; readonly error: PackedError };
