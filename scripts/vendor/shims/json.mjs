// danfojs-node's readers of JSON throw out of callbacks: a missing file or a misplaced comma would
// end the whole kernel. These take and give the same, and reject.
import { createReadStream } from "node:fs";
import { pipeline, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { DataFrame } from "danfojs-node/dist/danfojs-base/index.js";
import { parser } from "stream-json";
import { streamArray } from "stream-json/streamers/StreamArray.js";

export async function readJSON(source, options = {}) {
  const json = await text(await opened(source, options));
  return new DataFrame(JSON.parse(json), options.frameConfig ?? {});
}

export async function streamJSON(source, callback, options = {}) {
  const body = await opened(source, options);
  // The iteration below rejects with what goes wrong in any part; nothing is left to do here.
  const values = pipeline(body, parser(), streamArray(), () => {});
  let position = 0;
  for await (const { value } of values) {
    callback(new DataFrame([value], { ...options.frameConfig, index: [position++] }));
  }
  return null;
}

async function opened(source, { method = "GET", headers = {} }) {
  if (!/^https?:/.test(source)) return createReadStream(source);
  const response = await fetch(source, { method, headers });
  if (!response.ok || response.body === null) {
    throw new Error(`${source} answered HTTP ${response.status} ${response.statusText}`.trim());
  }
  return Readable.fromWeb(response.body);
}
