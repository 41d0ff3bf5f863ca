import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  parameterDefault,
  parameterTraits,
  readableValue
} from "./chunk-Z3URZZHH.js";
import {
  CauceError
} from "./chunk-EERKI2QO.js";

// src/cli/task-arguments.ts
import { z } from "zod";
function parseTaskArguments(family, shape, words) {
  const given = {};
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(word);
    if (match === null)
      throw new CauceError(
        "unexpected-argument",
        `\`${word}\` was not expected. Parameters of \`${family}\` are written as \`--name value\`.`
      );
    const name = findParameter(match[1] ?? "", family, shape);
    const schema = shape[name];
    let value = match[2];
    if (value === void 0 && !(isBoolean(schema) && (words[at + 1] === void 0 || words[at + 1]?.startsWith("--"))))
      value = words[++at];
    if (value === void 0 && !isBoolean(schema))
      throw new CauceError(
        "missing-value",
        `\`--${match[1]}\` needs a value: ${describeType(schema)}.`
      );
    given[name] = value === void 0 ? true : parseValue(name, family, schema, value);
  }
  return given;
}
function describeParameters(shape) {
  const rows = Object.entries(shape).map(([name, schema]) => {
    const { description } = parameterTraits(schema);
    const standard = parameterDefault(schema);
    const shown = standard === void 0 ? "required" : `default ${readableValue(standard)}`;
    return [
      `--${kebab(name)} <${describeType(schema)}>`,
      `${description === void 0 ? "" : `${description}; `}${z.safeParse(schema, void 0).success ? shown.replace("required", "optional") : shown}`
    ];
  });
  const width = Math.max(0, ...rows.map(([flag = ""]) => flag.length));
  return rows.map(([flag = "", text = ""]) => `  ${flag.padEnd(width)}  ${text}`);
}
function describeType(schema) {
  const { type, enum: choices } = jsonSchema(schema);
  if (Array.isArray(choices)) return choices.join("|");
  return typeof type === "string" && type !== "object" && type !== "array" ? type : "JSON";
}
function findParameter(flag, family, shape) {
  const camel = flag.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  const name = [flag, camel].find((candidate) => Object.hasOwn(shape, candidate));
  if (name !== void 0) return name;
  const known = Object.keys(shape).map((candidate) => `\`--${kebab(candidate)}\``);
  const list = known.length === 0 ? "it takes no parameters" : `it has ${known.join(", ")}`;
  throw new CauceError(
    "unknown-parameter",
    `\`--${flag}\` is no parameter of \`${family}\`: ${list}.`
  );
}
function parseValue(name, family, schema, text) {
  const { type } = jsonSchema(schema);
  if (type === "string") return text;
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (type === "object" || type === "array") {
      throw new CauceError(
        "bad-parameter",
        `\`${family}\`: parameter \`${name}\`: \`${text}\` is not JSON. Expected ${type === "array" ? "a list such as '[1, 2]'" : `a structure such as '{"key": "value"}'`} in single quotes.`,
        { cause }
      );
    }
    return text;
  }
}
function isBoolean(schema) {
  return jsonSchema(schema).type === "boolean";
}
function jsonSchema(schema) {
  try {
    const found = z.toJSONSchema(schema, {
      io: "input",
      unrepresentable: "any"
    });
    return found;
  } catch {
    return {};
  }
}
function kebab(name) {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

export {
  parseTaskArguments,
  describeParameters,
  describeType
};
//# sourceMappingURL=chunk-TUM7LBN4.js.map
