import { types } from "node:util";

/** A value that can have members. */
export function isObjectLike(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/**
 * What a property holds. A getter of the object's own is never called; one of its class is, and
 * counts as absent where it throws. Proxies are not asked: every question would run their code.
 */
export function readMember(value: object, key: PropertyKey): unknown {
  if (types.isProxy(value)) return undefined;
  try {
    if (Object.getOwnPropertyDescriptor(value, key)?.get !== undefined) return undefined;
    return key in value ? Reflect.get(value, key) : undefined;
  } catch {
    return undefined;
  }
}

/** The method of that name, with its object; undefined where there is none. */
export function methodOf(
  value: object,
  key: PropertyKey,
): ((...given: readonly unknown[]) => unknown) | undefined {
  const method = readMember(value, key);
  return typeof method === "function"
    ? (...given) => Reflect.apply(method, value, given)
    : undefined;
}

/** The name of the value's class, found without running any of its code. */
export function classNameOf(value: object): string {
  if (types.isProxy(value)) return "Proxy";
  for (let at = prototypeOf(value); at !== null; at = prototypeOf(at)) {
    if (types.isProxy(at)) break;
    const maker: unknown = Object.getOwnPropertyDescriptor(at, "constructor")?.value;
    if (typeof maker !== "function" || types.isProxy(maker)) continue;
    const name: unknown = Object.getOwnPropertyDescriptor(maker, "name")?.value;
    if (typeof name === "string" && name !== "") return name;
  }
  return "Object";
}

function prototypeOf(value: object): object | null {
  return Object.getPrototypeOf(value) as object | null;
}

/** True for `{ … }`: no class of its own, and no proxy. */
export function isPlainRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || types.isProxy(value)) return false;
  const prototype = prototypeOf(value);
  return (
    prototype === null || prototype === Object.prototype || isForeignObjectPrototype(prototype)
  );
}

/** The `Object.prototype` of another realm, such as a `vm` context. */
function isForeignObjectPrototype(prototype: object): boolean {
  return (
    !types.isProxy(prototype) &&
    prototypeOf(prototype) === null &&
    classNameOf(prototype) === "Object" &&
    Object.hasOwn(prototype, "hasOwnProperty")
  );
}
