import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical.ts";
import { identityParameters, type ParameterShape, parameterTraits } from "./parameters.ts";
import { readableValue } from "./readable-value.ts";

/** Who a task is: two tasks of one identity are one task. */
export interface Identity {
  /** `TrainModel(model={kind:knn,k:7})` */
  readonly id: string;
  /** `outputs/TrainModel/model={kind=knn,k=7}-3fa9c1d2`, with characters that every file system takes. */
  readonly outputFolder: string;
}

const longestReadable = 60;

export function identify(family: string, shape: ParameterShape, values: Readonly<Record<string, unknown>>): Identity {
  const parameters = identityParameters(shape, values);
  const names = Object.keys(parameters);
  if (names.length === 0) return { id: family, outputFolder: `outputs/${family}` };
  const hash = createHash("sha256").update(canonicalJson(parameters)).digest("hex").slice(0, 8);
  const isPrivate = (name: string) => shape[name] !== undefined && parameterTraits(shape[name]).private;
  const shown = names.map((name) => `${name}=${isPrivate(name) ? "•••" : readableValue(parameters[name])}`);
  const suffix = names.some(isPrivate) ? `#${hash}` : "";
  const readable = names.filter((name) => !isPrivate(name)).map((name) => `${name}=${readableValue(parameters[name])}`);
  return {
    id: `${family}(${shown.join(",")})${suffix}`,
    outputFolder: `outputs/${family}/${folderName(readable.join(","), hash)}`,
  };
}

function folderName(readable: string, hash: string): string {
  const safe = readable
    .replace(/[{}[\]"]/g, "")
    .replace(/:/g, "=")
    .replace(/[^\p{L}\p{N}_.,=+-]+/gu, "_")
    .slice(0, longestReadable)
    .replace(/[.,_=]+$/, "");
  return safe === "" ? hash : `${safe}-${hash}`;
}
