import type { NodeState } from "../core/dag-view.ts";

/** Ink and tint of a state; ink on tint and ink on the card keep a contrast of 4.5 : 1. */
interface StateColours {
  readonly ink: string;
  readonly tint: string;
}

/** How a state is shown: never by its colour alone, always with its mark and its word. */
export interface StateLook {
  readonly word: string;
  /** One character, for text. */
  readonly mark: string;
  readonly light: StateColours;
  readonly dark: StateColours;
}

export const STATE_LOOKS: Readonly<Record<NodeState, StateLook>> = {
  fresh: look("fresh", "✓", ["#116329", "#e4f5e9"], ["#6fd98a", "#12301d"]),
  succeeded: look("succeeded", "✔", ["#0b5f54", "#d8f2ec"], ["#5fd6c0", "#0f312c"]),
  running: look("running", "●", ["#0a4ea3", "#dfeeff"], ["#8cc2ff", "#12294a"]),
  stale: look("stale", "◌", ["#7a4a00", "#fff0cc"], ["#edbb52", "#362a10"]),
  waiting: look("waiting", "◔", ["#7a4a00", "#fff0cc"], ["#edbb52", "#362a10"]),
  failed: look("failed", "✕", ["#a11226", "#ffe4e4"], ["#ff9a94", "#401a1e"]),
  blocked: look("blocked", "⊘", ["#5a417f", "#efe9f9"], ["#c9b5ee", "#2c2341"]),
  cancelled: look("cancelled", "⊖", ["#525b66", "#eaedf0"], ["#b0bac5", "#2a3038"]),
  external: look("external", "◇", ["#2f5068", "#e5eef4"], ["#a6c6dc", "#1d2d39"]),
  missing: look("missing", "!", ["#a11226", "#ffe4e4"], ["#ff9a94", "#401a1e"]),
  defined: look("defined", "○", ["#525b66", "#eef0f3"], ["#b0bac5", "#282d34"]),
};

/** How a class is shown that cannot be used: nothing of it has run, so that it has not failed. */
export const REFUSED: StateLook = {
  ...STATE_LOOKS.failed,
  word: "refused",
  mark: "⊗",
};

/** The states in the order in which they need a person's attention. */
export const STATES_BY_URGENCY: readonly NodeState[] = [
  "failed",
  "missing",
  "running",
  "blocked",
  "cancelled",
  "stale",
  "waiting",
  "succeeded",
  "fresh",
  "external",
  "defined",
];

function look(
  word: string,
  mark: string,
  light: readonly [string, string],
  dark: readonly [string, string],
): StateLook {
  return {
    word,
    mark,
    light: { ink: light[0], tint: light[1] },
    dark: { ink: dark[0], tint: dark[1] },
  };
}
