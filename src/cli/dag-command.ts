import type { DagView } from "../core/dag-view.ts";
import { CauceError } from "../core/errors.ts";
import { pageScript } from "../pipeline/page-script.ts";
import { viewDag } from "../pipeline/view-dag.ts";
import { escapeXml } from "../render/escape-xml.ts";
import { renderDagDot } from "../render/render-dag-dot.ts";
import { renderDagHtml } from "../render/render-dag-html.ts";
import { renderDagJson } from "../render/render-dag-json.ts";
import { renderDagMermaid } from "../render/render-dag-mermaid.ts";
import { renderDagSvg } from "../render/render-dag-svg.ts";
import { renderDagText } from "../render/render-dag-text.ts";
import { claimStandardOutput } from "./claim-standard-output.ts";
import { findTask, openCode } from "./open-code.ts";
import type { TaskWords } from "./task-words.ts";
import { writeResult } from "./write-result.ts";

/** The picture as a page of its own, in the reader's theme. */
function renderPage(view: DagView): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeXml(view.root)}</title><meta name="color-scheme" content="light dark">
<script>document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";</script>
</head>
<body style="margin:24px"><main><h1 style="font:600 16px system-ui,sans-serif">${escapeXml(view.root)}</h1>
${renderDagHtml(view, { script: pageScript("dag-page.js") })}</main></body>
</html>`;
}

const formats: Readonly<Record<string, (view: DagView) => string>> = {
  text: renderDagText,
  svg: renderDagSvg,
  html: renderPage,
  mermaid: renderDagMermaid,
  dot: renderDagDot,
  json: renderDagJson,
};

/** Draws the DAG of a task in one of several formats. */
export async function dagCommand(
  file: string,
  family: string,
  words: TaskWords,
  options: { readonly format: string; readonly output?: string },
): Promise<void> {
  const render = formats[options.format];
  if (render === undefined)
    throw new CauceError(
      "bad-option",
      `\`--format ${options.format}\` is not known. Expected one of ${Object.keys(formats).join(", ")}.`,
    );
  claimStandardOutput();
  const { engine, project } = openCode(file);
  try {
    const text = `${render(viewDag(await engine.plan(await findTask(engine, family, words))))}\n`;
    writeResult(text, options.output);
  } finally {
    await project.close();
  }
}
