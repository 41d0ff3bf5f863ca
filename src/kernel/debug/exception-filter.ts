import type { Debugger, Runtime } from "node:inspector";
import type { MainInspector } from "./main-inspector.ts";
import type { Scripts } from "./scripts.ts";

export type ExceptionFilter = "none" | "uncaught" | "all";

/** As a client offers them. */
export const exceptionFilters = [
  { filter: "all", label: "All Exceptions", default: false },
  { filter: "uncaught", label: "Uncaught Exceptions", default: false },
];

export function filterOf(filters: readonly unknown[]): ExceptionFilter {
  if (filters.includes("all")) return "all";
  return filters.includes("uncaught") ? "uncaught" : "none";
}

interface Place {
  readonly scriptId: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Whose `catch` takes what was thrown: one of the user's, here or where it is awaited, or one of
 * the foreign code that the user's has called. What promises are given as handlers is not seen.
 */
export async function findCatcher(
  paused: Debugger.PausedEventDataType,
  scripts: Scripts,
  inspector: MainInspector,
): Promise<"user" | "foreign" | undefined> {
  // Loaded late: the parser has no other use in the thread of the sockets.
  const { isInTry } = await import("../../cell/is-in-try.ts");
  const foreign: Place[] = [];
  let isCalledByUser = false;
  for (const place of [...placesOf(paused), ...awaitingPlaces(paused)]) {
    if ((await scripts.find(place.scriptId)) === undefined) {
      if (!isCalledByUser) foreign.push(place);
      continue;
    }
    const isIn = async ({ scriptId, line, column }: Place) =>
      isInTry(await readSource(scriptId, inspector), line, column);
    if (!isCalledByUser) for (const above of foreign) if (await isIn(above)) return "foreign";
    isCalledByUser = true;
    if (await isIn(place)) return "user";
  }
  return isCalledByUser ? undefined : "foreign";
}

async function readSource(scriptId: string, inspector: MainInspector): Promise<string> {
  const { scriptSource } = await inspector.post<Debugger.GetScriptSourceReturnType>(
    "Debugger.getScriptSource",
    { scriptId },
  );
  return scriptSource;
}

function placesOf({ callFrames }: Debugger.PausedEventDataType): Place[] {
  return callFrames.map(({ location: { scriptId, lineNumber, columnNumber = 0 } }) => ({
    scriptId,
    line: lineNumber,
    column: columnNumber,
  }));
}

function awaitingPlaces({ asyncStackTrace }: Debugger.PausedEventDataType): Place[] {
  const places: Place[] = [];
  let trace: Runtime.StackTrace | undefined = asyncStackTrace;
  for (; trace !== undefined; trace = trace.parent)
    for (const { scriptId, lineNumber, columnNumber } of trace.callFrames)
      places.push({ scriptId, line: lineNumber, column: columnNumber });
  return places;
}
