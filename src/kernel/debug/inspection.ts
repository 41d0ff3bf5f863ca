import type { Runtime } from "node:inspector";
import { DebugRefusal } from "./debug-refusal.ts";
import { typeOfRemote } from "./describe-remote.ts";
import { evaluateInFrame } from "./evaluate-in-frame.ts";
import { readFrameVariables } from "./frame-scopes.ts";
import type { MainInspector } from "./main-inspector.ts";
import { ObjectReader } from "./object-reader.ts";
import type { PausedFrame } from "./paused-frame.ts";
import { type DebugVariable, VariableTable } from "./variable-table.ts";

export interface ShownScope {
  readonly name: string;
  readonly variablesReference: number;
  readonly expensive: boolean;
}

interface Bundle {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Reads values of the main thread: of a frame that stands still, or those that cells share. */
export class Inspection {
  readonly #inspector: MainInspector;
  readonly #table = new VariableTable();
  readonly #reader: ObjectReader;

  constructor(inspector: MainInspector) {
    this.#inspector = inspector;
    this.#reader = new ObjectReader(inspector, this.#table);
  }

  /** What was shown is over: nothing that it referred to is kept alive any more. */
  async forget(): Promise<void> {
    this.#table.clear();
    if (!this.#inspector.isConnected) return;
    await this.#inspector.post("Runtime.releaseObjectGroup", { objectGroup: "debug" });
  }

  /** The values that cells share, as the session knows them now. */
  async globals(): Promise<DebugVariable[]> {
    const { objectId } = await this.#inspector.askFor("values()", { objectGroup: "debug" });
    if (objectId === undefined) return [];
    const found = await this.#reader.properties(objectId);
    return found.flatMap(({ name, value }) =>
      value === undefined ? [] : [{ ...this.#reader.variable(name, value), evaluateName: name }],
    );
  }

  async scopes(frame: PausedFrame): Promise<ShownScope[]> {
    const { locals, closure } = await readFrameVariables(frame, this.#reader);
    const scope = (name: string, load: () => Promise<readonly DebugVariable[]>): ShownScope => ({
      name,
      variablesReference: this.#table.add(load),
      expensive: false,
    });
    return [
      scope("Locals", async () => locals),
      ...(closure.length === 0 ? [] : [scope("Closure", async () => closure)]),
      scope("Globals", () => this.globals()),
    ];
  }

  variables(reference: number): Promise<readonly DebugVariable[]> {
    const load = this.#table.find(reference);
    if (load === undefined)
      throw new DebugRefusal(
        `\`variablesReference\` ${reference} is not known any more: the code has gone on since.`,
      );
    return load();
  }

  async evaluate(expression: string, frame: PausedFrame | undefined): Promise<object> {
    const remote = await evaluateInFrame(expression, frame, this.#inspector);
    const { value, ...rest } = this.#reader.variable("", remote);
    return { ...rest, result: value, type: typeOfRemote(remote) };
  }

  /** A value as a cell would show it; a value of a frame as text and as a tree. */
  async present(name: string, frame: PausedFrame | undefined): Promise<Bundle> {
    if (frame === undefined) {
      const call = `present(${JSON.stringify(name)})`;
      return { data: await this.#inspector.ask<Bundle["data"]>(call, true), metadata: {} };
    }
    const remote = await evaluateInFrame(name, frame, this.#inspector);
    const desk = await this.#inspector.askFor("self", { objectGroup: "debug" });
    const argument =
      remote.objectId === undefined ? argumentOf(remote) : { objectId: remote.objectId };
    const { result } = await this.#inspector.post<Runtime.CallFunctionOnReturnType>(
      "Runtime.callFunctionOn",
      {
        objectId: desk.objectId,
        functionDeclaration: "function (value) { return this.presentNow(value); }",
        arguments: [argument],
        returnByValue: true,
        silent: true,
      },
    );
    return { data: Object(result.value) as Bundle["data"], metadata: {} };
  }

  /** Gives cells a value of a frame, under a name of theirs. */
  async copyToGlobals(from: string, to: string, frame: PausedFrame): Promise<void> {
    const remote = await evaluateInFrame(from, frame, this.#inspector);
    await this.#inspector.ask(`admit(${JSON.stringify(to)})`);
    const { objectId } = await this.#inspector.askFor("shared", { objectGroup: "debug" });
    const argument =
      remote.objectId === undefined ? argumentOf(remote) : { objectId: remote.objectId };
    await this.#inspector.post("Runtime.callFunctionOn", {
      objectId,
      functionDeclaration: "function (name, value) { this[name] = value; }",
      arguments: [{ value: to }, argument],
      silent: true,
    });
  }
}

function argumentOf({ value, unserializableValue }: Runtime.RemoteObject): Runtime.CallArgument {
  return unserializableValue === undefined ? { value } : { unserializableValue };
}
