import type { Debugger, Runtime } from "node:inspector";
import { DebugRefusal } from "./debug-refusal.ts";
import { isOfCell } from "./frame-scopes.ts";
import type { MainInspector } from "./main-inspector.ts";
import type { PausedFrame } from "./paused-frame.ts";

type Rewritten = { readonly code: string } | { readonly problem: string };

/** Evaluates TypeScript as the code of the cells would: in a frame that stands still, or among the shared names. */
export async function evaluateInFrame(
  expression: string,
  frame: PausedFrame | undefined,
  inspector: MainInspector,
): Promise<Runtime.RemoteObject> {
  const inner = frame === undefined ? [] : await innerNames(frame, inspector);
  const shares = frame === undefined || isOfCell(frame.script.url);
  const code = shares ? await rewrite(expression, inner, inspector) : expression;
  const options = { objectGroup: "debug", silent: true, generatePreview: true };
  const { result, exceptionDetails } =
    frame === undefined
      ? await inspector.post<Runtime.EvaluateReturnType>("Runtime.evaluate", {
          ...options,
          expression: code,
          replMode: true,
          awaitPromise: true,
        })
      : await inspector.post<Debugger.EvaluateOnCallFrameReturnType>(
          "Debugger.evaluateOnCallFrame",
          { ...options, expression: code, callFrameId: frame.callFrame.callFrameId },
        );
  if (exceptionDetails === undefined) return result;
  const { exception, text } = exceptionDetails;
  throw new DebugRefusal(
    exception?.description?.split("\n")[0] ?? String(exception?.value ?? text),
  );
}

/** Names of the frame that hide those which cells share. */
async function innerNames(
  { callFrame, script }: PausedFrame,
  inspector: MainInspector,
): Promise<string[]> {
  const names: string[] = [];
  for (const { type, object, startLocation } of callFrame.scopeChain) {
    if (type === "global" || object.objectId === undefined) continue;
    if (isOfCell(script.url) && startLocation?.lineNumber === 0) continue;
    const params = { objectId: object.objectId, ownProperties: true };
    const { result } = await inspector.post<Runtime.GetPropertiesReturnType>(
      "Runtime.getProperties",
      params,
    );
    names.push(...result.map(({ name }) => name));
  }
  return names;
}

async function rewrite(
  expression: string,
  inner: readonly string[],
  inspector: MainInspector,
): Promise<string> {
  const call = `rewrite(${JSON.stringify(expression)}, ${JSON.stringify(inner)})`;
  const rewritten = await inspector.ask<Rewritten>(call);
  if ("problem" in rewritten)
    throw new DebugRefusal(`\`${expression}\` cannot be read: ${rewritten.problem}.`);
  return rewritten.code;
}
