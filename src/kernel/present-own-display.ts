import { types } from "node:util";
import { CauceError } from "../core/errors.ts";
import { findUserFrames } from "../core/source-places.ts";
import { classNameOf, methodOf } from "./present-member.ts";
import type { MimeBundle } from "./publisher.ts";

const displaySymbol = Symbol.for("Jupyter.display");
const mimeType = /^[\w.+-]+\/[\w.+-]+(?:;.*)?$/;
/** A display method may hand on to another object, as Deno's templates do. */
const mostHandedOn = 5;

/**
 * The ecosystem's convention, as in Deno: a method under `Symbol.for("Jupyter.display")`, or named
 * `$display`, gives a MIME bundle.
 * @throws CauceError `display-failed` when it throws or gives what is no bundle
 */
export async function presentOwnDisplay(value: object): Promise<MimeBundle | undefined> {
  let shown: unknown = value;
  for (let handed = 0; handed < mostHandedOn; handed += 1) {
    const found = typeof shown === "object" && shown !== null ? findDisplay(shown) : undefined;
    if (found === undefined) return shown === value ? undefined : toBundle(shown, value);
    try {
      shown = await found();
    } catch (error) {
      throw failure(value, `threw ${describeThrown(error)}`);
    }
  }
  throw failure(value, "handed on to another object, again and again");
}

function findDisplay(value: object): (() => unknown) | undefined {
  return types.isProxy(value)
    ? findDisplayOfProxy(value)
    : (methodOf(value, displaySymbol) ?? methodOf(value, "$display"));
}

/** A proxy is asked only where it says that it has the method: some answer to every name. */
function findDisplayOfProxy(value: object): (() => unknown) | undefined {
  try {
    const method: unknown = displaySymbol in value ? Reflect.get(value, displaySymbol) : undefined;
    return typeof method === "function" ? () => Reflect.apply(method, value, []) : undefined;
  } catch {
    return undefined;
  }
}

function toBundle(found: unknown, value: object): MimeBundle {
  if (typeof found !== "object" || found === null || Array.isArray(found))
    throw failure(value, `gave ${describeKind(found)}`);
  const entries = Object.entries(found);
  if (entries.length === 0) throw failure(value, "gave an object without members");
  return Object.fromEntries(entries.map(([type, data]) => [type, toData(type, data, value)]));
}

/** Data as the message carries it: text as a string, bytes in base64, anything else as JSON. */
function toData(type: string, data: unknown, value: object): unknown {
  if (!mimeType.test(type)) throw failure(value, `gave \`${type}\`, which is no MIME type`);
  if (typeof data === "string") return data;
  if (data instanceof Uint8Array) return Buffer.from(data).toString("base64");
  if (Array.isArray(data) && data.every((line) => typeof line === "string")) return data.join("");
  if (/^text\/|^image\//.test(type) && !type.endsWith("json"))
    throw failure(value, `gave ${describeKind(data)} for \`${type}\``);
  return toJson(type, data, value);
}

function toJson(type: string, data: unknown, value: object): unknown {
  try {
    const json = JSON.stringify(data);
    if (json !== undefined) return JSON.parse(json);
  } catch (error) {
    throw failure(value, `gave data for \`${type}\` that is no JSON (${describeThrown(error)})`);
  }
  throw failure(value, `gave ${describeKind(data)} for \`${type}\``);
}

function failure(value: object, what: string): CauceError {
  return new CauceError(
    "display-failed",
    `\`${classNameOf(value)}\`: its display method ${what}. Expected a MIME bundle such as { "text/html": "…" }.`,
  );
}

function describeKind(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  return typeof value === "object"
    ? `an object of class \`${classNameOf(value)}\``
    : `a ${typeof value}`;
}

function describeThrown(error: unknown): string {
  if (!(error instanceof Error)) return `a ${typeof error} that is no Error`;
  const [frame] = findUserFrames(error.stack ?? "");
  const at = frame === undefined ? "" : ` (${frame.location.place}, line ${frame.location.line})`;
  return `${error.name}: ${error.message}${at}`;
}
