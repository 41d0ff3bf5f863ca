import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);

// src/render/escape-xml.ts
var ENTITIES = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;"
};
var FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
var LONE_SURROGATE = new RegExp("\\p{Surrogate}", "gu");
function escapeXml(text) {
  return text.replace(LONE_SURROGATE, "\uFFFD").replace(FORBIDDEN, "\uFFFD").replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

// src/render/state-look.ts
var STATE_LOOKS = {
  fresh: look("fresh", "\u2713", ["#116329", "#e4f5e9"], ["#6fd98a", "#12301d"]),
  succeeded: look("succeeded", "\u2714", ["#0b5f54", "#d8f2ec"], ["#5fd6c0", "#0f312c"]),
  running: look("running", "\u25CF", ["#0a4ea3", "#dfeeff"], ["#8cc2ff", "#12294a"]),
  stale: look("stale", "\u25CC", ["#7a4a00", "#fff0cc"], ["#edbb52", "#362a10"]),
  failed: look("failed", "\u2715", ["#a11226", "#ffe4e4"], ["#ff9a94", "#401a1e"]),
  blocked: look("blocked", "\u2298", ["#5a417f", "#efe9f9"], ["#c9b5ee", "#2c2341"]),
  cancelled: look("cancelled", "\u2296", ["#525b66", "#eaedf0"], ["#b0bac5", "#2a3038"]),
  external: look("external", "\u25C7", ["#2f5068", "#e5eef4"], ["#a6c6dc", "#1d2d39"]),
  defined: look("defined", "\u25CB", ["#525b66", "#eef0f3"], ["#b0bac5", "#282d34"])
};
var STATES_BY_URGENCY = [
  "failed",
  "running",
  "blocked",
  "cancelled",
  "stale",
  "succeeded",
  "fresh",
  "external",
  "defined"
];
function look(word, mark, light, dark) {
  return {
    word,
    mark,
    light: { ink: light[0], tint: light[1] },
    dark: { ink: dark[0], tint: dark[1] }
  };
}

export {
  escapeXml,
  STATE_LOOKS,
  STATES_BY_URGENCY
};
//# sourceMappingURL=chunk-MTG25PDI.js.map
