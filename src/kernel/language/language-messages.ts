import type { MessagePort } from "node:worker_threads";
import type { JsonObject } from "../wire/message.ts";
import type { CheckedPlace } from "./session-program.ts";
import type { CheckedCell } from "./type-checker.ts";

/** A request of a client that is about code, as far as its answer needs it. */
export interface CodeRequest {
  /** The `msg_type`. */
  readonly type: string;
  readonly content: JsonObject;
  readonly metadata: JsonObject;
}

/** A cell by its id, where the client sends one, and by a name that no other has. */
export interface CellToCheck {
  readonly cellId: string | undefined;
  readonly label: string;
}

export interface LanguageThreadData {
  readonly place: CheckedPlace;
}

export type ToLanguage =
  | {
      readonly kind: "check";
      readonly id: number;
      readonly cell: CellToCheck;
      readonly source: string;
    }
  | {
      readonly kind: "keep";
      readonly id: number;
      readonly cellId: string;
      readonly source: string;
    }
  | { readonly kind: "clear" }
  | { readonly kind: "ask"; readonly id: number; readonly request: CodeRequest }
  /** From now on requests come on this port too, as a CodeRequest with an `id`. */
  | { readonly kind: "serve"; readonly port: MessagePort }
  | { readonly kind: "close" };

export type FromLanguage =
  | {
      readonly kind: "checked";
      readonly id: number;
      /** What the cell is kept as. */
      readonly cellId: string;
      readonly checked: CheckedCell;
    }
  | { readonly kind: "answered"; readonly id: number; readonly content: JsonObject }
  /** Cells of which nothing is in use any more since the `keep` of this id. */
  | { readonly kind: "forgot"; readonly id: number; readonly cellIds: readonly string[] }
  /** The process that checks now, which this thread waits for. */
  | { readonly kind: "compiler"; readonly pid: number | undefined };
