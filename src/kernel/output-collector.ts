import type { StoredBundle, StoredOutput } from "./notebook-document.ts";
import type { ClientMessage } from "./wire/client-message.ts";

type DisplayOutput = Extract<StoredOutput, { output_type: "display_data" | "execute_result" }>;

/** Turns what a kernel publishes into the outputs of a notebook's cells, as Jupyter keeps them. */
export class OutputCollector {
  readonly #outputs = new Map<string, StoredOutput[]>();
  /** Requests by the cell that they ran: late messages name the request alone. */
  readonly #cells = new Map<string, string>();
  readonly #clearAtNext = new Set<string>();
  readonly #displays = new Map<string, DisplayOutput[]>();

  outputsOf(cellId: string): readonly StoredOutput[] {
    return this.#outputs.get(cellId) ?? [];
  }

  /** Takes what was published while a cell ran. */
  take(cellId: string, message: ClientMessage): void {
    if (message.parentId !== undefined) this.#cells.set(message.parentId, cellId);
    if (message.type === "update_display_data") this.#update(message);
    else if (message.type === "clear_output") this.#clear(cellId, message.content.wait === true);
    else this.#append(cellId, message);
  }

  /** Takes what a cell publishes after its end; false where no cell of ours is meant. */
  takeLate(message: ClientMessage): boolean {
    const cellId = this.#cells.get(message.parentId ?? "");
    if (cellId !== undefined) this.take(cellId, message);
    return cellId !== undefined;
  }

  #append(cellId: string, message: ClientMessage): void {
    const output = toOutput(message);
    if (output === undefined) return;
    if (this.#clearAtNext.delete(cellId)) this.#outputs.set(cellId, []);
    const outputs = this.#outputs.get(cellId) ?? [];
    this.#outputs.set(cellId, outputs);
    const last = outputs.at(-1);
    if (output.output_type === "stream" && last?.output_type === "stream") {
      if (last.name === output.name) {
        last.text += output.text;
        return;
      }
    }
    outputs.push(output);
    this.#remember(output, message);
  }

  #remember(output: StoredOutput, message: ClientMessage): void {
    const id = displayIdOf(message);
    if (id === undefined) return;
    if (output.output_type === "stream" || output.output_type === "error") return;
    this.#displays.set(id, [...(this.#displays.get(id) ?? []), output]);
  }

  /** Every output that was shown under the id changes, in whichever cell it stands. */
  #update(message: ClientMessage): void {
    const { data, metadata } = bundlesOf(message);
    for (const output of this.#displays.get(displayIdOf(message) ?? "") ?? []) {
      output.data = data;
      output.metadata = metadata;
    }
  }

  #clear(cellId: string, wait: boolean): void {
    if (wait) this.#clearAtNext.add(cellId);
    else this.#outputs.set(cellId, []);
  }
}

function toOutput(message: ClientMessage): StoredOutput | undefined {
  const { content } = message;
  switch (message.type) {
    case "stream":
      return { output_type: "stream", name: String(content.name), text: String(content.text) };
    case "display_data":
      return { output_type: "display_data", ...bundlesOf(message) };
    case "execute_result": {
      const count = typeof content.execution_count === "number" ? content.execution_count : null;
      return { output_type: "execute_result", ...bundlesOf(message), execution_count: count };
    }
    case "error":
      return { output_type: "error", ...readError(content) };
    default:
      return undefined;
  }
}

/** What a failed cell's reply and its error message both hold. */
export interface CellError {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

export function readError(content: ClientMessage["content"]): CellError {
  const { ename, evalue, traceback } = content;
  const lines = Array.isArray(traceback) ? traceback.map(String) : [];
  return { ename: String(ename ?? "Error"), evalue: String(evalue ?? ""), traceback: lines };
}

function bundlesOf({ content }: ClientMessage): { data: StoredBundle; metadata: StoredBundle } {
  return { data: { ...Object(content.data) }, metadata: { ...Object(content.metadata) } };
}

function displayIdOf({ content }: ClientMessage): string | undefined {
  const { display_id: id } = Object(content.transient) as { display_id?: unknown };
  return typeof id === "string" ? id : undefined;
}
