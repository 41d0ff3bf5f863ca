/** The version of Node's typings that is outlined here; of another one all is loaded at once. */
export const outlinedVersion = "20.19.43";

/**
 * The small part of Node's typings that what most cells use stands in, and all that they add to
 * the language's own declarations. These need no others, but for what `outlinedUses` leaves out.
 */
export const outlineFiles: readonly string[] = [
  "compatibility/index.d.ts",
  "globals.d.ts",
  "console.d.ts",
  "timers.d.ts",
];

/** Names that the outline declares, and how they may stand in a cell: so used, they are what they are in the whole. */
export const outlinedUses = new Map([
  ["console", /\s*\.(?!\s*(?:\/|(?:Console|dir)\b))/y],
  ...[
    "clearImmediate",
    "clearInterval",
    "clearTimeout",
    "queueMicrotask",
    "setImmediate",
    "setInterval",
    "setTimeout",
  ].map((name) => [name, /\s*\(/y] as const),
]);

/** All other global names of Node's typings. */
export const nodeNames: ReadonlySet<string> = new Set(
  `
  AbortController AbortSignal AllowSharedBuffer Blob BroadcastChannel Buffer BufferConstructor
  BufferEncoding ByteLengthQueuingStrategy CompressionStream Console CountQueuingStrategy
  CustomEvent DOMException DecompressionStream Event EventListenerOptions EventSource
  EventSourceInit EventTarget File FormData Global Headers MessageChannel MessageEvent
  MessageEventInit MessagePort NodeJS NodeModule NodeRequire NonSharedBuffer PerformanceEntry
  PerformanceMark PerformanceMeasure PerformanceObserver PerformanceObserverEntryList
  PerformanceResourceTiming QueuingStrategy ReadableByteStreamController ReadableStream
  ReadableStreamBYOBReader ReadableStreamBYOBRequest ReadableStreamDefaultController
  ReadableStreamDefaultReader RelativeIndexable Request RequestInit RequireResolve Response
  ResponseInit TextDecoder TextDecoderStream TextEncoder TextEncoderStream TransformStream
  TransformStreamDefaultController URL URLSearchParams WebSocket WebSocketInit WritableStream
  WritableStreamDefaultController WritableStreamDefaultWriter _Blob _ByteLengthQueuingStrategy
  _CompressionStream _CountQueuingStrategy _DecompressionStream _File _QueuingStrategy
  _ReadableByteStreamController _ReadableStream _ReadableStreamBYOBReader
  _ReadableStreamBYOBRequest _ReadableStreamDefaultController _ReadableStreamDefaultReader
  _TextDecoderStream _TextEncoderStream _TransformStream _TransformStreamDefaultController
  _WritableStream _WritableStreamDefaultController _WritableStreamDefaultWriter __dirname
  __filename atob btoa crypto exports fetch gc global module performance process require
  structuredClone
  `
    .trim()
    .split(/\s+/),
);

/** Interfaces of the language that Node's typings add to outside of the outline. */
export const nodeAdditions: ReadonlySet<string> = new Set(["ImportMeta"]);

/** Modules whose typings need nothing of Node's but in what bears the names behind them. */
export const outlinedModules: ReadonlyMap<string, readonly string[]> = new Map([
  ["danfojs-node", ["convertFunctionTotransformer"]],
  ["cauce/danfojs", ["convertFunctionTotransformer"]],
]);
