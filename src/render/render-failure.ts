import { type ErrorDetail, listFrames } from "../core/error-detail.ts";
import type { TaskFailure } from "../core/event.ts";
import { describeName, describePlace } from "./describe-node.ts";
import { type FrameColours, renderCodeFrame } from "./render-code-frame.ts";

const longestMessage = 2_000;

export interface FailureLook {
  readonly colours?: FrameColours;
  /** Every frame of its stack too, where that is "full". */
  readonly detail?: ErrorDetail;
}

/** A failure at length: its whole message, its place, the lines around it, and what caused it. */
export function renderFailure(failure: TaskFailure, look: FailureLook = {}): string[] {
  return [describeWholeMessage(failure), ...renderFailurePlace(failure, look)];
}

/** The lines that follow the message: place, code, the errors that it gathers, causes. */
function renderFailurePlace(failure: TaskFailure, look: FailureLook): string[] {
  const place = describePlace(failure);
  const { frame, cause, errors = [], moreErrors = 0, stack = "" } = failure;
  const frames = look.detail === "full" ? listFrames(stack) : [];
  return [
    ...(place === "" ? [] : [`at ${place}`]),
    ...(frame === undefined ? [] : renderCodeFrame(frame, look.colours)),
    ...(frames.length === 0 ? [] : ["Full stack:", ...frames.map((line) => `    ${line}`)]),
    ...errors.flatMap((error, at) =>
      renderInner(`Error ${at + 1} of ${errors.length + moreErrors}:`, error, look),
    ),
    ...(moreErrors === 0 ? [] : [`… and ${moreErrors} more`]),
    ...(cause === undefined ? [] : renderInner("Caused by", cause, look)),
  ];
}

function renderInner(lead: string, failure: TaskFailure, look: FailureLook): string[] {
  const [head = "", ...others] = renderFailure(failure, look);
  return [`${lead} ${head}`, ...others];
}

function describeWholeMessage(failure: TaskFailure): string {
  return `${describeName(failure)}${failure.message.slice(0, longestMessage)}`;
}
