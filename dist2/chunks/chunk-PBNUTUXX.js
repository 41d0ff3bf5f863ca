import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  STATE_LOOKS
} from "./chunk-MTG25PDI.js";

// src/render/svg-data-url.ts
function svgDataUrl(svg) {
  return `data:image/svg+xml;base64,${Buffer.from(svg, "utf8").toString("base64")}`;
}

// src/render/svg-theme.ts
var LIGHT = { card: "#ffffff", rim: "#c5ccd5", title: "#1c2430", muted: "#566170" };
var DARK = { card: "#1f2530", rim: "#434d5b", title: "#eef1f5", muted: "#a7b1be" };
var LINE = "#7f8a98";
var FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Noto Sans',sans-serif";
var DARK_PAGES = [
  '[data-jp-theme-light="false"]',
  ".vscode-dark",
  ".vscode-high-contrast:not(.vscode-high-contrast-light)",
  '[data-theme="dark"]'
];
function themeRules() {
  const dark = `:is(${DARK_PAGES.join(",")}) .cauce-dag`;
  const rules = [
    `${dark} .c{fill:${DARK.card}}`,
    `${dark} .r{stroke:${DARK.rim}}`,
    `${dark} .t{fill:${DARK.title}}`,
    `${dark} .m{fill:${DARK.muted}}`,
    ...Object.entries(STATE_LOOKS).map(([state, look]) => stateRules(dark, state, look.dark)),
    ".cauce-dag .n:hover .b{stroke-width:2}",
    "@media (prefers-reduced-motion:no-preference){.cauce-dag .p{animation:cauce-pulse 1.6s ease-in-out infinite}}",
    "@keyframes cauce-pulse{50%{opacity:.35}}"
  ];
  return rules.join("");
}
function stateRules(page, state, { ink, tint }) {
  const node = `${page} .s-${state}`;
  return `${node} .i{fill:${ink}}${node} .k{stroke:${ink}}${node} .w{fill:${tint}}${node} .v{stroke:${tint}}`;
}

// src/render/group-by.ts
function groupBy(items, keyOf) {
  const groups = /* @__PURE__ */ new Map();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === void 0) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

// src/render/text-columns.ts
var WIDE = new RegExp("\\p{Emoji_Presentation}|[\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6]|[\\u{20000}-\\u{3fffd}]", "u");
var ZERO = new RegExp("^(?:\\u200b|\\u200c|\\u200d|\\ufe0f|\\p{Mn})+$", "u");
var NARROW = /^[\x20-\x7e\u00a0-\u02ff\u2010-\u2027\u2190-\u22ff\u2500-\u257f✓✔●◌✕◇○]*$/;
var segmenter = new Intl.Segmenter();
function countColumns(text) {
  if (NARROW.test(text)) return text.length;
  let columns = 0;
  for (const { segment: segment2 } of segmenter.segment(text)) columns += segmentColumns(segment2);
  return columns;
}
function cutColumns(text, limit) {
  if (text.length <= limit * 4 && countColumns(text) <= limit) return text;
  let columns = 1;
  let kept = "";
  for (const { segment: segment2 } of segmenter.segment(text.slice(0, limit * 8))) {
    columns += segmentColumns(segment2);
    if (columns > limit) break;
    kept += segment2;
  }
  return `${kept.trimEnd()}\u2026`;
}
function padColumns(text, width, align = "left") {
  const cut = cutColumns(text, width);
  const space = " ".repeat(Math.max(0, width - countColumns(cut)));
  return align === "right" ? space + cut : cut + space;
}
function wrapColumns(text, width) {
  const lines = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && countColumns(longer) > width) {
      lines.push(line);
      line = cutColumns(word, width);
    } else {
      line = cutColumns(longer, width);
    }
  }
  return [...lines, line];
}
function segmentColumns(segment2) {
  if (ZERO.test(segment2)) return 0;
  return WIDE.test(segment2) ? 2 : 1;
}

// src/render/text-width.ts
var WIDTH_CLASSES = [
  [/[ijlI.,:;'|!·]/, 0.3],
  [/[ \-ftr()[\]{}/\\"°]/, 0.4],
  [/[mwMW@%—]/, 0.9],
  [/[A-Z&+=<>~…→×]/, 0.7],
  [/[\u0020-\u2fff]/, 0.58]
];
var WIDE2 = 1.1;
var segmenter2 = new Intl.Segmenter();
function estimateTextWidth(text, fontSizePx, bold = false) {
  const em = segment(text).reduce((sum, character) => sum + characterWidth(character), 0);
  return em * fontSizePx * (bold ? 1.08 : 1);
}
function fitText(text, widthPx, fontSizePx, bold = false) {
  if (text.length < 400 && estimateTextWidth(text, fontSizePx, bold) <= widthPx) return text;
  const characters = segment(text.slice(0, 400));
  const scale = fontSizePx * (bold ? 1.08 : 1);
  let width = characterWidth("\u2026") * scale;
  const kept = [];
  for (const character of characters) {
    width += characterWidth(character) * scale;
    if (width > widthPx) break;
    kept.push(character);
  }
  return `${kept.join("").trimEnd()}\u2026`;
}
function segment(text) {
  if (/^[\x20-\x7e]*$/.test(text)) return text.split("");
  return Array.from(segmenter2.segment(text), (part) => part.segment);
}
function characterWidth(character) {
  if (character.length > 2) return WIDE2;
  return WIDTH_CLASSES.find(([pattern]) => pattern.test(character))?.[1] ?? WIDE2;
}

export {
  svgDataUrl,
  LIGHT,
  LINE,
  FONT,
  themeRules,
  estimateTextWidth,
  fitText,
  groupBy,
  countColumns,
  cutColumns,
  padColumns,
  wrapColumns
};
//# sourceMappingURL=chunk-PBNUTUXX.js.map
