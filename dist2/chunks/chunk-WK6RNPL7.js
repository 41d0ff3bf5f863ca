import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  CodeBase,
  analyzeCell,
  importedTasks,
  splitMagics
} from "./chunk-EHYYL4X4.js";
import {
  CauceError
} from "./chunk-EERKI2QO.js";

// src/kernel/notebook-document.ts
function parseNotebook(text, file) {
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
    cells: content.cells.filter(isRecord).map((cell, at) => readCell(cell, at, taken))
  };
}
function formatNotebook(notebook) {
  const cells = notebook.cells.map((cell) => ({
    ...cell,
    source: splitLines(cell.source),
    ...cell.outputs === void 0 ? {} : { outputs: cell.outputs.map(formatOutput) }
  }));
  return `${JSON.stringify(sortKeys({ ...notebook, cells }), null, 1)}
`;
}
function parseJson(text, file) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    const message = `\`${file}\` is no notebook: its text is not JSON (${found}). Open it in Jupyter and save it again.`;
    throw new CauceError("notebook-not-json", message, { cause });
  }
}
function readCell(cell, at, taken) {
  const { source } = cell;
  return {
    ...cell,
    cell_type: String(cell.cell_type),
    id: typeof cell.id === "string" ? cell.id : freeId(`cell-${at + 1}`, taken),
    source: Array.isArray(source) ? source.join("") : String(source ?? ""),
    metadata: isRecord(cell.metadata) ? cell.metadata : {},
    // Outputs of an earlier run say nothing of this one.
    ...cell.cell_type === "code" ? { outputs: [], execution_count: null } : {}
  };
}
function freeId(wanted, taken) {
  const id = taken.has(wanted) ? freeId(`${wanted}-2`, taken) : wanted;
  taken.add(id);
  return id;
}
function formatOutput(output) {
  if (output.output_type === "stream") return { ...output, text: splitLines(output.text) };
  if (output.output_type === "error") return { ...output };
  const data = Object.entries(output.data).map(([type, value]) => [type, splitText(type, value)]);
  return { ...output, data: Object.fromEntries(data) };
}
function splitText(mimeType, value) {
  const isJson = mimeType === "application/json" || mimeType.endsWith("+json");
  return typeof value === "string" && !isJson ? splitLines(value) : value;
}
function splitLines(text) {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
function sortKeys(value) {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isRecord(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sortKeys(value[key])]));
}
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/cli/read-cells.ts
import { readFileSync } from "node:fs";
import path from "node:path";
function readCode(file) {
  const isNotebook = file.endsWith(".ipynb");
  const cells = isNotebook ? notebookCells(file) : [{ id: file, label: path.basename(file), source: readText(file) }];
  const analyses = cells.map(analyzeCell);
  for (const { label, problems } of analyses) {
    const problem = problems[0];
    if (problem === void 0) continue;
    throw new CauceError(
      "syntax-error",
      `\`${file}\`${isNotebook ? `, ${label}` : ""}, line ${problem.line}: ${problem.message}. Correct the line and try again.`,
      {
        location: { place: label, line: problem.line, column: problem.column }
      }
    );
  }
  return new CodeBase(analyses, importedTasks(path.dirname(path.resolve(file))));
}
function notebookCells(file) {
  const { cells } = parseNotebook(readText(file), file);
  const code = cells.filter(
    ({ cell_type, source }) => cell_type === "code" && source.trim() !== ""
  );
  return code.map(({ id, source }, at) => ({
    id,
    label: `cell ${at + 1}`,
    source: splitMagics(source).source
  }));
}
function readText(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new CauceError(
      "file-not-readable",
      `\`${file}\` ${describeFault(cause)}. Expected a notebook (.ipynb) or a module (.ts).`,
      { cause }
    );
  }
}
function describeFault({ code, message }) {
  if (code === "ENOENT" || code === "ENOTDIR") return "is not there";
  return code === "EISDIR" ? "is a folder" : `cannot be read (${message})`;
}

export {
  parseNotebook,
  formatNotebook,
  readCode,
  notebookCells,
  readText
};
//# sourceMappingURL=chunk-WK6RNPL7.js.map
