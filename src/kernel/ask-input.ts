import { randomUUID } from "node:crypto";
import { CauceError } from "../core/errors.ts";
import type { JsonObject, JupyterMessage, OutgoingMessage } from "./wire/message.ts";

/** What a cell asks the person who runs it. */
export interface Question {
  readonly prompt: string;
  /** The client hides what is typed. */
  readonly password: boolean;
}

/** The questions of one cell. */
export interface CellInput {
  /** Resolves with what was typed, without its line end. Rejects when `signal` aborts or the cell ends first. */
  ask(question: Question, signal: AbortSignal): Promise<string>;
  /** The cell has ended: its client listens no longer. */
  close(): void;
}

interface OpenQuestion {
  /** The `msg_id` of its `input_request`. */
  readonly id: string;
  readonly request: JupyterMessage;
  readonly question: Question;
  readonly resolve: (answer: string) => void;
  readonly reject: (error: Error) => void;
}

/** The stdin channel: `input_request` to the client that runs the cell, one at a time, and back comes `input_reply`. */
export class InputDesk {
  readonly #send: (message: OutgoingMessage) => void;
  #open: readonly OpenQuestion[] = [];

  constructor(send: (message: OutgoingMessage) => void) {
    this.#send = send;
  }

  /** The input of the cell that a request runs. */
  inputOf(request: JupyterMessage): CellInput {
    let isClosed = false;
    return {
      ask: async (question, signal) => {
        signal.throwIfAborted();
        if (request.content.allow_stdin !== true) throw noInput(question);
        if (isClosed) throw cellEnded(question);
        return this.#ask(request, question, signal);
      },
      close: () => {
        isClosed = true;
        for (const open of this.#open.filter((one) => one.request === request))
          this.#drop(open, cellEnded(open.question));
      },
    };
  }

  /** Takes in an `input_reply`; one that nobody waits for any more is dropped, also where a later question is open. */
  take({ content, parentHeader }: JupyterMessage): void {
    const [answered, ...rest] = this.#open;
    if (answered === undefined || !isAnswer(parentHeader, answered)) return;
    this.#open = rest;
    answered.resolve(typeof content.value === "string" ? content.value : "");
    this.#sendFirst();
  }

  #ask(request: JupyterMessage, question: Question, signal: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      const open: OpenQuestion = { id: randomUUID(), request, question, resolve, reject };
      this.#open = [...this.#open, open];
      if (this.#open.length === 1) this.#sendFirst();
      const interrupted = () => this.#drop(open, new Error("the question was interrupted"));
      signal.addEventListener("abort", interrupted, { once: true });
    });
  }

  #drop(dropped: OpenQuestion, error: Error): void {
    const wasFirst = this.#open[0] === dropped;
    this.#open = this.#open.filter((open) => open !== dropped);
    dropped.reject(error);
    if (wasFirst) this.#sendFirst();
  }

  #sendFirst(): void {
    const [first] = this.#open;
    if (first === undefined) return;
    const { id, request: parent, question } = first;
    this.#send({ channel: "stdin", type: "input_request", content: { ...question }, parent, id });
  }
}

/** JupyterLab names the question that it answers, others its cell; Python's clients name nothing. */
function isAnswer({ msg_id: parent }: JsonObject, { id, request }: OpenQuestion): boolean {
  return typeof parent !== "string" || parent === id || parent === request.header.msg_id;
}

function noInput({ prompt }: Question): CauceError {
  return new CauceError(
    "no-input",
    `\`${prompt.trim()}\` was asked, and the program that runs this notebook cannot answer (its \`allow_stdin\` is off). Run the cell in JupyterLab, Notebook or a console, or give the value as a constant.`,
  );
}

function cellEnded({ prompt }: Question): CauceError {
  return new CauceError(
    "cell-ended",
    `\`${prompt.trim()}\` was not answered before its cell ended. Await the question in the cell: \`await prompt(…)\`.`,
  );
}
