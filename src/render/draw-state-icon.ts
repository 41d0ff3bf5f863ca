import type { NodeState } from "../core/dag-view.ts";

/** Class names: `k` takes the state's ink as stroke, `i` as fill, `w` its tint as fill. */
interface Inks {
  readonly ink: string;
  readonly tint: string;
}

/** A 12 × 12 pixel sign of a state, drawn rather than written so that no font can lack it. */
export function drawStateIcon(state: NodeState, x: number, y: number, inks: Inks): string {
  return `<g transform="translate(${x} ${y})" data-icon="${state}">${SIGNS[state](inks)}</g>`;
}

const SIGNS: Readonly<Record<NodeState, (inks: Inks) => string>> = {
  fresh: ({ ink }) => stroke("M2.2 6.4 4.9 9.1 9.9 3.2", ink),
  succeeded: ({ ink, tint }) =>
    `<circle class="i" cx="6" cy="6" r="5.4" fill="${ink}"/>` +
    `<path class="v" d="M3.5 6.3 5.3 8.1 8.6 4.2" fill="none" stroke="${tint}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>`,
  running: ({ ink }) => `<circle class="i p" cx="6" cy="6" r="4.2" fill="${ink}"/>`,
  stale: ({ ink }) => ring(ink, ' stroke-dasharray="2.1 1.67"'),
  waiting: ({ ink }) => ring(ink) + stroke("M6 3.5V6L7.7 7", ink, 1.4),
  failed: ({ ink }) => stroke("M2.8 2.8 9.2 9.2M9.2 2.8 2.8 9.2", ink),
  missing: ({ ink }) => stroke("M6 2V6.6M6 9.4V9.6", ink, 2.2),
  blocked: ({ ink }) => ring(ink) + stroke("M2.9 9.1 9.1 2.9", ink),
  cancelled: ({ ink }) => ring(ink) + stroke("M3.9 6H8.1", ink),
  external: ({ ink }) =>
    stroke(
      "M2 3v6c0 1 1.8 1.7 4 1.7s4-.7 4-1.7V3M2 3c0 1 1.8 1.7 4 1.7S10 4 10 3 8.2 1.3 6 1.3 2 2 2 3Z",
      ink,
      1.3,
    ),
  defined: ({ ink }) => ring(ink),
};

function stroke(path: string, ink: string, width = 1.8): string {
  return `<path class="k" d="${path}" fill="none" stroke="${ink}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

function ring(ink: string, extra = ""): string {
  return `<circle class="k" cx="6" cy="6" r="4.5" fill="none" stroke="${ink}" stroke-width="1.5"${extra}/>`;
}
