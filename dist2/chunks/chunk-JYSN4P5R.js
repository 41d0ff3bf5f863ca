import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  STATE_LOOKS,
  escapeXml
} from "./chunk-MTG25PDI.js";

// src/render/html-style.ts
var BLOCK_STYLE = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:13px;line-height:1.45;max-width:100%;overflow-x:auto";
var MONO = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:12px";
var HAIRLINE = "1px solid rgba(128, 138, 150, 0.35)";
function stateMarkHtml(state) {
  const { mark, word, light } = STATE_LOOKS[state];
  const style = `display:inline-block;padding:0 8px;border-radius:9px;white-space:nowrap;font-size:12px;color:${light.ink};background-color:${light.tint}`;
  return `<span style="${style}">${mark} ${escapeXml(word)}</span>`;
}

export {
  BLOCK_STYLE,
  MONO,
  HAIRLINE,
  stateMarkHtml
};
//# sourceMappingURL=chunk-JYSN4P5R.js.map
