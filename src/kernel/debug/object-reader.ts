import type { Runtime } from "node:inspector";
import { describeRemote } from "./describe-remote.ts";
import type { MainInspector } from "./main-inspector.ts";
import type { DebugVariable, VariableTable } from "./variable-table.ts";

type Property = Runtime.PropertyDescriptor;
type Internal = Runtime.InternalPropertyDescriptor;

/** A list longer than this is shown in parts. */
const partLength = 100;
const mostMembers = 1_000;
/** Runs on the main thread, on the list itself. */
const cutList = `function (from, to) {
  const part = Object.create(null);
  for (let at = from; at < to; at += 1) if (at in this) part[at] = this[at];
  return part;
}`;
/** Says nothing that a person looks for. */
const hiddenInternals = new Set(["[[Prototype]]", "[[FunctionLocation]]", "[[Scopes]]"]);

/** Reads objects of the main thread as variables that can be unfolded. */
export class ObjectReader {
  readonly #inspector: MainInspector;
  readonly #table: VariableTable;

  constructor(inspector: MainInspector, table: VariableTable) {
    this.#inspector = inspector;
    this.#table = table;
  }

  variable(name: string, remote: Runtime.RemoteObject): DebugVariable {
    const { objectId } = remote;
    return {
      name,
      value: describeRemote(remote),
      variablesReference:
        objectId === undefined ? 0 : this.#table.add(() => this.#members(remote, objectId)),
    };
  }

  /** The own properties of an object, without what it is made of. */
  async properties(objectId: string): Promise<Property[]> {
    const { result } = await this.#read(objectId);
    return result;
  }

  async #members(remote: Runtime.RemoteObject, objectId: string): Promise<DebugVariable[]> {
    const length = lengthOf(remote);
    if (length > partLength) return this.#parts(objectId, 0, length);
    const { result, internalProperties = [], privateProperties = [] } = await this.#read(objectId);
    const own = [...result, ...(privateProperties as Property[])].map((found) =>
      this.#property(found),
    );
    const internal = internalProperties.map((found) => this.#internal(found));
    return limit([...own, ...(await Promise.all(internal)).flat()]);
  }

  #read(
    objectId: string,
  ): Promise<Runtime.GetPropertiesReturnType & { privateProperties?: readonly unknown[] }> {
    const params = { objectId, ownProperties: true, generatePreview: true };
    return this.#inspector.post("Runtime.getProperties", params);
  }

  #property({ name, value, get }: Property): DebugVariable {
    if (value !== undefined) return this.variable(name, value);
    const text = get === undefined || get.type === "undefined" ? "(setter)" : "(getter)";
    return { name, value: text, variablesReference: 0 };
  }

  /** The entries of a map or a set stand beside its members. */
  async #internal({ name, value }: Internal): Promise<DebugVariable[]> {
    if (value === undefined || hiddenInternals.has(name)) return [];
    if (name !== "[[Entries]]" || value.objectId === undefined) return [this.variable(name, value)];
    const entries = await this.#members(value, value.objectId);
    return entries.filter((entry) => entry.name !== "length");
  }

  #parts(objectId: string, start: number, end: number): DebugVariable[] {
    const size = partLength ** Math.max(1, Math.ceil(Math.log(end - start) / Math.log(100)) - 1);
    const parts: DebugVariable[] = [];
    for (let from = start; from < end; from += size) {
      const to = Math.min(end, from + size);
      const load = async () =>
        to - from > partLength
          ? this.#parts(objectId, from, to)
          : this.#elements(objectId, from, to);
      const variablesReference = this.#table.add(load);
      parts.push({ name: `[${from} … ${to - 1}]`, value: "", variablesReference });
    }
    return parts;
  }

  async #elements(objectId: string, from: number, to: number): Promise<DebugVariable[]> {
    const { result } = await this.#inspector.post<Runtime.CallFunctionOnReturnType>(
      "Runtime.callFunctionOn",
      {
        objectId,
        functionDeclaration: cutList,
        arguments: [{ value: from }, { value: to }],
        silent: true,
      },
    );
    if (result.objectId === undefined) return [];
    return (await this.properties(result.objectId)).map((found) => this.#property(found));
  }
}

function lengthOf({ subtype, description = "" }: Runtime.RemoteObject): number {
  if (subtype !== "array" && subtype !== "typedarray") return 0;
  return Number(/\((\d+)\)$/.exec(description)?.[1] ?? 0);
}

function limit(members: DebugVariable[]): DebugVariable[] {
  if (members.length <= mostMembers) return members;
  const value = `${members.length - mostMembers} more`;
  const rest = { name: "…", value, variablesReference: 0 };
  return [...members.slice(0, mostMembers), rest];
}
