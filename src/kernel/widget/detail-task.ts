import type { CodeBase } from "../../cell/code-base.ts";
import type { DagNode } from "../../core/dag-view.ts";
import type { GraphNode } from "../../pipeline/build-graph.ts";
import { describeNode } from "../../render/describe-node.ts";
import type { JsonObject } from "../wire/message.ts";
import { parameterForm } from "./parameter-form.ts";
import { previewOutput } from "./preview-output.ts";

const mostOutputs = 5;
const longestCode = 40_000;

/** All that a panel shows of one task, of bounded size. */
export async function detailTask(
  node: DagNode,
  { task, targets }: GraphNode,
  code: CodeBase,
  log: readonly string[],
): Promise<JsonObject> {
  const outputs = targets.slice(0, mostOutputs);
  return {
    id: node.id,
    kind: node.kind,
    words: describeNode(node),
    outputs: await Promise.all(outputs.map(({ name, target }) => previewOutput(name, target))),
    moreOutputs: targets.length - outputs.length,
    ...codeOf(node.family, code),
    log: log.join("\n"),
    form: parameterForm(task),
  };
}

function codeOf(family: string, code: CodeBase): JsonObject {
  const declaration = code.find(family);
  if (declaration === undefined || declaration.kind === "import")
    return { code: "", place: declaration === undefined ? "" : declaration.specifier };
  const { label, line } = declaration.place;
  return { code: declaration.code.slice(0, longestCode), place: `${label}, line ${line}` };
}
