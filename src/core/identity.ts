import { hash } from "node:crypto";
import { canonicalJson } from "./canonical.ts";
import {
  identityParameters,
  type ParameterShape,
  parameterTraits,
  significantParameters,
} from "./parameters.ts";
import { hashPrivate } from "./private-key.ts";
import { readableValue } from "./readable-value.ts";

const longestReadable = 60;

/** Who a task is, such as `TrainModel(model={kind:knn,k:7})`: two tasks of one identity are one task. */
export function describeIdentity(
  family: string,
  shape: ParameterShape,
  values: Readonly<Record<string, unknown>>,
): string {
  const parameters = identityParameters(shape, values);
  const names = Object.keys(parameters);
  if (names.length === 0) return family;
  const shown = names.map(
    (name) => `${name}=${isPrivate(shape, name) ? "•••" : readableValue(parameters[name])}`,
  );
  const suffix = names.some((name) => isPrivate(shape, name))
    ? `#${shortHash(shape, parameters)}`
    : "";
  return `${family}(${shown.join(",")})${suffix}`;
}

/**
 * `outputs/TrainModel/model={kind=knn,k=7}-3fa9c1d2`, with characters that every file system takes.
 * Defaults count here: another default is another file, and the old one stays.
 */
export function nameFolder(
  family: string,
  shape: ParameterShape,
  values: Readonly<Record<string, unknown>>,
): string {
  const parameters = significantParameters(shape, values);
  const names = Object.keys(parameters);
  if (names.length === 0) return `outputs/${family}`;
  const readable = names
    .filter((name) => !isPrivate(shape, name))
    .map((name) => `${name}=${readableValue(parameters[name])}`);
  return `outputs/${family}/${folderName(readable.join(","), shortHash(shape, parameters))}`;
}

function isPrivate(shape: ParameterShape, name: string): boolean {
  return shape[name] !== undefined && parameterTraits(shape[name]).private;
}

/** Of a private value nothing may be learned from eight characters by trying values out. */
function shortHash(shape: ParameterShape, parameters: Readonly<Record<string, unknown>>): string {
  const text = canonicalJson(parameters);
  const whole = Object.keys(parameters).some((name) => isPrivate(shape, name))
    ? hashPrivate(text)
    : hash("sha256", text);
  return whole.slice(0, 8);
}

function folderName(readable: string, hash: string): string {
  const safe = readable
    .replace(/[{}[\]"]/g, "")
    .replace(/:/g, "=")
    .replace(/[^\p{L}\p{N}_.,=+-]+/gu, "_");
  const short = [...safe]
    .slice(0, longestReadable)
    .join("")
    .replace(/[.,_=]+$/, "");
  return short === "" ? hash : `${short}-${hash}`;
}
