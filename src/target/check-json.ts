import { CauceError } from "../core/errors.ts";

/** Objects whose JSON says nothing of what they hold, or another thing. */
const LOSSY_TAGS = new Set([
  "Map",
  "Set",
  "WeakMap",
  "WeakSet",
  "Promise",
  "RegExp",
  "Error",
  "ArrayBuffer",
]);

/**
 * Refuses what JSON would drop or change without a word, so that what is read later equals
 * what was written. An object with a `toJSON` of its own has said what its JSON is: what that
 * gives is left to JSON's rules.
 * @throws CauceError `json-value`, naming the key path
 */
export function checkJson(path: string, value: unknown): void {
  if (!isPlainJson(value, 0)) visit({ path, ancestors: new Set() }, value, "value");
}

/** As deep as data as a rule goes: what leads back to itself goes deeper. */
const deepestPlain = 500;

/** True for plain data all through, which most values are: to name each key on the way takes many times as long. */
function isPlainJson(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isFinite(value);
    case "object":
      return value === null || (depth < deepestPlain && holdsPlainJson(value, depth + 1));
    default:
      return false;
  }
}

function holdsPlainJson(value: object, depth: number): boolean {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (!isPlainJson(value[i], depth)) return false;
    return true;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  const record = value as Readonly<Record<string, unknown>>;
  for (const key in record) if (!isPlainJson(record[key], depth)) return false;
  return true;
}

interface Visit {
  readonly path: string;
  readonly ancestors: Set<object>;
}

function visit(walk: Visit, value: unknown, keyPath: string): void {
  const fault = faultOf(walk, value);
  if (fault !== undefined) throw refused(walk.path, keyPath, fault);
  if (typeof value !== "object" || value === null || hasToJson(value)) return;
  walk.ancestors.add(value);
  if (Array.isArray(value)) {
    // Not forEach, which skips the holes that JSON would turn into null.
    for (let i = 0; i < value.length; i++) visit(walk, value[i], `${keyPath}[${i}]`);
  } else {
    for (const [key, item] of Object.entries(value)) visit(walk, item, keyPath + keyStep(key));
  }
  walk.ancestors.delete(value);
}

interface Fault {
  readonly found: string;
  readonly remedy: string;
}

function faultOf(walk: Visit, value: unknown): Fault | undefined {
  switch (typeof value) {
    case "undefined":
      return { found: "undefined", remedy: "Leave the key out, or use null." };
    case "function":
    case "symbol":
      return { found: `a ${typeof value}`, remedy: "Leave it out." };
    case "bigint":
      return { found: "a BigInt", remedy: "Turn it into a string or a number." };
    case "number":
      if (Number.isFinite(value)) return undefined;
      return { found: String(value), remedy: "Use null for a missing number, or a string." };
    case "object":
      return value === null ? undefined : faultOfObject(walk, value);
    default:
      return undefined;
  }
}

function faultOfObject(walk: Visit, value: object): Fault | undefined {
  if (walk.ancestors.has(value)) {
    return { found: "a circular reference", remedy: "Leave out the key that leads back." };
  }
  if (hasToJson(value)) return undefined;
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  if (tag === "Promise") return { found: "a Promise", remedy: "Await it." };
  if (LOSSY_TAGS.has(tag) || ArrayBuffer.isView(value)) {
    return { found: `a ${tag}`, remedy: "Turn it into an array or a plain object." };
  }
  return undefined;
}

function hasToJson(value: object): boolean {
  return "toJSON" in value && typeof value.toJSON === "function";
}

function keyStep(key: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

function refused(path: string, keyPath: string, fault: Fault): CauceError {
  return new CauceError(
    "json-value",
    `\`${keyPath}\` cannot be written to \`${path}\`: found ${fault.found}, and JSON has no such value. ${fault.remedy}`,
  );
}
