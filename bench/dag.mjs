import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { describeGoals } from "./rig/goals.mjs";
import { benchFolder, findPeers, peerTitle } from "./rig/peers.mjs";
import { describeProfileHere } from "./rig/profile.mjs";
import { measureTable, median } from "./rig/table.mjs";

const counts = [10, 100, 1_000, 10_000];
const rounds = 5;
/** What dot has not drawn by then is not worth the wait. */
const dotTimeoutMs = 30_000;
const families = 12;

/** @typedef {import("../src/core/dag-view.ts").DagView} DagView */

/** To draw a DAG, and to draw it again when one task's state has changed. */
export async function dag() {
  const folder = mkdtempSync(path.join(tmpdir(), "cauce-bench-"));
  try {
    const { renderDagHtml, renderDagDot } = await loadRenderers(folder);
    renderDagHtml(makeView(7, 0));
    const { dot } = findPeers();
    const lines = [];
    /** @type {Map<number, { drawn: number, redrawn: number }>} */
    const ours = new Map();
    for (const count of counts) {
      const [drawn, redrawn, theirs] = [[], [], []].map(() => /** @type {number[]} */ ([]));
      let isPatient = dot !== undefined;
      for (let round = 0; round < rounds; round++) {
        const view = makeView(count, round);
        drawn?.push(time(() => renderDagHtml(view)));
        redrawn?.push(time(() => renderDagHtml(withOneChange(view))));
        if (!isPatient || dot === undefined) continue;
        const text = renderDagDot(view);
        theirs?.push(time(() => (isPatient = drawWithDot(dot.command, text))));
      }
      const [first, second] = [median(drawn ?? []) ?? 0, median(redrawn ?? []) ?? 0];
      ours.set(count, { drawn: first, redrawn: second });
      const viaDot = isPatient ? median(theirs ?? []) : dot && `over ${dotTimeoutMs / 1000} s`;
      lines.push({ name: `${count.toLocaleString("en")} tasks`, values: [first, viaDot] });
      lines.push({ name: `${count.toLocaleString("en")} tasks, again`, values: [second, viaDot] });
    }
    const profiled = makeView(10_000, rounds);
    const profile = await describeProfileHere(() => renderDagHtml(profiled));
    return [
      `Tasks of ${families} families in layers, each of which requires two of the layer before, as the HTML of a notebook (a picture twice, and words); \`dot\` as a process that writes SVG of every task. Ours folds a family of more than 8 tasks to one node, as in a notebook. "Again": one task's state has changed. Median of ${rounds} interleaved runs, each of another graph, milliseconds; in brackets, how many times ours.`,
      measureTable("milliseconds", ["Cauce", peerTitle("dot")], lines),
      describeGoals([
        { goal: "100 tasks in under 50 ms", found: ours.get(100)?.drawn, unit: " ms", most: 50 },
        {
          goal: "10,000 tasks in under 1 s",
          found: ours.get(10_000)?.drawn,
          unit: " ms",
          most: 1_000,
        },
        {
          goal: "10 tasks drawn again without a new layout: at most half of the first time",
          found: (ours.get(10)?.redrawn ?? 0) / (ours.get(10)?.drawn ?? 1),
          most: 0.5,
        },
      ]),
      `10,000 tasks, the first time. ${profile}`,
    ].join("\n\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder */
async function loadRenderers(folder) {
  const outfile = path.join(folder, "cauce-render.mjs");
  const source = path.join(path.dirname(benchFolder), "src", "render");
  const contents = `export { renderDagHtml } from "./render-dag-html.ts";
export { renderDagDot } from "./render-dag-dot.ts";`;
  await build({
    stdin: { contents, resolveDir: source, loader: "ts" },
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "warning",
  });
  const { renderDagHtml, renderDagDot } = await import(pathToFileURL(outfile).href);
  return /** @type {{ renderDagHtml: (view: DagView) => string, renderDagDot: (view: DagView) => string }} */ ({
    renderDagHtml,
    renderDagDot,
  });
}

/** @param {number} count @param {number} variant so that no layout is known from before @returns {DagView} */
function makeView(count, variant) {
  const ids = Array.from({ length: count }, (_, at) => `task-${variant}-${at}`);
  const perLayer = Math.ceil(count / families);
  const nodes = ids.map((id, at) => ({
    id,
    family: `Family${Math.floor(at / perLayer)}`,
    kind: /** @type {const} */ ("task"),
    params: { at, variant },
    state: /** @type {const} */ ("fresh"),
    reasons: [],
    outputs: [`outputs/${id}.csv`],
  }));
  const edges = ids.flatMap((to, at) => {
    const layer = Math.floor(at / perLayer);
    if (layer === 0) return [];
    const before = (layer - 1) * perLayer;
    const required = new Set([at % perLayer, (at * 7 + 3) % perLayer]);
    return [...required].map((offset) => ({ from: ids[before + offset] ?? "", to }));
  });
  return { root: ids.at(-1) ?? "", nodes, edges };
}

/** @param {DagView} view @returns {DagView} */
function withOneChange(view) {
  const nodes = view.nodes.map((node, at) =>
    at === 3 ? { ...node, state: /** @type {const} */ ("stale") } : node,
  );
  return { ...view, nodes };
}

/** @param {() => unknown} work */
function time(work) {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

/** False when it took too long. @param {string} command @param {string} text */
function drawWithDot(command, text) {
  const { status, error } = spawnSync(command, ["-Tsvg"], {
    input: text,
    timeout: dotTimeoutMs,
    maxBuffer: 2 ** 30,
    encoding: "utf8",
  });
  if (status !== 0 && error === undefined) throw new Error(`dot ended with ${status}`);
  return status === 0;
}
