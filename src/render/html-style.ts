import { escapeXml } from "./escape-xml.ts";
import type { StateLook } from "./state-look.ts";

/**
 * Inline styles for tables and lists. Colours come from the page, or are a middle grey with
 * alpha, so that the same HTML reads on light and dark. JupyterLab's sanitiser drops `<style>`
 * and `var()` but keeps these.
 */
export const BLOCK_STYLE =
  "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:13px;line-height:1.45;max-width:100%;overflow-x:auto";
export const MONO =
  "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:12px";
export const HAIRLINE = "1px solid rgba(128, 138, 150, 0.35)";

/**
 * A state as a small coloured label with its mark and word. The tint is seen through, and the ink is
 * the page's own, so that it fits light and dark without a rule, which an untrusted page would drop.
 */
export function stateMarkHtml({ mark, word, dark }: StateLook): string {
  const style = `display:inline-block;padding:0 8px;border-radius:9px;white-space:nowrap;font-size:12px;background-color:${seeThrough(dark.ink)}`;
  return `<span style="${style}">${mark} ${escapeXml(word)}</span>`;
}

function seeThrough(colour: string): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return `rgba(${parts.join(", ")}, 0.3)`;
}
