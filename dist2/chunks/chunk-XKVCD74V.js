import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  BLOCK_STYLE,
  MONO
} from "./chunk-JYSN4P5R.js";
import {
  escapeXml
} from "./chunk-MTG25PDI.js";
import {
  describeReasons,
  listReasons
} from "./chunk-QABJVAE6.js";
import {
  cutText
} from "./chunk-AR23OWK2.js";

// src/render/render-why.ts
var LONGEST_ID = 160;
function renderWhy({ root, tasks }) {
  if (tasks.length === 0) {
    const name = cutText(root, LONGEST_ID);
    return {
      html: `<div style="${BLOCK_STYLE}"><b>${escapeXml(name)}</b> is fresh: nothing would run.</div>`,
      text: `${name} is fresh: nothing would run.`
    };
  }
  const items = tasks.map(
    (task) => `<li style="margin:2px 0"><span style="${MONO}">${escapeXml(cutText(task.id, LONGEST_ID))}</span><br>${escapeXml(whyWords(task))}</li>`
  );
  return {
    html: `<div style="${BLOCK_STYLE}"><b>${countWords(tasks)}</b><ol style="margin:4px 0 0 0;padding-left:24px">${items.join("")}</ol></div>`,
    text: [countWords(tasks), ...tasks.flatMap(taskLines)].join("\n")
  };
}
function countWords(tasks) {
  const restored = tasks.filter((task) => task.restorable).length;
  const run = tasks.length - restored;
  const parts = [`${run} ${run === 1 ? "task" : "tasks"} would run`];
  if (restored > 0) parts.push(`${restored} would come back from kept versions`);
  return parts.join(", ");
}
function whyWords(task) {
  return task.restorable ? "comes back from the kept versions" : describeReasons(task.reasons);
}
function taskLines(task) {
  const reasons = task.restorable ? [whyWords(task)] : listReasons(task.reasons);
  return [`  ${cutText(task.id, LONGEST_ID)}`, ...reasons.map((reason) => `    ${reason}`)];
}

export {
  renderWhy
};
//# sourceMappingURL=chunk-XKVCD74V.js.map
