import { expect, test } from "vitest";
import { markWaiting } from "../../../src/plan/mark-waiting.ts";
import { renderDagSvg } from "../../../src/render/render-dag-svg.ts";
import { STATE_LOOKS, STATES_BY_URGENCY } from "../../../src/render/state-look.ts";
import { DAG_LOOK, pageRules } from "../../../src/render/svg-theme.ts";
import { checkWellFormed } from "./check-well-formed.ts";
import { NASTY, node, pipelineView } from "./sample-views.ts";

function single(more: Parameters<typeof node>[1]): string {
  return renderDagSvg({ root: "T", nodes: [node("T", more)], edges: [] });
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

test.each(STATES_BY_URGENCY)("a %s task shows its word and its sign", (state) => {
  const svg = single({ state });
  expect(svg).toContain(`>${STATE_LOOKS[state].word}</text>`);
  expect(svg).toContain(`data-icon="${state}"`);
  expect(checkWellFormed(svg)).toEqual([]);
});

test("no two states share a sign, in the picture or in text", () => {
  const signs = STATES_BY_URGENCY.map((state) =>
    /data-icon="\w+">(.*?)<\/g>/.exec(single({ state }))?.[1]?.replace(/#\w{6}/g, ""),
  );
  expect(new Set(signs).size).toBe(STATES_BY_URGENCY.length);
  expect(new Set(STATES_BY_URGENCY.map((state) => STATE_LOOKS[state].mark)).size).toBe(
    STATES_BY_URGENCY.length,
  );
});

test.each(STATES_BY_URGENCY)(
  "the word %s has a contrast of 4.5 : 1 in light and in dark",
  (state) => {
    const { light, dark } = STATE_LOOKS[state];
    expect(contrast(light.ink, light.tint)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(dark.ink, dark.tint)).toBeGreaterThanOrEqual(4.5);
  },
);

test("a card says family, parameters and time", () => {
  const svg = single({
    family: "TrainModel",
    params: { model: { kind: "knn", k: 7 } },
    durationMs: 41,
  });
  for (const words of ["TrainModel", "model: knn · k 7", "41 ms"])
    expect(svg).toContain(`>${words}</text>`);
});

test("who points at a card reads all parameters and why it would run", () => {
  const svg = single({
    state: "stale",
    params: { path: "p".repeat(200) },
    reasons: [{ kind: "output-missing", path: "o.csv" }],
  });
  const title = /<title>([\s\S]*?)<\/title>/.exec(svg)?.[1] ?? "";
  expect(title).toContain("p".repeat(200));
  expect(title).toContain("output missing: o.csv");
});

test("task, external data and wrapper have shapes of their own", () => {
  const outlines = (["task", "external", "wrapper"] as const).map((kind) => {
    const [, shape = ""] = single({ kind }).split("</title>");
    return shape.split("<text")[0]?.replace(/[\d.]+/g, "");
  });
  expect(new Set(outlines).size).toBe(3);
});

test("progress is a bar as long as the share that is done", () => {
  const svg = single({ state: "running", progress: { done: 1, total: 4 } });
  const [track = 0, bar = 0] = [...svg.matchAll(/width="([\d.]+)" height="2.5"/g)].map(
    ([, width]) => Number(width),
  );
  expect(bar / track).toBeCloseTo(0.25, 2);
  expect(svg).toContain(">1/4</text>");
});

test("one arrow is drawn for each requirement", () => {
  expect(renderDagSvg(pipelineView(3)).match(/class="e" /g)).toHaveLength(7);
});

test("text from the user cannot leave its place", () => {
  const svg = single({
    id: NASTY,
    family: NASTY,
    params: { [NASTY]: NASTY },
    outputs: [NASTY],
    failure: { name: NASTY, message: NASTY },
  });
  expect(svg).not.toContain("<script");
  expect(checkWellFormed(svg)).toEqual([]);
  expect(svg).not.toMatch(/\p{Surrogate}/u);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids exactly these
  expect(svg).not.toMatch(/[\u0000-\u0008]/);
});

test("the same view gives the same picture", () => {
  expect(renderDagSvg(pipelineView(4))).toBe(renderDagSvg(structuredClone(pipelineView(4))));
});

test("a picture carries rules for its own parts alone, and no names that could meet another's", () => {
  const svg = renderDagSvg(pipelineView(2));
  const [, all = ""] = /<style>(.*?)<\/style>/.exec(svg) ?? [];
  expect(all).toMatch(/@media\(prefers-color-scheme:dark\)\{\.dag-\w+ \.c\{fill:#1f2530\}/);
  const rules = all.replace("@media(prefers-color-scheme:dark){", "").replace(/\}\}$/, "}");
  const selectors = rules
    .split("}")
    .flatMap((rule) => rule.split("{")[0]?.split(",") ?? [])
    .filter((selector) => selector !== "");
  expect(selectors.length).toBeGreaterThan(10);
  expect(selectors.filter((selector) => !selector.startsWith(`.${DAG_LOOK} `))).toEqual([]);
  expect(svg).not.toMatch(/\sid="/);
  expect(svg).toMatch(/viewBox="0 0 \d+ \d+" width="\d+"/);
  expect(svg).toContain("max-width:100%");
});

test("each class of a picture's parts has its rule, in the states that occur and no others", () => {
  const view = pipelineView(3, (k) => (k === 0 ? "failed" : "running"));
  const svg = renderDagSvg(view);
  const used = new Set(
    [...svg.matchAll(/class="([^"]+)"/g)].flatMap(([, names]) => names?.split(" ") ?? []),
  );
  const unruled = [...used].filter(
    (name) =>
      !svg.includes(`.${name}{`) && !svg.includes(`.${name} `) && !svg.includes(`.${name},`),
  );
  expect(unruled.sort()).toEqual(["b", "cauce-dag", "n", "p"]);
  expect(svg).toContain(`.s-failed .k{stroke:${STATE_LOOKS.failed.light.ink}}`);
  expect(svg).not.toContain(".s-blocked");
});

test("a picture in a page leaves its rules to the page, which has those for dark ones", () => {
  expect(renderDagSvg(pipelineView(2), { bare: true })).not.toContain("<style>");
  const dark = pageRules(new Set(["stale"]));
  expect(dark).toContain('[data-jp-theme-light="false"]');
  expect(dark).toContain(`.s-stale .i{fill:${STATE_LOOKS.stale.dark.ink}}`);
});

test("a folded family is one card with its number and counts", () => {
  const svg = renderDagSvg(pipelineView(24, (index) => (index < 4 ? "stale" : "fresh")));
  expect(svg.match(/class="n /g)).toHaveLength(4);
  expect(svg).toContain(">TrainModel ×24</text>");
  expect(svg).toContain(">4 stale · 20 fresh</text>");
});

test("a failed task tells its error's first line and where, on a card of the same size", () => {
  const failure = {
    name: "TypeError",
    message: "no column\nsecond line",
    place: "cell 3",
    line: 7,
  };
  const failed = single({ state: "failed", failure, durationMs: 5 });
  expect(failed).toContain(">TypeError: no column</text>");
  expect(failed).toContain(">cell 3, line 7</text>");
  expect(failed).toContain('data-place="cell 3" data-line="7"');
  const size = (svg: string) => /viewBox="[^"]+"/.exec(svg)?.[0];
  expect(size(failed)).toBe(size(single({ state: "fresh" })));
});

test("a running task tells how long it has run and how long it should", () => {
  const svg = single({ state: "running", elapsedMs: 3_000, expectedMs: 12_000 });
  expect(svg).toContain(">3.0 s / ~12 s</text>");
  const [track = 0, bar = 0] = [...svg.matchAll(/width="([\d.]+)" height="2.5"/g)].map(
    ([, width]) => Number(width),
  );
  expect(bar / track).toBeCloseTo(0.25, 2);
});

test("while a run goes on, a task says which tasks it waits for", () => {
  const view = pipelineView(3, (k) => (k === 0 ? "fresh" : "running"));
  const [wrapper, ...rest] = view.nodes;
  const nodes = [
    ...(wrapper === undefined ? [] : [{ ...wrapper, state: "stale" as const }]),
    ...rest,
  ];
  const svg = renderDagSvg(markWaiting({ ...view, nodes }));
  expect(svg).toMatch(/>waits for TrainMo[^<]*</);
  expect(svg).toContain("Waits for TrainModel(k=1), TrainModel(k=2)<");
  expect(renderDagSvg({ ...view, nodes })).not.toMatch(/waits for/i);
  expect(svg.match(/class="e s-running"/g)).toHaveLength(2);
});

test("a task that could begin says whether it waits for a worker, a resource or another run", () => {
  const resources = { gpu: 1 };
  const nodes = [
    node("Trains", { state: "running", resources }),
    node("Scores", { state: "stale", resources }),
    node("Reads", { state: "stale" }),
    node("Shared", { state: "stale", waitsFor: { kind: "run", pid: 71 } }),
    node("Twice", { state: "stale", waitsFor: { kind: "run" } }),
  ];
  const view = { root: "Trains", nodes, edges: [] };
  expect(renderDagSvg(markWaiting(view))).toContain(">waits for gpu</text>");
  expect(renderDagSvg(markWaiting(view))).toContain(">waits for a worker</text>");
  expect(renderDagSvg(markWaiting(view))).toContain(">waits for another run</text>");
  expect(renderDagSvg(markWaiting(view))).toContain(
    "Waits for another run, which is at it (process 71)",
  );
  expect(renderDagSvg(markWaiting(view))).toContain(
    "Waits for another run of this notebook, which is at it",
  );
  const gpus = (gpu: number, elsewhere: number) =>
    renderDagSvg(
      markWaiting(view, {
        resources: { gpu },
        resourceShare: { usedByOthers: () => elsewhere },
      }),
    );
  expect(gpus(1, 0)).toContain("Waits for the resource gpu, which others take");
  expect(gpus(2, 0)).not.toContain("waits for gpu");
  expect(gpus(2, 1)).toContain(
    "Waits for the resource gpu, which another run of this notebook takes",
  );
});

test("a folded family of which some run is running, whatever the others wait for", () => {
  const svg = renderDagSvg(
    markWaiting(pipelineView(24, (index) => (index < 2 ? "running" : "stale"))),
  );
  expect(svg).toContain(">running</text>");
  expect(svg).not.toContain(">waits for a worker</text>");
  expect(svg).toContain("Waits for a worker");
});

test("a blocked task says by which", () => {
  expect(single({ state: "blocked", blockedBy: ["Split(seed=1)"] })).toContain(
    ">blocked by Split</text>",
  );
});

test("who points at a task reads the size of its outputs and when they were made", () => {
  const svg = single({
    outputs: ["a.csv"],
    durationMs: 764,
    lastRun: {
      finishedAtMs: new Date(2026, 2, 9, 14, 5).getTime(),
      sizesBytes: { "a.csv": 3_400 },
    },
  });
  expect(svg).toContain("a.csv (3.4 kB)");
  expect(svg).toContain("Last run: 2026-03-09 14:05, took 764 ms");
});

test("who points at a task of 3,000 outputs reads the first 20, and how many more there are", () => {
  const outputs = Array.from({ length: 3_000 }, (_, n) => `f${n}.txt`);
  const svg = single({
    outputs,
    reasons: outputs.map((path) => ({ kind: "output-missing", path })),
  });
  expect(svg.match(/output missing: /g)).toHaveLength(20);
  expect(svg).toMatch(/\n {2}f19\.txt[^\n]*\n {2}… and 2980 more/);
});
