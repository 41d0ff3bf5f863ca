import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  writeResult
} from "./chunk-HHNEGSXP.js";
import {
  describeParams,
  renderDagHtml,
  renderDagSvg,
  renderDagText
} from "./chunk-IPR5J7CG.js";
import "./chunk-PBNUTUXX.js";
import {
  viewDag
} from "./chunk-AVBLG5ZY.js";
import {
  STATE_LOOKS
} from "./chunk-MTG25PDI.js";
import "./chunk-QABJVAE6.js";
import "./chunk-JQFWWZD6.js";
import {
  cutText
} from "./chunk-AR23OWK2.js";
import {
  findTask,
  openCode
} from "./chunk-QCHQPV66.js";
import "./chunk-WK6RNPL7.js";
import "./chunk-SSL2OL3F.js";
import "./chunk-ZRDOBMNB.js";
import "./chunk-B5UEXQYH.js";
import "./chunk-EHYYL4X4.js";
import "./chunk-7C5RFFRJ.js";
import "./chunk-E47LMD53.js";
import "./chunk-TUM7LBN4.js";
import "./chunk-Z3URZZHH.js";
import {
  CauceError
} from "./chunk-EERKI2QO.js";

// src/render/render-dag-dot.ts
var SHAPES = { task: "box", external: "note", wrapper: "doubleoctagon" };
function renderDagDot(view) {
  return [
    "digraph cauce {",
    "  rankdir=LR;",
    '  node [style="filled,rounded", fontname="Helvetica,Arial,sans-serif", fontsize=11];',
    ...view.nodes.map((node) => {
      const { word, mark, light } = STATE_LOOKS[node.state];
      const params = cutText(describeParams(node.params).join(" \xB7 "), 80);
      const label = [node.family, params, `${mark} ${word}`].filter((line) => line !== "");
      return `  ${quote(node.id)} [label=${quote(label.join("\n"))}, shape=${SHAPES[node.kind]}, color="${light.ink}", fillcolor="${light.tint}", fontcolor="${light.ink}"];`;
    }),
    ...view.edges.map(({ from, to }) => `  ${quote(from)} -> ${quote(to)};`),
    "}",
    ""
  ].join("\n");
}
function quote(text) {
  return `"${text.replace(/\0/g, "").replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\r?\n|\r/g, "\\n")}"`;
}

// src/render/render-dag-json.ts
function renderDagJson(view) {
  const nodes = view.nodes.map((node) => ({
    id: node.id,
    family: node.family,
    kind: node.kind,
    params: node.params,
    state: node.state,
    ...node.restored === void 0 ? {} : { restored: node.restored },
    reasons: node.reasons,
    outputs: node.outputs,
    ...node.progress === void 0 ? {} : { progress: node.progress },
    ...node.durationMs === void 0 ? {} : { durationMs: node.durationMs },
    ...node.failure === void 0 ? {} : { failure: node.failure }
  }));
  const edges = view.edges.map(({ from, to }) => ({ from, to }));
  return JSON.stringify({ root: view.root, nodes, edges }, replaceBigInt, 2);
}
function replaceBigInt(_key, value) {
  return typeof value === "bigint" ? value.toString() : value;
}

// src/render/render-dag-mermaid.ts
var SHAPES2 = { task: ["(", ")"], external: ["[(", ")]"], wrapper: ["[[", "]]"] };
function renderDagMermaid(view) {
  const names = new Map(view.nodes.map((node, index) => [node.id, `t${index}`]));
  const states = new Set(view.nodes.map((node) => node.state));
  return [
    "flowchart LR",
    ...view.nodes.map((node) => {
      const [open, close] = SHAPES2[node.kind];
      const { mark, word } = STATE_LOOKS[node.state];
      const params = cutText(describeParams(node.params).join(" \xB7 "), 80);
      const lines = [node.family, params, `${mark} ${word}`].filter((line) => line !== "");
      const label = lines.map(escapeLabel).join("<br>");
      return `  ${names.get(node.id)}${open}"${label}"${close}:::${node.state}`;
    }),
    ...view.edges.filter(({ from, to }) => names.has(from) && names.has(to)).map(({ from, to }) => `  ${names.get(from)} --> ${names.get(to)}`),
    ...[...states].map(classLine),
    ""
  ].join("\n");
}
function classLine(state) {
  const { ink, tint } = STATE_LOOKS[state].light;
  return `  classDef ${state} fill:${tint},stroke:${ink},color:${ink}`;
}
function escapeLabel(text) {
  return text.replace(/\s+/g, " ").replace(
    /[^\p{L}\p{N} .,:;·×•…✓✔●◌✕⊘⊖◇○+=/_()[\]{}-]/gu,
    (character) => `#${character.codePointAt(0)};`
  ).replace(
    /^(\d+)([.)])/,
    (_, number, sign) => `${number}#${sign.codePointAt(0)};`
  );
}

// src/cli/dag-command.ts
var formats = {
  text: renderDagText,
  svg: renderDagSvg,
  html: renderDagHtml,
  mermaid: renderDagMermaid,
  dot: renderDagDot,
  json: renderDagJson
};
async function dagCommand(file, family, words, options) {
  const render = formats[options.format];
  if (render === void 0)
    throw new CauceError(
      "bad-option",
      `\`--format ${options.format}\` is not known. Expected one of ${Object.keys(formats).join(", ")}.`
    );
  const { engine, project } = openCode(file);
  try {
    const text = `${render(viewDag(await engine.plan(await findTask(engine, family, words))))}
`;
    writeResult(text, options.output);
  } finally {
    await project.store.close();
  }
}
export {
  dagCommand
};
//# sourceMappingURL=dag-command-HXANYRWV.js.map
