import type { TaskFailure } from "../core/event.ts";
import { describePlace } from "./describe-node.ts";
import { type FrameColours, renderCodeFrame } from "./render-code-frame.ts";

const longestMessage = 2_000;

/** A failure at length: its whole message, its place, the lines around it, and what caused it. */
export function renderFailure(failure: TaskFailure, colours?: FrameColours): string[] {
  return [describeWholeMessage(failure), ...renderFailurePlace(failure, colours)];
}

/** The lines that follow the message: place, code, causes. */
function renderFailurePlace(failure: TaskFailure, colours?: FrameColours): string[] {
  const place = describePlace(failure);
  const { frame, cause } = failure;
  return [
    ...(place === "" ? [] : [`at ${place}`]),
    ...(frame === undefined ? [] : renderCodeFrame(frame, colours)),
    ...(cause === undefined ? [] : renderCause(cause, colours)),
  ];
}

function renderCause(cause: TaskFailure, colours: FrameColours | undefined): string[] {
  const [head = "", ...others] = renderFailure(cause, colours);
  return [`Caused by ${head}`, ...others];
}

function describeWholeMessage({ name, message }: TaskFailure): string {
  const head = name === "" || name === "Error" || name === "CauceError" ? "" : `${name}: `;
  return `${head}${message.slice(0, longestMessage)}`;
}
