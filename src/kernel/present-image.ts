import { types } from "node:util";
import { escapeXml } from "../render/escape-xml.ts";
import { svgDataUrl } from "../render/svg-data-url.ts";
import type { MimeBundle } from "./publisher.ts";

const mostBytes = 20_000_000;

interface ImageFormat {
  readonly name: string;
  readonly type: string;
  readonly fits: (bytes: Buffer) => boolean;
  /** Width and height in pixels, where they stand at a fixed place. */
  readonly size?: (bytes: Buffer) => readonly [number, number];
}

const formats: readonly ImageFormat[] = [
  {
    name: "PNG",
    type: "image/png",
    fits: (bytes) => bytes.length > 24 && bytes.toString("latin1", 0, 8) === "\x89PNG\r\n\x1a\n",
    size: (bytes) => [bytes.readUInt32BE(16), bytes.readUInt32BE(20)],
  },
  {
    name: "JPEG",
    type: "image/jpeg",
    fits: (bytes) => bytes.length > 3 && bytes.toString("latin1", 0, 3) === "\xff\xd8\xff",
  },
  {
    name: "GIF",
    type: "image/gif",
    fits: (bytes) => bytes.length > 10 && /^GIF8[79]a$/.test(bytes.toString("latin1", 0, 6)),
    size: (bytes) => [bytes.readUInt16LE(6), bytes.readUInt16LE(8)],
  },
  {
    name: "WebP",
    type: "image/webp",
    fits: (bytes) => /^RIFF[\s\S]{4}WEBP$/.test(bytes.toString("latin1", 0, 12)),
  },
];

/** Bytes that are a picture, told by how they begin; undefined for all others. */
export function presentImage(value: object): MimeBundle | undefined {
  const bytes = toBuffer(value);
  if (bytes === undefined) return undefined;
  const format = formats.find(({ fits }) => fits(bytes));
  if (format === undefined) return isSvg(bytes) ? presentSvg(bytes.toString("utf8")) : undefined;
  const text = describe(format, bytes);
  if (bytes.length > mostBytes)
    return { "text/plain": `${text}: too large for a notebook (limit: 20 MB)` };
  return { [format.type]: bytes.toString("base64"), "text/plain": text };
}

/** An SVG document; as an `<img>` too, which is what stays of it in a notebook that is not trusted. */
export function presentSvg(svg: string): MimeBundle {
  const text = `SVG image, ${svg.length.toLocaleString("en-US")} characters`;
  if (svg.length > mostBytes)
    return { "text/plain": `${text}: too large for a notebook (limit: 20 MB)` };
  const named = /^[^>]*\sxmlns\s*=/.test(svg.slice(Math.max(0, svg.search(/<svg/i))));
  const whole = named ? svg : svg.replace(/<svg/i, '<svg xmlns="http://www.w3.org/2000/svg"');
  return {
    "image/svg+xml": whole,
    "text/html": `<img src="${svgDataUrl(whole)}" alt="${escapeXml(text)}" style="max-width:100%">`,
    "text/plain": text,
  };
}

function toBuffer(value: object): Buffer | undefined {
  if (types.isUint8Array(value))
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return types.isArrayBuffer(value) ? Buffer.from(value) : undefined;
}

function isSvg(bytes: Buffer): boolean {
  return /^\ufeff?\s*(?:<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s/>]/i.test(
    bytes.toString("utf8", 0, 2_000),
  );
}

function describe({ name, size }: ImageFormat, bytes: Buffer): string {
  const pixels = size === undefined ? "" : `, ${size(bytes).join(" × ")} pixels`;
  return `${name} image${pixels}, ${bytes.length.toLocaleString("en-US")} bytes`;
}
