import { types } from "node:util";

const longestSignature = 200;
const longestSource = 100_000;
const mostMethods = 12;

/** A function or class by its signature: `async function load(path, options = {})`, `class B extends A`. */
export function describeFunction(value: object): string {
  if (types.isProxy(value)) return "Proxy";
  const name = nameOf(value);
  const source = Function.prototype.toString.call(value).slice(0, longestSource);
  if (/^class[\s{]/.test(source)) return `class ${name}${heritageOf(value)}`;
  if (/\{\s*\[native code\]\s*\}$/.test(source)) return `function ${name}(…) [native code]`;
  const parameters = parametersOf(source);
  const isAsync = types.isAsyncFunction(value) ? "async " : "";
  const star = types.isGeneratorFunction(value) ? "*" : "";
  return `${isAsync}function${star} ${name}${parameters}`;
}

/** A class with the methods that it declares, a line each; undefined for a plain function. */
export function describeClass(value: object): string | undefined {
  if (types.isProxy(value)) return undefined;
  const head = describeFunction(value);
  if (!head.startsWith("class ")) return undefined;
  const prototype: unknown = Object.getOwnPropertyDescriptor(value, "prototype")?.value;
  const methods = [
    ...(typeof prototype === "object" && prototype !== null ? methodsOf(prototype, "") : []),
    ...methodsOf(value, "static "),
  ];
  if (methods.length === 0) return head;
  const more = methods.length - mostMethods;
  const lines = methods.slice(0, mostMethods).map((method) => `  ${method}`);
  return [`${head} {`, ...lines, ...(more > 0 ? [`  … ${more} more`] : []), "}"].join("\n");
}

function methodsOf(holder: object, prefix: string): string[] {
  return Object.entries(Object.getOwnPropertyDescriptors(holder)).flatMap(([name, found]) => {
    if (found.get !== undefined) return [`${prefix}get ${name}`];
    const method: unknown = found.value;
    if (typeof method !== "function" || name === "constructor") return [];
    const source = Function.prototype.toString.call(method).slice(0, longestSource);
    return /^class[\s{]/.test(source) ? [] : [`${prefix}${name}${parametersOf(source)}`];
  });
}

function nameOf(value: object): string {
  const name: unknown = Object.getOwnPropertyDescriptor(value, "name")?.value;
  return typeof name === "string" && name !== "" ? name : "(anonymous)";
}

function heritageOf(value: object): string {
  const base: unknown = Object.getPrototypeOf(value);
  if (typeof base !== "function" || types.isProxy(base) || base === Function.prototype) return "";
  return ` extends ${nameOf(base)}`;
}

/** The parameters as they are written, in parentheses; comments and strings may hold some too. */
function parametersOf(source: string): string {
  const arrow = /^(?:async\s+)?([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*=>/u.exec(source);
  if (arrow !== null) return `(${arrow[1]})`;
  // A computed name, as in `[Symbol.iterator]() {}`, has parentheses of its own.
  const computed = /^(?:async\s*)?\*?\s*\[[^\]]*\]/.exec(source);
  const start = source.indexOf("(", computed?.[0].length ?? 0);
  let depth = 0;
  for (let at = start; at < source.length && at >= 0; at += 1) {
    const character = source[at] ?? "";
    if (character === '"' || character === "'" || character === "`") at = skipString(source, at);
    else if ("([{".includes(character)) depth += 1;
    else if (")]}".includes(character)) depth -= 1;
    if (depth === 0) return cut(source.slice(start, at + 1).replace(/\s+/g, " "));
  }
  return "(…)";
}

function skipString(source: string, from: number): number {
  const quote = source[from];
  for (let at = from + 1; at < source.length; at += 1) {
    if (source[at] === "\\") at += 1;
    else if (source[at] === quote) return at;
  }
  return source.length;
}

function cut(text: string): string {
  return text.length > longestSignature ? `${text.slice(0, longestSignature)}…)` : text;
}
