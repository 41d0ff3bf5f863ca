import { evaluateInFrame } from "./evaluate-in-frame.ts";
import type { MainInspector } from "./main-inspector.ts";
import type { PausedFrame } from "./paused-frame.ts";

/** A condition that cannot be evaluated holds: a breakpoint that is never met would not tell of its mistake. */
export async function conditionHolds(
  condition: string,
  frame: PausedFrame,
  inspector: MainInspector,
): Promise<boolean> {
  try {
    const { value } = await evaluateInFrame(`Boolean(${condition})`, frame, inspector);
    return value === true;
  } catch {
    return true;
  }
}
