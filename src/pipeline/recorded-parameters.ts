import { canonicalJson, isItsOwnJson } from "../core/canonical.ts";
import { type ParameterShape, parameterTraits } from "../core/parameters.ts";
import { hashPrivate } from "../core/private-key.ts";
import { privateValue } from "../plan/staleness.ts";

/** Parameters as the record keeps them: plain JSON, and of a private value only its hash. */
export function recordedParameters(
  shape: ParameterShape,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const recorded: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const schema = shape[name];
    if (schema !== undefined && parameterTraits(schema).private)
      recorded[name] = { [privateValue]: hashPrivate(canonicalJson(value)) };
    else recorded[name] = isItsOwnJson(value) ? value : JSON.parse(canonicalJson(value));
  }
  return recorded;
}
