import { expect, test } from "vitest";
import { renderDagHtml } from "../../../src/render/render-dag-html.ts";
import { NASTY, node, pipelineView } from "./sample-views.ts";

/** What a page leaves of HTML that it does not trust: the tags go, the words in them stay. */
function strip(html: string): string {
  return html
    .replace(/<style>.*?<\/style>/g, "")
    .replace(/<\/?(svg|g|path|rect|circle|text|title)\b[^>]*>/g, "");
}

test("where inline SVG is stripped, one image stays and the words left over take no room", () => {
  const rest = strip(renderDagHtml(pipelineView(2)));
  expect(rest.match(/<img /g)).toHaveLength(1);
  expect(rest).toMatch(/<div aria-hidden="true" style="[^"]*height:0;overflow:hidden;font-size:0/);
  expect(rest).not.toContain("opacity:0");
});

test("where it stays, the rules that come with it hide the image", () => {
  const html = renderDagHtml(pipelineView(2));
  expect(html.match(/<svg /g)).toHaveLength(1);
  expect(html).toContain(".cauce-picture:has(>div>svg)>img{opacity:0;pointer-events:none}");
});

test("the image holds the same picture", () => {
  const [, data = ""] = /base64,([\w+/=]+)"/.exec(renderDagHtml(pipelineView(2))) ?? [];
  const svg = Buffer.from(data, "base64").toString("utf8");
  expect(svg).toContain(">TrainModel</text>");
  expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true);
});

test("the image's text is the DAG in words", () => {
  expect(renderDagHtml(pipelineView(2))).toMatch(/alt="✓ Pipeline[^"]*TrainModel/);
});

test("text from the user cannot leave its place", () => {
  const html = renderDagHtml({
    root: NASTY,
    nodes: [node(NASTY, { params: { a: NASTY } })],
    edges: [],
  });
  expect(html).not.toContain("<script");
  expect(html.match(/<img /g)).toHaveLength(1);
});

test("a picture has its height before the image is read, so that nothing below it moves", () => {
  expect(renderDagHtml(pipelineView(2))).toMatch(/<img [^>]*width="\d+" height="\d+"/);
});

test("with a script come the pictures in which a folded family is open, as data that nothing runs", () => {
  const html = renderDagHtml(pipelineView(24), { script: "run()" });
  const [, json = ""] =
    /<script type="application\/json" class="cauce-opened">(.*?)<\/script>/.exec(html) ?? [];
  const opened = JSON.parse(json) as Record<string, string>;
  expect(Object.keys(opened)).toEqual(["TrainModel"]);
  expect(opened.TrainModel?.match(/class="n /g)).toHaveLength(27);
  expect(html).toContain("<script>run()</script>");
  expect(renderDagHtml(pipelineView(200), { script: "" })).toContain('class="cauce-opened">{}<');
});

test("10,000 tasks in families take no more of a page than 1,000 do", () => {
  const sizes = [1_000, 10_000].map((count) => renderDagHtml(pipelineView(count)).length);
  expect((sizes[1] ?? 0) / (sizes[0] ?? 1)).toBeLessThan(1.1);
});
