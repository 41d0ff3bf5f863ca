import type { Debugger } from "node:inspector";
import type { ObjectReader } from "./object-reader.ts";
import type { PausedFrame } from "./paused-frame.ts";
import type { DebugVariable } from "./variable-table.ts";

type Scope = Debugger.Scope;

/** Names that stand in the code around a task's declarations, and are ours. */
const ownNames = new Set(["$imports", "$import", "$$module", "arguments"]);

/** The variables of a frame in two lists: its own, and those of the functions around it. */
export interface FrameVariables {
  readonly locals: DebugVariable[];
  readonly closure: DebugVariable[];
}

/** What is visible from a frame, besides the names that cells share. A name is listed where it is met first. */
export async function readFrameVariables(
  { callFrame, script }: PausedFrame,
  reader: ObjectReader,
): Promise<FrameVariables> {
  const scopes = callFrame.scopeChain.filter((scope) => isListed(scope, script.url));
  const end = scopes.findIndex(({ type }) => type === "local") + 1;
  const split = end === 0 ? scopes.findIndex(({ type }) => type === "closure") : end;
  const at = split < 0 ? scopes.length : split;
  const seen = new Set<string>();
  const locals = await readScopes(scopes.slice(0, at), reader, seen);
  const closure = await readScopes(scopes.slice(at), reader, seen);
  return { locals: [...resultOf(callFrame, reader), ...locals], closure };
}

/** The code of a cell stands in a function and a block of ours, which begin above it. */
function isListed({ type, startLocation }: Scope, url: string): boolean {
  if (type === "global" || type === "script" || type === "module") return false;
  return !isOfCell(url) || startLocation === undefined || startLocation.lineNumber > 0;
}

/** Cells share their names; a task's module has its own. */
export function isOfCell(url: string): boolean {
  return /^cauce:(cell|uncounted|expression)-/.test(url);
}

async function readScopes(
  scopes: readonly Scope[],
  reader: ObjectReader,
  seen: Set<string>,
): Promise<DebugVariable[]> {
  const found: DebugVariable[] = [];
  for (const { object } of scopes) {
    if (object.objectId === undefined) continue;
    for (const { name, value } of await reader.properties(object.objectId)) {
      if (seen.has(name) || ownNames.has(name)) continue;
      seen.add(name);
      found.push(reader.variable(name, value ?? { type: "undefined" }));
    }
  }
  return found;
}

function resultOf(callFrame: Debugger.CallFrame, reader: ObjectReader): DebugVariable[] {
  const { returnValue } = callFrame;
  const self = callFrame.this;
  return [
    ...(returnValue === undefined ? [] : [reader.variable("(return value)", returnValue)]),
    ...(self.type === "undefined" || self.description === "global"
      ? []
      : [reader.variable("this", self)]),
  ];
}
