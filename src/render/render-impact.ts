import { escapeXml } from "./escape-xml.ts";
import { cutText } from "./format-value.ts";
import { BLOCK_STYLE, MONO } from "./html-style.ts";
import type { Rendered } from "./render-report.ts";

/** What a change would touch. */
export interface ImpactInput {
  readonly subject: string;
  readonly families: readonly { readonly family: string; readonly how: "code" | "requires" }[];
  readonly tasks: readonly {
    readonly id: string;
    readonly how: "code" | "requires" | "file" | "requirement";
    readonly by?: string;
  }[];
  readonly unknown: readonly { readonly family: string; readonly message: string }[];
}

const LONGEST_ID = 160;
const MOST_TASKS = 100;

/** The answer of `impact`: the families that a change reaches, then the recorded tasks. */
export function renderImpact(input: ImpactInput): Rendered {
  const name = cutText(input.subject, LONGEST_ID);
  const heading = headingWords(input);
  const groups = groupsOf(input);
  const html = groups.map(
    ({ title, rows }) =>
      `<div style="margin-top:4px">${title}</div><ul style="margin:0;padding-left:24px">${rows
        .map(
          ([what, why]) =>
            `<li style="margin:2px 0"><span style="${MONO}">${escapeXml(what)}</span> ${escapeXml(why)}</li>`,
        )
        .join("")}</ul>`,
  );
  const text = groups.flatMap(({ title, rows }) => [
    title,
    ...rows.map(([what, why]) => `  ${what}  ${why}`.trimEnd()),
  ]);
  return {
    html: `<div style="${BLOCK_STYLE}"><b>${escapeXml(name)}</b>: ${heading}${html.join("")}</div>`,
    text: [`${name}: ${heading}`, ...text].join("\n"),
  };
}

function headingWords({ families, tasks }: ImpactInput): string {
  if (families.length === 0 && tasks.length === 0) return "no task reaches it";
  const parts = [
    ...(families.length > 0 ? [count(families.length, "family", "families")] : []),
    ...(tasks.length > 0
      ? [`at most ${count(tasks.length, "recorded task", "recorded tasks")}`]
      : []),
  ];
  return `${parts.join(" and ")} would be touched`;
}

function count(amount: number, one: string, many: string): string {
  return `${amount} ${amount === 1 ? one : many}`;
}

interface Group {
  readonly title: string;
  readonly rows: readonly (readonly [what: string, why: string])[];
}

function groupsOf({ families, tasks, unknown }: ImpactInput): Group[] {
  const rest = tasks.length - MOST_TASKS;
  const rows = tasks
    .slice(0, MOST_TASKS)
    .map((task) => [cutText(task.id, LONGEST_ID), taskWords(task)] as const);
  const groups: Group[] = [
    {
      title: "families",
      rows: families.map(({ family, how }) => [family, familyWords(how)] as const),
    },
    { title: "recorded tasks", rows: rest > 0 ? [...rows, [`… ${rest} more`, ""]] : rows },
    {
      title: "cannot be said",
      rows: unknown.map(({ family, message }) => [family, message] as const),
    },
  ];
  return groups.filter((group) => group.rows.length > 0);
}

function familyWords(how: "code" | "requires"): string {
  return how === "code" ? "its code reaches it" : "what it requires may change";
}

function taskWords({ how, by }: ImpactInput["tasks"][number]): string {
  switch (how) {
    case "code":
    case "requires":
      return familyWords(how);
    case "file":
      return "it is its output";
    case "requirement":
      return by === undefined ? "requires what it touches" : `requires ${cutText(by, LONGEST_ID)}`;
  }
}
