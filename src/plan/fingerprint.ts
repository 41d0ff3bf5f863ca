import { hash } from "node:crypto";
import { canonicalJson } from "../core/canonical.ts";
import type { CoveredItem } from "../core/record.ts";

/** What a task's outputs are made from. */
export interface FingerprintParts {
  readonly code: Readonly<Record<string, CoveredItem>>;
  readonly params: Readonly<Record<string, unknown>>;
  /** Content of each required task, by id. */
  readonly requirements: Readonly<Record<string, string>>;
  /** Which of them stands where in what `requires()` returned. */
  readonly places?: Readonly<Record<string, string>>;
  readonly outputs: readonly { readonly name: string; readonly path?: string }[];
}

/** One hash over code, parameters, contents of what it requires, and where it writes; places are left out. */
export function fingerprint(parts: FingerprintParts): string {
  const code = Object.fromEntries(
    Object.entries(parts.code).map(([name, item]) => [name, item.hash]),
  );
  const outputs = parts.outputs.map(({ name, path }) => [name, path ?? null]);
  return sha256(
    canonicalJson({
      code,
      params: parts.params,
      requirements: parts.requirements,
      places: parts.places,
      outputs,
    }),
  );
}

/** The content of a task as those who require it see it: of all its outputs, or of all that a wrapper gathers. */
export function contentOf(
  outputs: readonly { readonly name: string; readonly hash: string }[],
  requirements: Readonly<Record<string, string>>,
): string {
  if (outputs.length === 0) return sha256(canonicalJson(requirements));
  return sha256(JSON.stringify(outputs.map(({ name, hash }) => [name, hash])));
}

export function sha256(text: string): string {
  return hash("sha256", text);
}
