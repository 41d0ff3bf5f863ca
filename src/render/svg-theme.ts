import { STATE_LOOKS, type StateColours } from "./state-look.ts";

/** Colours of what is no state. `line` is a middle grey that shows on white and on black. */
export const LIGHT = { card: "#ffffff", rim: "#c5ccd5", title: "#1c2430", muted: "#566170" };
const DARK = { card: "#1f2530", rim: "#434d5b", title: "#eef1f5", muted: "#a7b1be" };
export const LINE = "#7f8a98";

export const FONT =
  "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Noto Sans',sans-serif";

/** What tells a dark page from a light one: JupyterLab and Notebook, VS Code, pages of our own. */
const DARK_PAGES = [
  '[data-jp-theme-light="false"]',
  ".vscode-dark",
  ".vscode-high-contrast:not(.vscode-high-contrast-light)",
  '[data-theme="dark"]',
];

/** The same of a light one, whatever the reader's own preference. */
const LIGHT_PAGES = ['[data-jp-theme-light="true"]', ".vscode-light", '[data-theme="light"]'];

/** Rules that give an image the colour scheme of its page, which the picture in it then follows. */
export function schemeRules(image: string): string {
  return (
    `:is(${LIGHT_PAGES.join(",")}) ${image}{color-scheme:light}` +
    `:is(${DARK_PAGES.join(",")}) ${image}{color-scheme:dark}`
  );
}

/**
 * Rules for a picture that stands in a page: they override the picture's own light colours
 * where the page is dark. An `<img>` sees no page and goes without.
 */
export function themeRules(): string {
  const dark = `:is(${DARK_PAGES.join(",")}) .cauce-dag`;
  const rules = [
    `${dark} .c{fill:${DARK.card}}`,
    `${dark} .r{stroke:${DARK.rim}}`,
    `${dark} .t{fill:${DARK.title}}`,
    `${dark} .m{fill:${DARK.muted}}`,
    ...Object.entries(STATE_LOOKS).map(([state, look]) => stateRules(dark, state, look.dark)),
    ".cauce-dag .n:hover .b{stroke-width:2}",
    "@media (prefers-reduced-motion:no-preference){.cauce-dag .p{animation:cauce-pulse 1.6s ease-in-out infinite}}",
    "@keyframes cauce-pulse{50%{opacity:.35}}",
  ];
  return rules.join("");
}

function stateRules(page: string, state: string, { ink, tint }: StateColours): string {
  const node = `${page} .s-${state}`;
  return `${node} .i{fill:${ink}}${node} .k{stroke:${ink}}${node} .w{fill:${tint}}${node} .v{stroke:${tint}}`;
}
