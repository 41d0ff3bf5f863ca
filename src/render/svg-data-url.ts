/** An SVG as the `src` of an `<img>`, which stays where inline SVG is stripped. */
export function svgDataUrl(svg: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(svg, "utf8").toString("base64")}`;
}
