import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  CauceError
} from "./chunk-EERKI2QO.js";

// src/core/readable-value.ts
var plainWord = /^[\p{L}\p{N}_.+/-][\p{L}\p{N}_.+/ -]*$/u;
var literals = /* @__PURE__ */ new Set(["true", "false", "null", "undefined", "NaN"]);
function readableValue(value) {
  if (typeof value === "string")
    return plainWord.test(value) && !looksLikeLiteral(value) ? value : JSON.stringify(value);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value)) return `[${value.map(readableValue).join(",")}]`;
  if (value instanceof Set) return `{${[...value].map(readableValue).join(",")}}`;
  if (value instanceof Map)
    return `{${[...value].map(([key, member]) => `${readableValue(key)}:${readableValue(member)}`).join(",")}}`;
  if (typeof value === "object" && value !== null) return readableRecord(Object.entries(value));
  return String(value);
}
function readableRecord(entries) {
  const shown = entries.filter(([, member]) => member !== void 0);
  return `{${shown.map(([key, member]) => `${readableKey(key)}:${readableValue(member)}`).join(",")}}`;
}
function readableKey(key) {
  return plainWord.test(key) && key.trim() === key ? key : JSON.stringify(key);
}
function looksLikeLiteral(text) {
  return text.trim() !== text || literals.has(text) || /^-?\d+n$/.test(text) || !Number.isNaN(Number(text));
}

// src/core/parameters.ts
import { z as z2 } from "zod";

// src/core/canonical.ts
function canonicalJson(value) {
  if (value === void 0) return "null";
  if (value === null || typeof value === "boolean" || typeof value === "string") {
    return JSON.stringify(value);
  }
  if (typeof value === "number")
    return Number.isFinite(value) ? JSON.stringify(value) : `{"$number":"${value}"}`;
  if (typeof value === "bigint") return `{"$bigint":"${value}"}`;
  if (value instanceof Date) return `{"$date":${JSON.stringify(value.toISOString())}}`;
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value instanceof Map) return `{"$map":${canonicalJson([...value.entries()])}}`;
  if (value instanceof Set) return `{"$set":${canonicalJson([...value])}}`;
  if (typeof value === "object") return canonicalRecord(value);
  throw new CauceError(
    "value-not-stable",
    `A parameter holds a \`${typeof value}\`, which has no stable text. Use strings, numbers, booleans, dates, arrays or records of them.`
  );
}
function canonicalRecord(value) {
  const entries = Object.entries(value).filter(([, member]) => member !== void 0).sort(([a], [b]) => a < b ? -1 : 1);
  return `{${entries.map(([key, member]) => `${JSON.stringify(escapeKey(key))}:${canonicalJson(member)}`).join(",")}}`;
}
function escapeKey(key) {
  return key.startsWith("$") ? `$${key}` : key;
}

// src/core/sort-records.ts
import { z } from "zod";
function sortRecords(schema, value) {
  if (typeof value !== "object" || value === null) return value;
  if (schema instanceof z.ZodRecord) return sorted(schema.def.valueType, value);
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.map((item) => sortRecords(schema.def.element, item));
  if (schema instanceof z.ZodObject) return mapMembers(value, (name) => schema.def.shape[name]);
  if (schema instanceof z.ZodType && "innerType" in schema.def)
    return sortRecords(schema.def.innerType, value);
  return value;
}
function sorted(valueSchema, value) {
  const entries = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
  return mapMembers(Object.fromEntries(entries), () => valueSchema);
}
function mapMembers(value, schemaOf2) {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, sortRecords(schemaOf2(name), member)])
  );
}

