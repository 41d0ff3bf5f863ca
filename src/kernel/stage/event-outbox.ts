import type { RunEvent } from "../../core/event.ts";
import { formatBytes } from "../../render/format-bytes.ts";
import type { FromRun, Shown } from "./stage-messages.ts";

/** What tasks print is kept up to here until main takes it, as if each line took so much more. */
const mostLogChars = 1_000_000;
const charsOfAnEvent = 100;

type Progress = Extract<RunEvent, { event: "progress" }>;
type Log = Extract<RunEvent, { event: "log" }>;

interface Omitted {
  readonly head: Omit<Log, "text">;
  /** Where it stands among the events. */
  readonly at: number;
  lines: number;
  chars: number;
}

/**
 * What main is told of a run. While a cell computes main hears nothing, and a task may print without
 * end: of progress the latest waits, of what is printed a megabyte, and all else, which is bounded.
 */
export class EventOutbox {
  readonly #post: (message: FromRun) => void;
  #events: RunEvent[] = [];
  readonly #shown = new Map<string, Shown>();
  /** Where the latest progress of a task stands. */
  readonly #progress = new Map<string, number>();
  readonly #omitted = new Map<string, Omitted>();
  #logChars = 0;
  /** Main has not heard what was posted last. */
  #isWaiting = false;
  #turn: NodeJS.Immediate | undefined;

  constructor(post: (message: FromRun) => void) {
    this.#post = post;
  }

  tell(event: RunEvent): void {
    if (event.event === "progress") this.#keepProgress(event);
    else if (event.event === "log") this.#keepLog(event);
    else this.#events.push(event);
    this.#postSoon();
  }

  /** Of one picture the latest state is enough. */
  show(shown: Shown): void {
    const isUpdate = shown.isUpdate && this.#shown.get(shown.displayId)?.isUpdate !== false;
    this.#shown.set(shown.displayId, { ...shown, isUpdate });
    this.#postSoon();
  }

  /** Main has taken what was posted. */
  heard(): void {
    this.#isWaiting = false;
    this.#postSoon();
  }

  /** Posts what is left, heard or not: the run is over. */
  flush(): void {
    clearImmediate(this.#turn);
    this.#turn = undefined;
    this.#postAll();
  }

  #keepProgress(event: Progress): void {
    const at = this.#progress.get(event.id);
    if (at === undefined) this.#progress.set(event.id, this.#events.push(event) - 1);
    else this.#events[at] = event;
  }

  #keepLog(event: Log): void {
    const { text, ...head } = event;
    if (this.#logChars + charsOfAnEvent + text.length <= mostLogChars) {
      this.#logChars += charsOfAnEvent + text.length;
      this.#events.push(event);
      return;
    }
    const omitted = this.#omitted.get(event.id) ?? this.#beginOmitting(head);
    omitted.lines += 1;
    omitted.chars += text.length;
  }

  #beginOmitting(head: Omit<Log, "text">): Omitted {
    const at = this.#events.push({ ...head, text: "" }) - 1;
    const omitted = { head, at, lines: 0, chars: 0 };
    this.#omitted.set(head.id, omitted);
    return omitted;
  }

  /** Events of one turn travel together. */
  #postSoon(): void {
    if (this.#isWaiting) return;
    this.#turn ??= setImmediate(() => {
      this.#turn = undefined;
      if (!this.#isWaiting) this.#postAll();
    });
  }

  #postAll(): void {
    for (const { head, at, lines, chars } of this.#omitted.values())
      this.#events[at] = { ...head, text: describeOmitted(lines, chars) };
    const [events, shown] = [this.#events, [...this.#shown.values()]];
    this.#events = [];
    this.#shown.clear();
    this.#progress.clear();
    this.#omitted.clear();
    this.#logChars = 0;
    if (events.length === 0 && shown.length === 0) return;
    this.#isWaiting = true;
    this.#post({ kind: "events", events, shown });
  }
}

function describeOmitted(lines: number, chars: number): string {
  const what = lines === 1 ? "1 line" : `${lines.toLocaleString("en")} lines`;
  return `… ${what} (${formatBytes(chars)}) left out here: the notebook computed meanwhile and took no more`;
}
