import type { CodeChange, Reason } from "../core/reason.ts";
import type { LastFailure } from "../core/record.ts";
import { unreachable } from "../core/unreachable.ts";
import { firstLines } from "./first-lines.ts";
import { cutText, formatValue } from "./format-value.ts";

const MOST_CHANGES = 3;
/** In one line: a task may have thousands of outputs, each of them missing. */
const MOST_REASONS = 8;

/** One plain line that says why a task would run, with its evidence. */
export function describeReason(reason: Reason): string {
  switch (reason.kind) {
    case "never-run":
      return reason.found === undefined
        ? "never run"
        : `never run: ${reason.found} is there, but no run on record wrote it`;
    case "forced":
      return reason.by === "staleness"
        ? 'runs in every run: its `staleness` is "always"'
        : "forced";
    case "code-changed":
      return `${describeCode(reason.changes)}${describeOther(reason.lastRunBy)}`;
    case "parameter-changed":
      return describeParameter(reason.parameter, reason.from, reason.to);
    case "requirement-changed":
      return describeRequirement(reason.change, reason.requirement);
    case "output-missing":
      return `output missing: ${reason.path}`;
    case "output-changed":
      return `output changed: ${reason.path} is not what the task wrote`;
    default:
      return unreachable(reason);
  }
}

/** The reasons in one line, the first few of many; two that read the same are said once. */
export function describeReasons(reasons: readonly Reason[]): string {
  return firstLines(listReasons(reasons), MOST_REASONS).join("; ");
}

/** A line a reason; two that read the same are said once, with their count. */
export function listReasons(reasons: readonly Reason[]): string[] {
  const counts = new Map<string, number>();
  for (const reason of reasons) {
    const line = describeReason(reason);
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return Array.from(counts, ([line, count]) => (count > 1 ? `${line} (×${count})` : line));
}

function describeCode(changes: readonly CodeChange[]): string {
  if (changes.length === 0) return "code changed";
  const groups: [what: string, changes: readonly CodeChange[]][] = [
    ["code changed", changes.filter(({ watched }) => watched === undefined)],
    ["watched file changed", changes.filter(({ watched }) => watched === "file")],
    ["watched value changed", changes.filter(({ watched }) => watched === "value")],
  ];
  return groups
    .filter(([, some]) => some.length > 0)
    .map(([what, some]) => `${what}: ${nameSome(some)}`)
    .join("; ");
}

/** Two notebooks may each have a task of one name, and the code that "changed" is the other's. */
function describeOther(file: string | undefined): string {
  return file === undefined ? "" : `, since \`${cutText(file, 80)}\` ran it last`;
}

function nameSome(changes: readonly CodeChange[]): string {
  const named = changes.slice(0, MOST_CHANGES).map(describeChange);
  const more = changes.length - named.length;
  return `${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** The lines of code that differ, below the reason that names them: what each is of, and its lines. */
export function listDiffs(
  reasons: readonly Reason[],
): { readonly of: string; readonly lines: readonly string[] }[] {
  return reasons
    .flatMap((reason) => (reason.kind === "code-changed" ? reason.changes : []))
    .filter(({ diff }) => diff !== undefined)
    .slice(0, MOST_CHANGES)
    .map((change) => ({ of: describeChange(change), lines: change.diff ?? [] }));
}

/** "failed last time: x is not a function (cell 4, line 3)" */
export function describeLastFailure({ message, where }: LastFailure): string {
  return `failed last time: ${cutText(message, 300)}${where === undefined ? "" : ` (${where})`}`;
}

function describeChange({ name, place, change, from, to }: CodeChange): string {
  if (name === "code-hash") return "Cauce's way of hashing code";
  const versions = from === undefined || to === undefined ? "" : ` ${from} → ${to}`;
  if (name === "node" && versions !== "") return `Node${versions}`;
  const where = place === undefined || place === name ? "" : ` (${place})`;
  return `\`${name}\`${where}${versions}${change === "edited" ? "" : ` ${change}`}`;
}

function describeParameter(parameter: string, from: unknown, to: unknown): string {
  return `parameter changed: ${parameter} ${formatValue(from)} → ${formatValue(to)}`;
}

function describeRequirement(
  change: Extract<Reason, { kind: "requirement-changed" }>["change"],
  requirement: string,
): string {
  const family = requirement.split("(", 1)[0] ?? requirement;
  switch (change) {
    case "content":
      return `requirement changed: \`${cutText(family, 80)}\` wrote other content`;
    case "added":
    case "removed":
      return `requirement changed: \`${cutText(requirement, 80)}\` ${change}`;
    case "moved":
      return `requirement changed: \`${cutText(requirement, 80)}\` stands in another place of what \`requires()\` returns`;
    case "will-run":
      return `requirement \`${requirement === family ? family : `${family}(…)`}\` runs first`;
    default:
      return unreachable(change);
  }
}
