import type { TaskFailure } from "../core/event.ts";
import { originsOf } from "../core/source-places.ts";

const mostPlaces = 3;

/** What a task is told whose limit holds for the code around its class, which did not end. */
export function describeLoading(
  id: string,
  what: string | undefined,
  limitMs: number,
): TaskFailure {
  return {
    name: "TimeoutError",
    code: "loading-timeout",
    message: `\`${id}\` did not begin: the code that is evaluated before it${describeWhere(what)} had not ended after ${limitMs / 1000} s. Take the loop or the \`await\` that does not end out of it, move what takes long into \`run()\`, or raise \`timeoutMs\`.`,
  };
}

function describeWhere(what: string | undefined): string {
  if (what === undefined) return "";
  const origins = originsOf(what);
  if (origins === undefined) return ` (\`${what}\`)`;
  const places = [...new Set(origins.flatMap((origin) => origin?.place ?? []))];
  const more = places.length > mostPlaces ? ` and ${places.length - mostPlaces} more` : "";
  return places.length === 0 ? "" : ` (${places.slice(0, mostPlaces).join(", ")}${more})`;
}
