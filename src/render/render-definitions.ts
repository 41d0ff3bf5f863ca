import type { DagNode, NodeState } from "../core/dag-view.ts";
import type { Reason } from "../core/reason.ts";
import { describeReasons } from "./describe-reason.ts";
import { escapeXml } from "./escape-xml.ts";
import { cutText, formatValue } from "./format-value.ts";
import { BLOCK_STYLE, HAIRLINE, MONO, stateMarkHtml } from "./html-style.ts";
import type { Rendered } from "./render-report.ts";
import { REFUSED, STATE_LOOKS, type StateLook } from "./state-look.ts";

export interface ParameterDefinition {
  readonly name: string;
  /** As a person reads it: "number", "\"knn\" | \"random-forest\"". */
  readonly type: string;
  /** Absent when the parameter must be given. */
  readonly default?: unknown;
  readonly description?: string;
  readonly significant: boolean;
  readonly visibility: "public" | "private";
}

/** A task class as a cell defined it. */
export interface TaskDefinition {
  readonly family: string;
  readonly kind: DagNode["kind"];
  readonly parameters: readonly ParameterDefinition[];
  /** Patterns of its output paths, "outputs/TrainModel/…/model.json". */
  readonly outputs: readonly string[];
  /** It says of no output: what it makes is nowhere. */
  readonly leavesNothing?: boolean;
  readonly state?: NodeState;
  readonly reasons?: readonly Reason[];
  /** Why the class cannot be used, for a person. */
  readonly error?: string;
}

const LONGEST_VALUE = 72;

/** Luigi warns of such a task in each run: there it is never done. */
const nothing =
  "nothing: without `output()` a run leaves its log, and counts as done until something changes";
const nothingHtml = nothing.replace("`output()`", `<span style="${MONO}">output()</span>`);

/** What a cell defined, one compact card a task, as HTML and as text. */
export function renderDefinitions(definitions: readonly TaskDefinition[]): Rendered {
  return {
    html: `<div style="${BLOCK_STYLE}">${definitions.map(definitionHtml).join("")}</div>`,
    text: definitions.map(definitionText).join("\n"),
  };
}

function definitionHtml(definition: TaskDefinition): string {
  const { family, kind, parameters } = definition;
  const border = kind === "wrapper" ? HAIRLINE.replace("1px solid", "3px double") : HAIRLINE;
  const muted = "opacity:0.78";
  const why = whyWords(definition);
  const outputs = definition.outputs.map(
    (path) => `<span style="${MONO}">${escapeXml(path)}</span>`,
  );
  const lines = [
    `<b style="font-size:14px">${escapeXml(family)}</b> <span style="${muted}">${kind}</span> &nbsp; ${stateMarkHtml(lookOf(definition))}` +
      (why === "" ? "" : ` &nbsp; <span style="${muted}">${escapeXml(why)}</span>`),
    parameters.map(parameterHtml).join(' <span style="opacity:0.5">·</span> '),
    outputs.length === 0 ? "" : `<span style="${muted}">→</span> ${outputs.join(", ")}`,
    definition.leavesNothing ? `<span style="${muted}">→ ${nothingHtml}</span>` : "",
  ];
  return (
    `<div style="border:${border};border-radius:8px;padding:6px 12px;margin:0 0 6px 0;overflow-wrap:break-word">` +
    lines
      .filter((line) => line !== "")
      .map((line) => `<div>${line}</div>`)
      .join("") +
    "</div>"
  );
}

function lookOf({ state = "defined", error }: TaskDefinition): StateLook {
  return error === undefined ? STATE_LOOKS[state] : REFUSED;
}

function whyWords({ error, reasons }: TaskDefinition): string {
  return error ?? describeReasons(reasons ?? []);
}

function parameterHtml(parameter: ParameterDefinition): string {
  const hint = [parameter.type, parameter.description ?? "", ...traits(parameter)];
  const title = escapeXml(hint.filter((part) => part !== "").join("\n"));
  return `<span title="${title}" style="${MONO}">${escapeXml(parameterText(parameter))}</span>`;
}

/** "seed: int = 42" */
function parameterText(parameter: ParameterDefinition): string {
  const value =
    parameter.visibility === "private" ? "•••" : formatValue(parameter.default, LONGEST_VALUE);
  const given = parameter.default === undefined ? "" : ` = ${value}`;
  return `${parameter.name}: ${cutText(parameter.type, LONGEST_VALUE)}${given}`;
}

function traits({ significant, visibility }: ParameterDefinition): string[] {
  return [
    significant ? "" : "not part of the task's identity",
    visibility === "private" ? "private" : "",
  ];
}

function definitionText(definition: TaskDefinition): string {
  const { family, kind, parameters, outputs } = definition;
  const { mark, word } = lookOf(definition);
  const why = whyWords(definition);
  const words = new Set<string>([kind, word]);
  const head = `${mark} ${family} (${[...words].join(", ")})`;
  return [
    why === "" ? head : `${head}: ${why}`,
    ...parameters.map((parameter) => {
      const notes = [parameter.description ?? "", ...traits(parameter)].filter(
        (note) => note !== "",
      );
      return `    ${parameterText(parameter)}${notes.length === 0 ? "" : `  (${notes.join("; ")})`}`;
    }),
    ...outputs.map((path) => `  → ${path}`),
    ...(definition.leavesNothing ? [`  → ${nothing}`] : []),
  ].join("\n");
}
