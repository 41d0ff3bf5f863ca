import { CauceError } from "../core/errors.ts";

/** A MIME type → its data, as nbformat keeps it: texts in one piece or in lines. */
export type StoredBundle = Readonly<Record<string, unknown>>;

/** One output of a cell, in nbformat's spelling. */
export type StoredOutput =
  | { output_type: "stream"; name: string; text: string }
  | { output_type: "display_data"; data: StoredBundle; metadata: StoredBundle }
  | {
      output_type: "execute_result";
      data: StoredBundle;
      metadata: StoredBundle;
      execution_count: number | null;
    }
  | { output_type: "error"; ename: string; evalue: string; traceback: readonly string[] };

/** A cell in nbformat's spelling; `source` is one text here. */
export interface StoredCell {
  readonly cell_type: string;
  readonly id: string;
  readonly source: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly outputs?: readonly StoredOutput[];
  readonly execution_count?: number | null;
  readonly [extra: string]: unknown;
}

/** A notebook as nbformat 4.5 keeps it. */
export interface NotebookDocument {
  readonly nbformat: number;
  readonly nbformat_minor: number;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly cells: readonly StoredCell[];
  readonly [extra: string]: unknown;
}

/**
 * Reads the text of a notebook; `file` names it in errors. Cells without an id, as older
 * formats have them, get one.
 * @throws CauceError `notebook-not-json`, `notebook-not-valid`
 */
export function parseNotebook(text: string, file: string): NotebookDocument {
  const content = parseJson(text, file);
  if (!isRecord(content) || !Array.isArray(content.cells)) {
    const found = `\`${file}\` is no notebook: it holds JSON, but no list of \`cells\`.`;
    const message = `${found} Expected the format of Jupyter 4 or newer.`;
    throw new CauceError("notebook-not-valid", message);
  }
  const taken = new Set(content.cells.filter(isRecord).map(({ id }) => id));
  return {
    ...content,
    nbformat: 4,
    nbformat_minor: Math.max(5, Number(content.nbformat_minor) || 0),
    metadata: isRecord(content.metadata) ? content.metadata : {},
    cells: content.cells.filter(isRecord).map((cell, at) => readCell(cell, at, taken)),
  };
}

/** The text of a notebook as Jupyter writes it: keys sorted, long texts in lines. */
export function formatNotebook(notebook: NotebookDocument): string {
  const cells = notebook.cells.map((cell) => ({
    ...cell,
    source: splitLines(cell.source),
    ...(cell.outputs === undefined ? {} : { outputs: cell.outputs.map(formatOutput) }),
  }));
  return `${JSON.stringify(sortKeys({ ...notebook, cells }), null, 1)}\n`;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    const message = `\`${file}\` is no notebook: its text is not JSON (${found}). Open it in Jupyter and save it again.`;
    throw new CauceError("notebook-not-json", message, { cause });
  }
}

function readCell(
  cell: Readonly<Record<string, unknown>>,
  at: number,
  taken: Set<unknown>,
): StoredCell {
  const { source } = cell;
  return {
    ...cell,
    cell_type: String(cell.cell_type),
    id: typeof cell.id === "string" ? cell.id : freeId(`cell-${at + 1}`, taken),
    source: Array.isArray(source) ? source.join("") : String(source ?? ""),
    metadata: isRecord(cell.metadata) ? cell.metadata : {},
    // Outputs of an earlier run say nothing of this one.
    ...(cell.cell_type === "code" ? { outputs: [], execution_count: null } : {}),
  };
}

function freeId(wanted: string, taken: Set<unknown>): string {
  const id = taken.has(wanted) ? freeId(`${wanted}-2`, taken) : wanted;
  taken.add(id);
  return id;
}

function formatOutput(output: StoredOutput): Record<string, unknown> {
  if (output.output_type === "stream") return { ...output, text: splitLines(output.text) };
  if (output.output_type === "error") return { ...output };
  const data = Object.entries(output.data).map(([type, value]) => [type, splitText(type, value)]);
  return { ...output, data: Object.fromEntries(data) };
}

/** JSON stays as it is, also where it is a text. */
function splitText(mimeType: string, value: unknown): unknown {
  const isJson = mimeType === "application/json" || mimeType.endsWith("+json");
  return typeof value === "string" && !isJson ? splitLines(value) : value;
}

function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isRecord(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sortKeys(value[key])]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
