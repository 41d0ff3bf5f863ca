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

/** A state as a small coloured label with its mark and word, opaque so that it reads anywhere. */
export function stateMarkHtml({ mark, word, light }: StateLook): string {
  const style = `display:inline-block;padding:0 8px;border-radius:9px;white-space:nowrap;font-size:12px;color:${light.ink};background-color:${light.tint}`;
  return `<span style="${style}">${mark} ${escapeXml(word)}</span>`;
}
