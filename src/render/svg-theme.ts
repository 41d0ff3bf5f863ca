import { createHash } from "node:crypto";
import type { NodeState } from "../core/dag-view.ts";
import { STATE_LOOKS } from "./state-look.ts";

/** Colours of what is no state. `line` is a middle grey that shows on white and on black. */
const LIGHT = { card: "#ffffff", rim: "#c5ccd5", title: "#1c2430", muted: "#566170" };
const DARK = { card: "#1f2530", rim: "#434d5b", title: "#eef1f5", muted: "#a7b1be" };
const LINE = "#7f8a98";

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
 * What the classes of a picture's parts look like, for the states that occur in it: `c` card, `r`
 * quiet rim, `k` rim in the state's ink, `d` dashed, `i` ink, `w` tint, `t` title, `m` muted line,
 * `a` aside at the right, `h` word of the state, `z` sign, `e` edge, `y` its arrow.
 */
export function pictureRules(states: ReadonlySet<NodeState>): string {
  return scoped([...partRules, ...coloursOf(LIGHT), ...inksOf(states, "light")]);
}

const partRules = [
  ".t{font-size:13px;font-weight:600}",
  ".m{font-size:11.5px}",
  ".a{font-size:11px;text-anchor:end}",
  ".h{font-size:11px;font-weight:600}",
  ".r{stroke-width:1.2}",
  ".k{stroke-width:1.5}",
  ".d{stroke-dasharray:5 3}",
  ".o,.z{fill:none}",
  ".z{stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}",
  `.e path{fill:none;stroke:${LINE};stroke-width:1.5}`,
  `.e .y{fill:${LINE};stroke:none}`,
  ".e.s-running path{stroke-dasharray:4 4}",
];

/** Dark colours for a picture that stands alone, in a file or an `<img>`: by its reader's preference. */
export function readerRules(states: ReadonlySet<NodeState>): string {
  return `@media(prefers-color-scheme:dark){${scoped(darkRules(states))}}`;
}

function scoped(rules: readonly string[]): string {
  return rules.map((rule) => rule.replace(/(^|,)(?=\.)/g, `$1.${DAG_LOOK} `)).join("");
}

function darkRules(states: ReadonlySet<NodeState>): string[] {
  return [...coloursOf(DARK), ...inksOf(states, "dark")];
}

/** Rules for a picture that stands in a page: dark colours where the page is dark, and what moves. */
export function pageRules(states: ReadonlySet<NodeState>): string {
  const dark = darkRules(states).join("");
  return [
    // Nested, because what tells a dark page is long; where that is unknown the cards stay light.
    `:is(${DARK_PAGES.join(",")}) .${DAG_LOOK}{${dark}}`,
    `.${DAG_LOOK} .n:hover .b{stroke-width:2}`,
    `@media (prefers-reduced-motion:no-preference){.${DAG_LOOK} .p{animation:cauce-pulse 1.6s ease-in-out infinite}}`,
    "@keyframes cauce-pulse{50%{opacity:.35}}",
  ].join("");
}

function coloursOf({ card, rim, title, muted }: typeof LIGHT): string[] {
  return [`.c{fill:${card}}`, `.r{stroke:${rim}}`, `.t{fill:${title}}`, `.m,.a{fill:${muted}}`];
}

function inksOf(states: ReadonlySet<NodeState>, theme: "light" | "dark"): string[] {
  return Array.from(states).flatMap((state) => {
    const { ink, tint } = STATE_LOOKS[state][theme];
    const of = (name: string) => `.s-${state} .${name}`;
    return [
      `${of("i")}{fill:${ink}}`,
      `${of("k")}{stroke:${ink}}`,
      `${of("w")}{fill:${tint}}`,
      `${of("v")}{stroke:${tint}}`,
    ];
  });
}

/**
 * The class that the rules are for: another with every change of the rules, because they hold for
 * the whole page, where a picture may stand that an older version has drawn.
 */
export const DAG_LOOK = lookOf(Object.keys(STATE_LOOKS) as NodeState[]);

function lookOf(states: readonly NodeState[]): string {
  const all = new Set(states);
  const rules = [...partRules, ...coloursOf(LIGHT), ...inksOf(all, "light"), ...darkRules(all)];
  return `dag-${createHash("sha256").update(rules.join("")).digest("hex").slice(0, 6)}`;
}
