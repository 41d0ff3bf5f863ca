import type { DagView, NodeState } from "../core/dag-view.ts";
import { describeParams } from "./describe-params.ts";
import { cutText } from "./format-value.ts";
import { STATE_LOOKS } from "./state-look.ts";

const SHAPES = { task: ["(", ")"], external: ["[(", ")]"], wrapper: ["[[", "]]"] } as const;

/** The DAG as a Mermaid flowchart, which GitHub and JupyterLab draw by themselves. */
export function renderDagMermaid(view: DagView): string {
  const names = new Map(view.nodes.map((node, index) => [node.id, `t${index}`]));
  const states = new Set(view.nodes.map((node) => node.state));
  return [
    "flowchart LR",
    ...view.nodes.map((node) => {
      const [open, close] = SHAPES[node.kind];
      const { mark, word } = STATE_LOOKS[node.state];
      const params = cutText(describeParams(node.params).join(" · "), 80);
      const lines = [node.family, params, `${mark} ${word}`].filter((line) => line !== "");
      const label = lines.map(escapeLabel).join("<br>");
      return `  ${names.get(node.id)}${open}"${label}"${close}:::${node.state}`;
    }),
    ...view.edges
      .filter(({ from, to }) => names.has(from) && names.has(to))
      .map(({ from, to }) => `  ${names.get(from)} --> ${names.get(to)}`),
    ...[...states].map(classLine),
    "",
  ].join("\n");
}

function classLine(state: NodeState): string {
  const { ink, tint } = STATE_LOOKS[state].light;
  return `  classDef ${state} fill:${tint},stroke:${ink},color:${ink}`;
}

/** Mermaid reads `#name;` as an entity and takes labels as Markdown and HTML: only plain words pass. */
function escapeLabel(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(
      /[^\p{L}\p{N} .,:;·×•…✓✔●◌✕⊘⊖◇○+=/_()[\]{}-]/gu,
      (character) => `#${character.codePointAt(0)};`,
    )
    .replace(
      /^(\d+)([.)])/,
      (_, number: string, sign: string) => `${number}#${sign.codePointAt(0)};`,
    );
}
