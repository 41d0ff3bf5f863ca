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
  const outputs = parts.outputs.map(({ name, path }) => [name, path ?? null]);
  const members = [
    `"code":${codeText(parts.code)}`,
    `"outputs":${canonicalJson(outputs)}`,
    `"params":${canonicalJson(parts.params)}`,
    ...(parts.places === undefined ? [] : [`"places":${canonicalJson(parts.places)}`]),
    `"requirements":${canonicalJson(parts.requirements)}`,
  ];
  return sha256(`{${members.join(",")}}`);
}

/** The tasks of a family share their code, be there thousands of them. */
const codeTexts = new WeakMap<FingerprintParts["code"], string>();

function codeText(code: FingerprintParts["code"]): string {
  const known = codeTexts.get(code);
  if (known !== undefined) return known;
  const hashes = Object.entries(code).map(([name, item]) => [name, item.hash]);
  const text = canonicalJson(Object.fromEntries(hashes));
  codeTexts.set(code, text);
  return text;
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
