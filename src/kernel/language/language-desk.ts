import type { MessagePort } from "node:worker_threads";
import { logLine } from "../wire/log-line.ts";
import { answerRequest } from "./answer-request.ts";
import { idOfCell } from "./cell-id.ts";
import { namesOfCell } from "./cell-names.ts";
import type { CodeRequest, FromLanguage, ToLanguage } from "./language-messages.ts";
import type { CheckedCell, TypeChecker } from "./type-checker.ts";

/** A client that runs a notebook has sent its first cell by then; a person has not. */
const readAheadAfterMs = 1_000;

/** Checks cells before they run, and answers what is asked about code while the main thread computes. */
export class LanguageDesk {
  readonly #checker: TypeChecker;
  readonly #post: (message: FromLanguage) => void;
  readonly #readAheadAfterMs: number;
  #readingAhead: NodeJS.Timeout | undefined;
  #isCatchingUp = false;

  constructor(
    checker: TypeChecker,
    post: (message: FromLanguage) => void,
    delayMs = readAheadAfterMs,
  ) {
    this.#checker = checker;
    this.#post = post;
    this.#readAheadAfterMs = delayMs;
  }

  /** Most of a session's first second: begun before there is a cell. */
  warmUp(): void {
    try {
      this.#checker.warmUp();
    } catch (error) {
      logLine(`the compiler did not start: ${String(error)}`);
      return;
    }
    this.#readingAhead = setTimeout(() => this.#readAhead(), this.#readAheadAfterMs);
  }

  /** Nearly every session imports something; while a person writes the first cell nobody waits for it. */
  #readAhead(): void {
    try {
      this.#checker.readAhead();
    } catch (error) {
      logLine(`the compiler did not read ahead: ${String(error)}`);
    }
  }

  handle(message: ToLanguage): void {
    if (message.kind === "check") clearTimeout(this.#readingAhead);
    this.#answer(message);
    this.#catchUpSoon();
  }

  #answer(message: ToLanguage): void {
    switch (message.kind) {
      case "check": {
        const { id, cell, source } = message;
        const cellId = idOfCell(cell, () => namesOfCell(source).names);
        this.#post({ kind: "checked", id, cellId, checked: this.#check(cellId, source) });
        this.#checker.noteCheck();
        break;
      }
      case "keep":
        this.#keep(message);
        break;
      case "clear":
        this.#checker.clear();
        break;
      case "ask": {
        const { id, request } = message;
        this.#post({ kind: "answered", id, content: answerRequest(this.#checker, request) });
        break;
      }
      case "serve":
        this.#serve(message.port);
        break;
      case "close":
        this.#checker.close();
        process.exit();
    }
  }

  #keep({ id, cellId, source }: Extract<ToLanguage, { kind: "keep" }>): void {
    const cellIds = this.#checker.keep(cellId, source);
    if (cellIds.length > 0) this.#post({ kind: "forgot", id, cellIds });
  }

  #serve(port: MessagePort): void {
    port.on("message", ({ id, ...request }: CodeRequest & { readonly id: number }) => {
      port.postMessage({ id, content: answerRequest(this.#checker, request) });
      this.#catchUpSoon();
    });
  }

  /** Behind what waits already. */
  #catchUpSoon(): void {
    if (this.#isCatchingUp) return;
    this.#isCatchingUp = true;
    setImmediate(() => {
      this.#isCatchingUp = false;
      try {
        this.#checker.catchUp();
      } catch (error) {
        logLine(`the compiler did not take in a cell: ${String(error)}`);
      }
    });
  }

  /** A compiler that fails must not keep a cell from running. */
  #check(cellId: string, source: string): CheckedCell {
    try {
      return this.#checker.check(cellId, source);
    } catch (error) {
      logLine(`a cell could not be checked: ${String(error)}`);
      return { problems: [], warnings: [] };
    }
  }
}
