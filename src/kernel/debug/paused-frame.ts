import type { Debugger } from "node:inspector";
import type { SourcePosition } from "./debug-script.ts";
import { findSource } from "./debug-script.ts";
import type { Scripts, UserScript } from "./scripts.ts";

/** A frame of the user's code that stands still. */
export interface PausedFrame {
  readonly callFrame: Debugger.CallFrame;
  readonly script: UserScript;
  readonly position: SourcePosition;
}

/** The frames of the user's code, innermost first; those of ours, of Node and of packages are left out. */
export async function findPausedFrames(
  callFrames: readonly Debugger.CallFrame[],
  scripts: Scripts,
): Promise<PausedFrame[]> {
  const frames: PausedFrame[] = [];
  for (const callFrame of callFrames) {
    const { scriptId, lineNumber, columnNumber = 0 } = callFrame.location;
    const script = await scripts.find(scriptId);
    if (script === undefined) continue;
    const position = findSource(script.script, lineNumber, columnNumber);
    if (position !== undefined) frames.push({ callFrame, script, position });
  }
  return frames;
}

/** A cell's own function has no name. */
export function nameOfFrame({ callFrame, position }: PausedFrame): string {
  return callFrame.functionName === "" ? position.name : callFrame.functionName;
}
