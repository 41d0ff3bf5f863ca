import type { MessagePort } from "node:worker_threads";
import type { RunEvent } from "../../core/event.ts";
import { packError } from "../../core/packed-error.ts";
import type { RunLeader } from "../../pipeline/run-leader.ts";
import { KernelPublisher } from "../kernel-publisher.ts";
import type { Publisher } from "../publisher.ts";
import { quietPublisher } from "../quiet-publisher.ts";
import { type Led, showRun } from "../show-run.ts";
import type { WireLine } from "../wire/wire-line.ts";
import { countTaken } from "./attempt-voice.ts";
import { EventOutbox } from "./event-outbox.ts";
import { RemoteCode } from "./remote-code.ts";
import type { EndedRun, FromRun, HeardEvents, StagedOrder, ToRun } from "./stage-messages.ts";

/** What all runs of the thread share. */
export interface StageTools {
  readonly leader: RunLeader;
  readonly line: WireLine;
}

/** Leads a run that main has planned, and draws it. Resolves when main was told of its end. */
export async function serveRun(
  order: StagedOrder,
  port: MessagePort,
  tools: StageTools,
): Promise<void> {
  try {
    await serve(order, port, tools);
  } catch (error) {
    // A fault of ours: what waits in main is not to wait for ever.
    const ended: EndedRun = {
      ok: false,
      error: packError(error),
      question: undefined,
      left: undefined,
    };
    port.postMessage({ kind: "ended", ended } satisfies FromRun);
  }
}

async function serve(
  { data, picture, parent, heard, taken }: StagedOrder,
  port: MessagePort,
  { leader, line }: StageTools,
): Promise<void> {
  const post = (message: FromRun) => port.postMessage(message);
  const outbox = new EventOutbox(post);
  const code = new RemoteCode(post);
  const controller = new AbortController();
  let isHalted = false;
  port.on("message", (message: ToRun) => {
    switch (message.kind) {
      case "heard":
        outbox.heard();
        return;
      case "cancel":
        controller.abort(new DOMException(message.reason.message, message.reason.name));
        return;
      case "halt":
        isHalted = true;
        controller.abort();
        return;
      default:
        if (message.kind === "log") countTaken(taken, message);
        code.hear(message);
    }
  });
  const run = leader.receive(data, code);
  const led = await showRun({
    picture,
    publisher: parent === undefined ? publishByMain(outbox) : new KernelPublisher(line, parent),
    resourceShare: run.resourceShare,
    lead: (onEvent) => run.lead({ signal: controller.signal, onEvent }),
    onEvent: (event) => {
      if (isHalted) return endHalted(event);
      const told = cutEvent(event, heard);
      if (told !== undefined) outbox.tell(told);
    },
  });
  outbox.flush();
  post({ kind: "ended", ended: tellEnd(led, code) });
}

/** What a task prints comes from its thread, where nobody would catch the error. */
function endHalted({ event }: RunEvent): void {
  if (event === "task" || event === "summary")
    throw new Error("who hears the events of this run has thrown");
}

/** What main hears of an event: a copy of all of them would cost as much as the rest. */
function cutEvent(event: RunEvent, heard: HeardEvents): RunEvent | undefined {
  if (heard === "all") return event;
  if (heard === "none") return undefined;
  if (event.event === "log") return event;
  if (event.event !== "task") return undefined;
  if (event.status === "started") return { ...event, reason: [] };
  return event.status === "failed" ? event : undefined;
}

function publishByMain(outbox: EventOutbox): Publisher {
  return {
    ...quietPublisher,
    displayData: (data, displayId = "") => outbox.show({ data, displayId, isUpdate: false }),
    updateDisplayData: (data, displayId) => outbox.show({ data, displayId, isUpdate: true }),
  };
}

function tellEnd(led: Led, code: RemoteCode): EndedRun {
  if (!led.ok) {
    const { error, left } = led;
    return { ok: false, error: packError(error), question: code.questionOf(error), left };
  }
  const { root, summary, tasks } = led.report;
  return { ok: true, report: { root, summary, tasks }, finished: led.finished };
}
