import type { DagView } from "../core/dag-view.ts";
import { describeParams } from "./describe-params.ts";
import { cutText } from "./format-value.ts";
import { STATE_LOOKS } from "./state-look.ts";

const SHAPES = { task: "box", external: "note", wrapper: "doubleoctagon" };

/** The DAG in Graphviz's language; an edge leads from what is required to what requires it. */
export function renderDagDot(view: DagView): string {
  return [
    "digraph cauce {",
    "  rankdir=LR;",
    '  node [style="filled,rounded", fontname="Helvetica,Arial,sans-serif", fontsize=11];',
    ...view.nodes.map((node) => {
      const { word, mark, light } = STATE_LOOKS[node.state];
      const params = cutText(describeParams(node.params).join(" · "), 80);
      const label = [node.family, params, `${mark} ${word}`].filter((line) => line !== "");
      return (
        `  ${quote(node.id)} [label=${quote(label.join("\n"))}, shape=${SHAPES[node.kind]}, ` +
        `color="${light.ink}", fillcolor="${light.tint}", fontcolor="${light.ink}"];`
      );
    }),
    ...view.edges.map(({ from, to }) => `  ${quote(from)} -> ${quote(to)};`),
    "}",
    "",
  ].join("\n");
}

/** In a quoted string only the quote is special to the reader, and the backslash to labels. */
function quote(text: string): string {
  return `"${text
    .replace(/\0/g, "")
    .replace(/\\/g, "\\\\")
    .replace(/"/g, '\\"')
    .replace(/\r?\n|\r/g, "\\n")}"`;
}
