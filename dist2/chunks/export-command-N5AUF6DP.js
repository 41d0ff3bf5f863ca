import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  writeResult
} from "./chunk-HHNEGSXP.js";
import {
  typedNamesOf
} from "./chunk-TUNHU6BE.js";
import {
  notebookCells,
  readCode
} from "./chunk-WK6RNPL7.js";
import {
  orderDeclarations,
  sliceTasks
} from "./chunk-ZRDOBMNB.js";
import {
  declaredNames,
  listTaskClasses,
  parseTypeScript
} from "./chunk-EHYYL4X4.js";
import "./chunk-E47LMD53.js";
import {
  CauceError
} from "./chunk-EERKI2QO.js";

// src/cell/export-module.ts
function exportModule(cells, code) {
  const tasks = new Set(listTaskClasses(code).flatMap((declaration) => declaration.names));
  const slice = sliceTasks(listTaskClasses(code), code);
  const order = new Map(
    orderDeclarations(slice.declarations).flatMap(
      (declaration, at) => declaration.names.map((name) => [name, at])
    )
  );
  const pieces = cells.flatMap((cell) => piecesOf(cell, order, tasks));
  const ordered = pieces.map((piece, at) => ({ piece, at })).sort((a, b) => a.piece.order - b.piece.order || a.at - b.at);
  const texts = ordered.map(({ piece }) => piece.text);
  const imports = importLines(texts.join("\n"), cells);
  return `${[imports.join("\n"), ...texts].join("\n\n")}
`;
}
function piecesOf(cell, order, tasks) {
  const { program, comments } = parseTypeScript(cell.source);
  const pieces = [];
  let from = 0;
  for (const statement of program.body) {
    const at = orderOf(statement, order);
    if (at !== void 0) {
      const lead = leadingComments(cell.source, comments, from, statement.start);
      const exported = declaredNames(statement).some((name) => tasks.has(name)) && !statement.type.startsWith("Export") ? "export " : "";
      pieces.push({
        text: `${lead}${exported}${cell.source.slice(statement.start, statement.end)}`,
        order: at
      });
    }
    from = statement.end;
  }
  return pieces;
}
function orderOf(statement, order) {
  if (statement.type === "ImportDeclaration") return void 0;
  const declared = statement.type === "ExportNamedDeclaration" && statement.declaration ? statement.declaration : statement;
  const places = typedNamesOf(declared).flatMap((name) => order.get(name) ?? []);
  if (places.length > 0) return Math.min(...places);
  const isAmbient = "declare" in declared && declared.declare;
  const isValue = declared.type === "TSEnumDeclaration" || declared.type === "TSModuleDeclaration";
  if (isValue && !isAmbient) return order.size;
  return isAmbient || declared.type.startsWith("TS") ? -1 : void 0;
}
function leadingComments(source, comments, from, start) {
  const above = comments.filter(
    (comment) => comment.start >= from && comment.end <= start && source.slice(source.lastIndexOf("\n", comment.start) + 1, comment.start).trim() === ""
  );
  const first = above[0];
  return first === void 0 ? "" : source.slice(first.start, start);
}
function importLines(text, cells) {
  const lines = /* @__PURE__ */ new Set();
  for (const { source } of cells) {
    const { program } = parseTypeScript(source);
    for (const statement of program.body) {
      const line = statement.type === "ImportDeclaration" ? importLine(statement, source, text) : "";
      if (line !== "") lines.add(line);
    }
  }
  return [...lines];
}
function importLine(statement, source, text) {
  const { specifiers } = statement;
  const used = specifiers.filter(({ local }) => mentions(text, local.name));
  if (used.length === specifiers.length) return source.slice(statement.start, statement.end);
  if (used.length === 0) return "";
  const write = ({ start, end }) => source.slice(start, end);
  const named = used.filter(({ type }) => type === "ImportSpecifier").map(write);
  const whole = used.filter(({ type }) => type !== "ImportSpecifier").map(write);
  const clause = [...whole, ...named.length === 0 ? [] : [`{ ${named.join(", ")} }`]].join(", ");
  const kind = statement.importKind === "type" ? "import type" : "import";
  return `${kind} ${clause} from ${source.slice(statement.source.start, statement.end)}`;
}
function mentions(text, name) {
  return new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`, "u").test(text);
}

// src/cli/export-command.ts
function exportCommand(file, options) {
  if (!file.endsWith(".ipynb"))
    throw new CauceError(
      "not-a-notebook",
      `\`${file}\` is no notebook. Expected a file that ends in .ipynb.`
    );
  const code = readCode(file);
  if (listTaskClasses(code).length === 0)
    throw new CauceError(
      "no-tasks",
      `\`${file}\` defines no task: no class in it extends Task, ExternalTask or WrapperTask.`
    );
  const text = exportModule(notebookCells(file), code);
  writeResult(text, options.output);
}
export {
  exportCommand
};
//# sourceMappingURL=export-command-N5AUF6DP.js.map
