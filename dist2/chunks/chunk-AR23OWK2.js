import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);

// src/render/format-value.ts
var DEEPEST = 4;
function formatValue(value, limit = 60) {
  return cutText(formatAt(value, 0), limit);
}
function formatAt(value, depth) {
  if (value === void 0) return "not set";
  if (typeof value === "string") return oneLine(value);
  if (value instanceof Date) return formatDate(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (depth >= DEEPEST) return "\u2026";
  if (Array.isArray(value)) return `[${value.map((item) => formatAt(item, depth + 1)).join(", ")}]`;
  const entries = Object.entries(value);
  return `{${entries.map(([key, item]) => `${oneLine(key)}: ${formatAt(item, depth + 1)}`).join(", ")}}`;
}
function formatDate(date) {
  return Number.isNaN(date.getTime()) ? "invalid date" : date.toISOString();
}
function oneLine(text) {
  return text.replace(/\s+/g, " ");
}
function cutText(text, limit) {
  if (text.length <= limit) return text;
  const characters = Array.from(text.slice(0, limit * 2));
  return characters.length <= limit && text.length <= limit * 2 ? text : `${characters.slice(0, Math.max(0, limit - 1)).join("")}\u2026`;
}

export {
  formatValue,
  cutText
};
//# sourceMappingURL=chunk-AR23OWK2.js.map
