import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  cutText,
  formatValue
} from "./chunk-AR23OWK2.js";
import {
  unreachable
} from "./chunk-SSL2OL3F.js";

// src/render/describe-reason.ts
var MOST_CHANGES = 3;
function describeReason(reason) {
  switch (reason.kind) {
    case "never-run":
      return "never run";
    case "forced":
      return "forced";
    case "code-changed":
      return describeCode(reason.changes);
    case "parameter-changed":
      return describeParameter(reason.parameter, reason.from, reason.to);
    case "requirement-changed":
      return describeRequirement(reason.change, reason.requirement);
    case "output-missing":
      return `output missing: ${reason.path}`;
    case "output-changed":
      return `output changed: ${reason.path} is not what the task wrote`;
    default:
      return unreachable(reason);
  }
}
function describeReasons(reasons) {
  return listReasons(reasons).join("; ");
}
function listReasons(reasons) {
  const counts = /* @__PURE__ */ new Map();
  for (const reason of reasons) {
    const line = describeReason(reason);
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return Array.from(counts, ([line, count]) => count > 1 ? `${line} (\xD7${count})` : line);
}
function describeCode(changes) {
  if (changes.length === 0) return "code changed";
  const named = changes.slice(0, MOST_CHANGES).map(describeChange);
  const more = changes.length - named.length;
  return `code changed: ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
function describeChange({ name, place, change }) {
  const where = place === void 0 || place === name ? "" : ` (${place})`;
  return `\`${name}\`${where}${change === "edited" ? "" : ` ${change}`}`;
}
function describeParameter(parameter, from, to) {
  return `parameter changed: ${parameter} ${formatValue(from)} \u2192 ${formatValue(to)}`;
}
function describeRequirement(change, requirement) {
  const family = requirement.split("(", 1)[0] ?? requirement;
  switch (change) {
    case "content":
      return `requirement changed: \`${cutText(family, 80)}\` wrote other content`;
    case "added":
    case "removed":
      return `requirement changed: \`${cutText(requirement, 80)}\` ${change}`;
    case "moved":
      return `requirement changed: \`${cutText(requirement, 80)}\` stands in another place of what \`requires()\` returns`;
    case "will-run":
      return `requirement \`${requirement === family ? family : `${family}(\u2026)`}\` runs first`;
    default:
      return unreachable(change);
  }
}

export {
  describeReason,
  describeReasons,
  listReasons
};
//# sourceMappingURL=chunk-QABJVAE6.js.map
