import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  BLOCK_STYLE,
  MONO
} from "./chunk-JYSN4P5R.js";
import {
  escapeXml
} from "./chunk-MTG25PDI.js";
import {
  cutText
} from "./chunk-AR23OWK2.js";

// src/render/render-impact.ts
var LONGEST_ID = 160;
var MOST_TASKS = 100;
function renderImpact(input) {
  const name = cutText(input.subject, LONGEST_ID);
  const heading = headingWords(input);
  const groups = groupsOf(input);
  const html = groups.map(
    ({ title, rows }) => `<div style="margin-top:4px">${title}</div><ul style="margin:0;padding-left:24px">${rows.map(
      ([what, why]) => `<li style="margin:2px 0"><span style="${MONO}">${escapeXml(what)}</span> ${escapeXml(why)}</li>`
    ).join("")}</ul>`
  );
  const text = groups.flatMap(({ title, rows }) => [
    title,
    ...rows.map(([what, why]) => `  ${what}  ${why}`.trimEnd())
  ]);
  return {
    html: `<div style="${BLOCK_STYLE}"><b>${escapeXml(name)}</b>: ${heading}${html.join("")}</div>`,
    text: [`${name}: ${heading}`, ...text].join("\n")
  };
}
function headingWords({ families, tasks }) {
  if (families.length === 0 && tasks.length === 0) return "no task reaches it";
  return `${count(families.length, "family", "families")} and at most ${count(tasks.length, "recorded task", "recorded tasks")} would be touched`;
}
function count(amount, one, many) {
  return `${amount} ${amount === 1 ? one : many}`;
}
function groupsOf({ families, tasks, unknown }) {
  const rest = tasks.length - MOST_TASKS;
  const rows = tasks.slice(0, MOST_TASKS).map((task) => [cutText(task.id, LONGEST_ID), taskWords(task)]);
  const groups = [
    {
      title: "families",
      rows: families.map(({ family, how }) => [family, familyWords(how)])
    },
    { title: "recorded tasks", rows: rest > 0 ? [...rows, [`\u2026 ${rest} more`, ""]] : rows },
    {
      title: "cannot be said",
      rows: unknown.map(({ family, message }) => [family, message])
    }
  ];
  return groups.filter((group) => group.rows.length > 0);
}
function familyWords(how) {
  return how === "code" ? "its code reaches it" : "what it requires may change";
}
function taskWords({ how, by }) {
  switch (how) {
    case "code":
    case "requires":
      return familyWords(how);
    case "file":
      return "it is its output";
    case "requirement":
      return by === void 0 ? "requires what it touches" : `requires ${cutText(by, LONGEST_ID)}`;
  }
}

export {
  renderImpact
};
//# sourceMappingURL=chunk-NWOIQDTO.js.map
