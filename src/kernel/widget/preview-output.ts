import { open, stat } from "node:fs/promises";
import path from "node:path";
import Papa from "papaparse";
import { resolveFromRoot } from "../../core/project-root.ts";
import { type FileTarget, isFileTarget, type Target } from "../../core/target.ts";
import { escapeXml } from "../../render/escape-xml.ts";
import { formatBytes } from "../../render/format-bytes.ts";
import { MONO } from "../../render/html-style.ts";
import { presentBundle } from "../present-bundle.ts";
import { readTable } from "../read-table.ts";

export interface OutputPreview {
  readonly path: string;
  /** "3.4 kB", or what keeps it from being shown. */
  readonly note: string;
  readonly html: string;
}

const headBytes = 64_000;
const largestJsonBytes = 256_000;
const largestPictureBytes = 400_000;
const longestHtml = 200_000;
const shownRows = 12;
const shownTextChars = 4_000;
const pictureTypes: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".svg": "image/svg+xml",
};

/** The beginning of what a task wrote, as a table, a tree, a picture or text. Never reads a large file whole. */
export async function previewOutput(name: string, target: Target): Promise<OutputPreview> {
  if (!isFileTarget(target)) return { path: name, note: "no file: no preview", html: "" };
  const found = await stat(resolveFromRoot(target.path)).catch(() => undefined);
  if (found === undefined || !found.isFile())
    return { path: target.path, note: "not there yet", html: "" };
  const note = formatBytes(found.size);
  const html = await draw(target, found.size).catch((error) => words(String(error)));
  const isLong = html.length > longestHtml;
  return isLong
    ? { path: target.path, note: `${note}, too large to show`, html: "" }
    : { path: target.path, note, html };
}

async function draw(target: FileTarget, sizeBytes: number): Promise<string> {
  const rows = await readTable(target);
  if (rows !== undefined) return present(rows);
  const file = target.path;
  const extension = path.extname(file).toLowerCase();
  const type = pictureTypes[extension];
  if (type !== undefined && sizeBytes <= largestPictureBytes) {
    const data = (await readHead(file, sizeBytes)).toString("base64");
    return `<img alt="${escapeXml(path.basename(file))}" style="max-width:100%" src="data:${type};base64,${data}">`;
  }
  if (extension === ".json" && sizeBytes <= largestJsonBytes)
    return present(JSON.parse((await readHead(file, sizeBytes)).toString("utf8")));
  const head = (await readHead(file, Math.min(sizeBytes, headBytes))).toString("utf8");
  if (head.includes("\u0000")) return words("bytes, not text");
  return extension === ".csv" ? drawFirstRows(head) : words(head);
}

/** Of a table that is too large to read whole. The last line of a piece may be half a row. */
async function drawFirstRows(head: string): Promise<string> {
  const { data } = Papa.parse<Record<string, string>>(head, {
    header: true,
    dynamicTyping: true,
    skipEmptyLines: true,
  });
  return `${words("The first rows:")}${await present(data.slice(0, -1).slice(0, shownRows))}`;
}

async function present(value: unknown): Promise<string> {
  const bundle = await presentBundle(value);
  const html = bundle["text/html"];
  return typeof html === "string" ? html : words(String(bundle["text/plain"] ?? ""));
}

function words(text: string): string {
  const shown = text.slice(0, shownTextChars);
  return `<pre style="${MONO};margin:0;white-space:pre-wrap">${escapeXml(shown)}${text.length > shown.length ? "…" : ""}</pre>`;
}

async function readHead(file: string, bytes: number): Promise<Buffer> {
  const handle = await open(resolveFromRoot(file));
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
