import { types } from "node:util";
import { renderValueCard } from "../render/render-value-card.ts";
import { describePlaces } from "./describe-error.ts";
import { presentLeaf } from "./present-leaf.ts";
import { classNameOf, readMember } from "./present-member.ts";
import { renderMembers } from "./present-tree.ts";
import type { MimeBundle } from "./publisher.ts";

const mostErrors = 10;
const longestMessage = 5_000;
const mostLines = 40;
/** What the card's head and lines say already. */
const shown = new Set(["name", "message", "stack", "cause", "errors", "code", "location"]);

/** An Error that is a value, not a failure: its message, its places in cells, its causes, its own members. */
export function presentError(value: object): MimeBundle | undefined {
  if (types.isProxy(value) || !isError(value)) return undefined;
  const name = readMember(value, "name");
  const message = readMember(value, "message");
  const below = renderOwn(value);
  const { html, text } = renderValueCard({
    title: `${typeof name === "string" && name !== "Error" ? name : classNameOf(value)}:`,
    detail: typeof message === "string" ? message.slice(0, longestMessage) : "",
    lines: [...codeLine(value), ...placeLines(value), ...errorLines(value)].slice(0, mostLines),
    failed: true,
    ...(below === undefined ? {} : { below }),
  });
  return { "text/html": html, "text/plain": text };
}

/** Errors of every realm, and what a class made of `Error.prototype`. */
function isError(value: object): value is Error {
  return types.isNativeError(value) || value instanceof Error;
}

function codeLine(value: Error): string[] {
  const code = readMember(value, "code");
  return typeof code === "string" || typeof code === "number" ? [`code ${code}`] : [];
}

function placeLines(value: Error): string[] {
  try {
    return describePlaces(value).flatMap((line) => line.split("\n"));
  } catch {
    return [];
  }
}

function errorLines(value: Error): string[] {
  const errors = readMember(value, "errors");
  if (!Array.isArray(errors)) return [];
  const lines = errors.slice(0, mostErrors).map((error, at) => `${at + 1}. ${presentLeaf(error)}`);
  return errors.length > mostErrors
    ? [...lines, `… ${errors.length - mostErrors} more errors`]
    : lines;
}

/** Members that a person gave the error: a copy of them without the standard ones. */
function renderOwn(value: Error): { html: string; text: string } | undefined {
  const others = Object.entries(Object.getOwnPropertyDescriptors(value)).filter(
    ([name, found]) => found.enumerable === true && !shown.has(name),
  );
  if (others.length === 0) return undefined;
  return renderMembers(Object.defineProperties({}, Object.fromEntries(others)));
}
