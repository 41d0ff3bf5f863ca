import type { DagView, NodeState } from "../core/dag-view.ts";
import { drawDagEdge } from "./draw-dag-edge.ts";
import { drawDagNode } from "./draw-dag-node.ts";
import { escapeXml } from "./escape-xml.ts";
import {
  type DagPicture,
  type FoldOptions,
  foldFamilies,
  type PictureNode,
} from "./fold-families.ts";
import { type DagLayout, layoutDag } from "./layout-dag.ts";
import { DAG_LOOK, FONT, pictureRules, readerRules } from "./svg-theme.ts";

/** What the drawing stands in. */
interface SvgFrame {
  /** Leave the rules for its classes to the page that it stands in: `pictureRules` and `pageRules`. */
  readonly bare?: boolean;
  /** What else the `<svg>` element's `style` should say. */
  readonly style?: string;
}

export interface DagSvgOptions extends FoldOptions, SvgFrame {}

/**
 * The DAG as an SVG document, `viewBox` and size in pixels. Cards have fills of their own, so
 * that it reads on a light and on a dark page. The same view gives the same text.
 */
export function renderDagSvg(view: DagView, options: DagSvgOptions = {}): string {
  return drawDagSvg(view, options).framed(options);
}

/** One drawing of a DAG for several frames. */
interface DagDrawing {
  readonly width: number;
  readonly height: number;
  framed(frame: SvgFrame): string;
}

export function drawDagSvg(view: DagView, options: FoldOptions = {}): DagDrawing {
  const picture = foldFamilies(view, options);
  const layout = layoutDag(picture);
  const { width, height } = layout;
  const states = statesOf(picture);
  const label = escapeXml(`Task graph with ${picture.nodes.length} nodes`);
  const drawn = drawPicture(picture, layout);
  const framed = ({ bare = false, style }: SvgFrame) => {
    const rules = bare ? "" : `<style>${pictureRules(states)}${readerRules(states)}</style>`;
    const whole = `max-width:100%;height:auto;font-family:${FONT}${style === undefined ? "" : `;${style}`}`;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" class="cauce-dag ${DAG_LOOK}" viewBox="0 0 ${width} ${height}"`,
      ` width="${width}" height="${height}" role="img" aria-label="${label}" style="${whole}">`,
      `${rules}${drawn}</svg>`,
    ].join("");
  };
  return { width, height, framed };
}

function drawPicture(picture: DagPicture, layout: DagLayout): string {
  const running = new Set(picture.nodes.filter(isRunning).map(({ id }) => id));
  const order = new Map(picture.nodes.map(({ id }, index) => [id, index]));
  return [
    ...layout.edges.map((edge) =>
      drawDagEdge(edge, layout, {
        link: `${order.get(edge.from)} ${order.get(edge.to)}`,
        isAwaited: running.has(edge.from),
      }),
    ),
    ...picture.nodes.map((node) => {
      const card = layout.cards.get(node.id);
      return card === undefined ? "" : drawDagNode(node, card);
    }),
  ].join("");
}

/** The states that occur in a picture. */
export function statesOf({ nodes }: Pick<DagPicture, "nodes">): ReadonlySet<NodeState> {
  return new Set(nodes.map(({ state }) => state));
}

function isRunning({ state }: PictureNode): boolean {
  return state === "running";
}
