import type { NodeState } from "../core/dag-view.ts";

/** A 12 × 12 pixel sign of a state, drawn rather than written so that no font can lack it. */
export function drawStateIcon(state: NodeState, x: number, y: number): string {
  return `<g transform="translate(${x} ${y})" data-icon="${state}">${SIGNS[state]}</g>`;
}

const RING = '<circle class="k o" cx="6" cy="6" r="4.5"/>';

const SIGNS: Readonly<Record<NodeState, string>> = {
  fresh: stroke("M2.2 6.4 4.9 9.1 9.9 3.2"),
  succeeded:
    '<circle class="i" cx="6" cy="6" r="5.4"/><path class="v z" d="M3.5 6.3 5.3 8.1 8.6 4.2"/>',
  running: '<circle class="i p" cx="6" cy="6" r="4.2"/>',
  stale: '<circle class="k o" cx="6" cy="6" r="4.5" stroke-dasharray="2.1 1.67"/>',
  waiting: RING + stroke("M6 3.5V6L7.7 7"),
  failed: stroke("M2.8 2.8 9.2 9.2M9.2 2.8 2.8 9.2"),
  missing: stroke("M6 2V6.6M6 9.4V9.6"),
  blocked: RING + stroke("M2.9 9.1 9.1 2.9"),
  cancelled: RING + stroke("M3.9 6H8.1"),
  external: stroke(
    "M2 3v6c0 1 1.8 1.7 4 1.7s4-.7 4-1.7V3M2 3c0 1 1.8 1.7 4 1.7S10 4 10 3 8.2 1.3 6 1.3 2 2 2 3Z",
  ),
  defined: RING,
};

function stroke(path: string): string {
  return `<path class="k z" d="${path}"/>`;
}
