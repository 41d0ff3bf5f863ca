import { isFigure } from "../render/render-figure/figure.ts";
import { presentSvg } from "./present-image.ts";
import { classNameOf, isPlainRecord, methodOf, readMember } from "./present-member.ts";
import type { MimeBundle } from "./publisher.ts";

const dataUrl = /^data:([\w.+-]+\/[\w.+-]+)[^,]*;base64,(.+)$/s;
const vegaSchema = /\/schema\/(vega|vega-lite)\/v(\d+)/;
const mostPoints = 100_000;

/** What can draw itself as a data URL, as canvases do. */
export async function presentCanvas(value: object): Promise<MimeBundle | undefined> {
  const [, type, data] = dataUrl.exec(String((await methodOf(value, "toDataURL")?.()) ?? "")) ?? [];
  if (type === undefined || data === undefined) return undefined;
  return { [type]: data, "text/plain": classNameOf(value) };
}

/** A Vega or Vega-Lite specification, or what gives one by `toSpec()`. */
export function presentVega(value: object): MimeBundle | undefined {
  const spec = methodOf(value, "toSpec")?.() ?? value;
  if (typeof spec !== "object" || spec === null) return undefined;
  const schema = readMember(spec, "$schema");
  const [, library, version] = vegaSchema.exec(typeof schema === "string" ? schema : "") ?? [];
  if (library === undefined) return undefined;
  const lite = library === "vega-lite";
  // Jupyter's clients draw up to version 5; a newer specification is nearly always the same there.
  const type = `application/vnd.${lite ? "vegalite" : "vega"}.v${Math.min(5, Number(version))}+json`;
  return {
    [type]: JSON.parse(JSON.stringify(spec)),
    "text/plain": `${lite ? "Vega-Lite" : "Vega"} chart${describeVega(spec)}`,
  };
}

function describeVega(spec: object): string {
  const { title, description } = spec as Record<string, unknown>;
  const words = [title, description].find((text) => typeof text === "string");
  return words === undefined ? "" : `: ${words}`;
}

/** A plotly figure as plain data: `{ data, layout }`. */
export async function presentFigure(value: object): Promise<MimeBundle | undefined> {
  if (!isPlainRecord(value) || !isPlainRecord(readMember(value, "layout"))) return undefined;
  const figure = { data: readMember(value, "data"), layout: readMember(value, "layout") };
  if (!isFigure(figure) || countPoints(figure.data) > mostPoints) return undefined;
  const { renderFigure } = await import("../render/render-figure/render-figure.ts");
  const { html, text } = renderFigure(figure);
  return { "text/html": html, "text/plain": text };
}

function countPoints(traces: readonly object[]): number {
  let points = 0;
  for (const trace of traces)
    for (const member of Object.values(trace))
      if (Array.isArray(member) || ArrayBuffer.isView(member))
        points += Number(readMember(member, "length") ?? 0);
  return points;
}

/** What is like an element of a page: its `outerHTML` says what to show. */
export function presentElement(value: object): MimeBundle | undefined {
  const html = readMember(value, "outerHTML");
  if (typeof html !== "string") return undefined;
  if (/^\s*<svg[\s/>]/i.test(html)) return presentSvg(html);
  return { "text/html": html, "text/plain": html };
}