// src/core/parameters.ts
var reserved = /* @__PURE__ */ new Set([
  "id",
  "family",
  "parameters",
  "given",
  "requires",
  "input",
  "output",
  "run",
  "complete",
  "progress",
  "log",
  "signal",
  "outputFolder",
  "constructor",
  "with"
]);
function assertParameterNames(family, shape) {
  for (const [name, schema] of Object.entries(shape)) {
    if (reserved.has(name)) {
      throw new CauceError(
        "parameter-name-reserved",
        `\`${family}.${name}\`: every task has a \`${name}\` of its own. Give the parameter another name.`
      );
    }
    if (typeof schema !== "object" || schema === null || !("_zod" in schema)) {
      throw new CauceError(
        "parameter-not-a-schema",
        `\`${family}.${name}\` is not a zod schema. Expected one such as z.number().default(1).`
      );
    }
  }
}
var schemas = /* @__PURE__ */ new WeakMap();
function schemaOf(shape) {
  const known = schemas.get(shape);
  if (known !== void 0) return known;
  const made = z2.strictObject(shape);
  schemas.set(shape, made);
  return made;
}
function parseParameters(family, shape, given) {
  const schema = schemaOf(shape);
  const result = schema.safeParse(given ?? {});
  if (result.success) return sortRecords(schema, result.data);
  const lines = result.error.issues.map((issue) => describeIssue(issue, shape, given));
  throw new CauceError("bad-parameter", `\`${family}\`: ${lines.join("; ")}`);
}
function describeIssue(issue, shape, given) {
  if (issue.code === "unrecognized_keys") {
    const known = Object.keys(shape);
    const list = known.length === 0 ? "it takes no parameters" : `it has ${known.map((name) => `\`${name}\``).join(", ")}`;
    return `unknown parameter ${issue.keys.map((key) => `\`${key}\``).join(", ")}; ${list}`;
  }
  const path = issue.path.map(String).join(".");
  if (path === "") return issue.message;
  return `parameter \`${path}\` ${describeFound(issue, shape, given)}: ${inPlainWords(issue.message)}`;
}
var longestFound = 60;
function describeFound(issue, shape, given) {
  const schema = shape[String(issue.path[0])];
  if (schema !== void 0 && parameterTraits(schema).private) return "does not fit";
  const found = issue.path.reduce(
    (value, key) => typeof value === "object" && value !== null ? Reflect.get(value, key) : void 0,
    given
  );
  if (found === void 0) return "is missing";
  const text = typeof found === "string" ? JSON.stringify(found) : readableValue(found);
  return `is ${text.length > longestFound ? `${text.slice(0, longestFound)}\u2026` : text}`;
}
function inPlainWords(message) {
  return message.replace(/^(?:Invalid input|Too small|Too big|Invalid option): /, "").replace(/, received [\w ]+$/, "");
}
var knownTraits = /* @__PURE__ */ new WeakMap();
function parameterTraits(schema) {
  const known = knownTraits.get(schema);
  if (known !== void 0) return known;
  const traits = readTraits(schema);
  knownTraits.set(schema, traits);
  return traits;
}
function readTraits(schema) {
  let significant = true;
  let isPrivate = false;
  let description;
  for (const layer of schemaLayers(schema)) {
    const meta = layer.meta() ?? {};
    if (meta.significant === false) significant = false;
    if (meta.visibility === "private" || meta.visibility === "hidden") isPrivate = true;
    description ??= typeof meta.description === "string" ? meta.description : void 0;
  }
  return { significant, private: isPrivate, description };
}
function* schemaLayers(schema) {
  let layer = schema;
  while (layer instanceof z2.ZodType) {
    yield layer;
    layer = innerSchema(layer);
  }
}
function innerSchema(schema) {
  if (schema instanceof z2.ZodPipe)
    return schema.def.in instanceof z2.ZodTransform ? schema.def.out : schema.def.in;
  return "innerType" in schema.def ? schema.def.innerType : void 0;
}
var withoutDefault = /* @__PURE__ */ new WeakSet();
function parameterDefault(schema) {
  if (withoutDefault.has(schema)) return void 0;
  const result = z2.safeParse(schema, void 0);
  if (!result.success) withoutDefault.add(schema);
  return result.success ? result.data : void 0;
}
function identityParameters(shape, values) {
  const identity = {};
  for (const [name, schema] of Object.entries(shape)) {
    if (!parameterTraits(schema).significant) continue;
    if (isSameValue(values[name], parameterDefault(schema))) continue;
    identity[name] = values[name];
  }
  return identity;
}
function isSameValue(a, b) {
  return a === void 0 === (b === void 0) && canonicalJson(a) === canonicalJson(b);
}
function significantParameters(shape, values) {
  const names = Object.keys(shape).filter(
    (name) => parameterTraits(shape[name]).significant
  );
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}
function visibleParameters(shape, values) {
  const shown = {};
  for (const [name, schema] of Object.entries(shape)) {
    const traits = parameterTraits(schema);
    if (traits.significant) shown[name] = traits.private ? "\u2022\u2022\u2022" : values[name];
  }
  return shown;
}

export {
  canonicalJson,
  readableValue,
  assertParameterNames,
  parseParameters,
  parameterTraits,
  parameterDefault,
  identityParameters,
  significantParameters,
  visibleParameters
};
//# sourceMappingURL=chunk-Z3URZZHH.js.map
