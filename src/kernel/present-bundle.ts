import { types } from "node:util";
import { isCauceError } from "../core/errors.ts";
import { renderValueCard } from "../render/render-value-card.ts";
import { presentError } from "./present-error.ts";
import { describeClass, describeFunction } from "./present-function.ts";
import { presentImage } from "./present-image.ts";
import { describeBigInt } from "./present-leaf.ts";
import { presentCanvas, presentElement, presentFigure, presentVega } from "./present-media.ts";
import { classNameOf, isObjectLike, readMember } from "./present-member.ts";
import { presentOwnDisplay } from "./present-own-display.ts";
import { presentRows } from "./present-rows.ts";
import { presentTarget } from "./present-target.ts";
import { presentText } from "./present-text.ts";
import { presentTree } from "./present-tree.ts";
import type { MimeBundle } from "./publisher.ts";

/** Undefined for a value of another kind. */
export type Present = (value: object) => MimeBundle | undefined | Promise<MimeBundle | undefined>;

/** In this order: what we know well, what it looks like. */
const presenters: readonly Present[] = [
  presentError,
  presentCanvas,
  presentVega,
  presentRows,
  presentImage,
  presentElement,
  presentFigure,
  presentTarget,
];

/**
 * Any value as Jupyter shows it; never rejects. A value whose own way of showing itself fails is
 * shown as text or as a tree, below a line that says what failed. What it says of itself goes first,
 * then what `known` makes of it.
 */
export async function presentBundle(
  value: unknown,
  known: readonly Present[] = [],
): Promise<MimeBundle> {
  if (typeof value === "bigint") return { "text/plain": describeBigInt(value) };
  if (!isObjectLike(value)) return { "text/plain": presentText(value) };
  if (typeof value === "function")
    return { "text/plain": describeClass(value) ?? describeFunction(value) };
  const problems: string[] = [];
  for (const present of [presentOwnDisplay, ...known, ...presenters]) {
    try {
      const bundle = await present(value);
      if (bundle !== undefined) return warn(bundle, problems);
    } catch (error) {
      problems.push(describeProblem(value, error));
    }
  }
  return warn(presentOther(value), problems);
}

function presentOther(value: object): MimeBundle {
  try {
    return types.isDate(value) ? { "text/plain": describeDate(value) } : presentTree(value);
  } catch {
    return { "text/plain": classNameOf(value) };
  }
}

/** In universal time, then as clocks here show it. */
function describeDate(value: Date): string {
  const time = new Date(Date.prototype.getTime.call(value));
  if (Number.isNaN(time.getTime())) return "Invalid Date";
  const local = time.toLocaleString("en-GB", { dateStyle: "full", timeStyle: "long" });
  return `${time.toISOString()} (${local})`;
}

function describeProblem(value: object, error: unknown): string {
  if (isCauceError(error)) return error.message;
  const message = isObjectLike(error) ? readMember(error, "message") : error;
  return `\`${classNameOf(value)}\` could not be shown as what it looks like: ${String(message)}`;
}

function warn(bundle: MimeBundle, problems: readonly string[]): MimeBundle {
  if (problems.length === 0) return bundle;
  const { html, text } = renderValueCard({
    title: "Not shown as it should be.",
    detail: problems.join(" "),
    lines: [],
    failed: true,
  });
  const shown = bundle["text/html"];
  return {
    ...bundle,
    ...(typeof shown === "string" ? { "text/html": `${html}${shown}` } : {}),
    "text/plain": `${text}\n${String(bundle["text/plain"] ?? "")}`,
  };
}
