import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  FONT,
  countColumns,
  estimateTextWidth,
  fitText,
  padColumns,
  svgDataUrl
} from "./chunk-PBNUTUXX.js";
import {
  findHost
} from "./chunk-YENJQZQL.js";
import {
  BLOCK_STYLE,
  HAIRLINE
} from "./chunk-JYSN4P5R.js";
import {
  escapeXml
} from "./chunk-MTG25PDI.js";
import {
  cutText,
  formatValue
} from "./chunk-AR23OWK2.js";

// src/pipeline/display.ts
import { randomUUID } from "node:crypto";
var Displayed = class {
  #id;
  constructor(id) {
    this.#id = id;
  }
  /** Shows another value where this one stands, in every copy on the page. */
  async update(value) {
    await findHost()?.display(value, { id: this.#id, isUpdate: true });
  }
};
var display = Object.assign(show, {
  html: (html) => show(new MimeContent({ "text/html": html, "text/plain": html })),
  markdown: (markdown) => show(new MimeContent({ "text/markdown": markdown, "text/plain": markdown })),
  mime: (bundle) => show(new MimeContent(bundle))
});
function clearOutput({ wait = false } = {}) {
  findHost()?.clearOutput(wait);
}
async function show(value) {
  const id = randomUUID();
  const host = findHost();
  if (host === void 0) console.log(value instanceof MimeContent ? value.text : value);
  else await host.display(value, { id, isUpdate: false });
  return new Displayed(id);
}
var MimeContent = class {
  #bundle;
  constructor(bundle) {
    this.#bundle = bundle;
  }
  get text() {
    return this.#bundle["text/plain"] ?? this.#bundle;
  }
  [/* @__PURE__ */ Symbol.for("Jupyter.display")]() {
    return this.#bundle;
  }
};

// src/render/render-figure/figure.ts
function isFigure(value) {
  if (typeof value !== "object" || value === null || !("data" in value)) return false;
  const { data } = value;
  const layout = "layout" in value ? value.layout : void 0;
  return Array.isArray(data) && data.length > 0 && data.every(
    (trace) => isRecord(trace) && ("x" in trace || "y" in trace || "z" in trace || "type" in trace)
  ) && (layout === void 0 || isRecord(layout));
}
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/render/render-figure/figure-script.ts
var LIBRARY = "kernelspecs/cauce/plotly.min.js";
function figureScript(figure) {
  return `(function(){
var script=document.currentScript,host=script&&script.closest(".cauce-figure");
if(!host||host.dataset.live)return;
var figure=${toScriptJson({ data: figure.data, layout: withTitleObjects(figure.layout ?? {}) })};
function base(){
var config=document.getElementById("jupyter-config-data");
try{if(config){var url=JSON.parse(config.textContent).baseUrl;if(url)return url}}catch(e){}
return document.body&&document.body.dataset.baseUrl}
function load(){
if(window.Plotly)return Promise.resolve(window.Plotly);
if(!window.caucePlotly){var url=base();
window.caucePlotly=url?fetch(url.replace(/\\/?$/,"/")+"${LIBRARY}").then(function(r){
if(!r.ok)throw new Error("HTTP "+r.status);return r.text()}).then(function(code){
new Function("define","module","exports","require",code+"\\n;if(typeof Plotly!=='undefined')window.Plotly=Plotly").call(window);
return window.Plotly}):Promise.reject(new Error("no Jupyter server"))}
return window.caucePlotly}
load().then(function(Plotly){
host.dataset.live="1";
var image=host.querySelector("img"),plot=document.createElement("div");
plot.style.width="100%";plot.style.borderRadius="8px";plot.style.overflow="hidden";plot.style.height=image.getBoundingClientRect().height+"px";
var layout=Object.assign({},figure.layout);
if(!layout.height)plot.style.minHeight="360px";
delete layout.width;
host.insertBefore(plot,image);image.style.display="none";
return Plotly.newPlot(plot,figure.data,layout,{responsive:true,displaylogo:false}).catch(function(){
plot.remove();image.style.display="block"})}).catch(function(){})})();`;
}
function withTitleObjects(layout) {
  const entries = Object.entries(layout).map(([name, member]) => {
    if (name === "title" && typeof member === "string") return [name, { text: member }];
    const isAxis = /^[xyz]axis\d*$/.test(name) && isRecord(member);
    return [name, isAxis ? withTitleObjects(member) : member];
  });
  return Object.fromEntries(entries);
}
function toScriptJson(value) {
  return JSON.stringify(value, replaceSpecial).replace(/</g, "\\u003c").replace(/\u2028/g, "\\u2028").replace(/\u2029/g, "\\u2029");
}
function replaceSpecial(_key, value) {
  if (typeof value === "bigint") return Number(value);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return Array.from(value);
  return value;
}

// src/render/render-figure/read-fields.ts
function readPath(value, ...keys) {
  return keys.reduce((inner, key) => isRecord(inner) ? inner[key] : void 0, value);
}
function readNumber(value) {
  return typeof value === "number" && Number.isFinite(value) ? value : void 0;
}
function readList(value) {
  if (Array.isArray(value)) return value;
  return ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value) : [];
}
function readTitle(value) {
  const text = isRecord(value) ? value.text : value;
  return typeof text === "string" ? stripTags(text) : "";
}
function stripTags(text) {
  return text.replace(/<br\s*\/?>/gi, " ").replace(/<\/?[a-z][^<>]*>/gi, "");
}
function readColour(value) {
  if (typeof value !== "string") return void 0;
  return /^(#[0-9a-f]{3,8}|[a-z]+|(rgb|hsl)a?\([\d\s.,%/-]+\))$/i.test(value) ? value : void 0;
}

// src/render/render-figure/colours.ts
var COLOURWAY = [
  "#1f77b4",
  "#ff7f0e",
  "#2ca02c",
  "#d62728",
  "#9467bd",
  "#8c564b",
  "#e377c2",
  "#7f7f7f",
  "#bcbd22",
  "#17becf"
];
var SCALES = {
  viridis: spread(["#440154", "#414487", "#2a788e", "#22a884", "#7ad151", "#fde725"]),
  blues: spread(["#f4f8fd", "#c6dbef", "#6baed6", "#2171b5", "#08306b"]),
  greys: spread(["#ffffff", "#bdbdbd", "#525252", "#111111"]),
  rdbu: spread(["#053061", "#4393c3", "#f7f7f7", "#d6604d", "#67001f"])
};
function colourScale(scale, reversed = false) {
  const stops = readStops(scale);
  return (share) => {
    const clamped = Math.min(1, Math.max(0, share));
    return toCss(interpolate(stops, reversed ? 1 - clamped : clamped));
  };
}
function textColourOn(background) {
  const [red, green, blue] = parseHex(background).map((channel) => {
    const share = channel / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.2 ? "#1c2430" : "#ffffff";
}
function readStops(scale) {
  const named = typeof scale === "string" ? SCALES[scale.toLowerCase()] : void 0;
  if (named !== void 0) return named;
  const stops = readList(scale).flatMap((stop) => {
    const [at, colour] = readList(stop);
    return typeof at === "number" && typeof colour === "string" && isHex(colour) ? [[at, parseHex(colour)]] : [];
  });
  return stops.length >= 2 && !isRecord(scale) ? stops : SCALES.viridis ?? [];
}
function interpolate(stops, share) {
  const upper = stops.findIndex(([at]) => at >= share);
  const [high, highColour] = stops[upper === -1 ? stops.length - 1 : upper] ?? [0, [128, 128, 128]];
  const [low, lowColour] = stops[Math.max(0, upper - 1)] ?? [high, highColour];
  const part = high === low ? 1 : Math.min(1, (share - low) / (high - low));
  const mix = (from, to) => Math.round(from + (to - from) * part);
  return [
    mix(lowColour[0], highColour[0]),
    mix(lowColour[1], highColour[1]),
    mix(lowColour[2], highColour[2])
  ];
}
function spread(colours) {
  return colours.map((colour, index) => [index / (colours.length - 1), parseHex(colour)]);
}
function isHex(colour) {
  return /^#[0-9a-f]{6}$/i.test(colour);
}
function parseHex(colour) {
  const channel = (at) => Number.parseInt(colour.slice(at, at + 2), 16);
  return [channel(1), channel(3), channel(5)];
}
function toCss(colour) {
  return `#${colour.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

// src/render/render-figure/svg-marks.ts
function textAt(x, y, words, look) {
  if (words === "") return "";
  const weight = look.weight === void 0 ? "" : ` font-weight="${look.weight}"`;
  const turn = look.turn === void 0 ? "" : ` transform="rotate(${look.turn} ${round(x)} ${round(y)})"`;
  return `<text x="${round(x)}" y="${round(y)}" font-size="${look.size}" fill="${look.fill}"${weight} text-anchor="${look.anchor ?? "middle"}"${turn}>${escapeXml(words)}</text>`;
}
function lineAt(x1, y1, x2, y2, stroke) {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${stroke}"/>`;
}
function round(value) {
  return Math.round(value * 10) / 10;
}

// src/render/render-figure/draw-axes.ts
var TICK_SIZE = 11.5;
var GRID = "#e8ebef";
var AXIS = "#9aa4b0";
var INK = "#4b5766";
function drawAxes(frame, x, y, titles, grid = true) {
  const slanted = isCrowded(x.ticks);
  const step = slanted ? Math.ceil(x.ticks.length * 16 / (frame.right - frame.left)) : 1;
  const xTicks = x.ticks.filter((_, index) => index % step === 0);
  return [
    ...grid ? x.ticks.map(({ at }) => lineAt(at, frame.top, at, frame.bottom, GRID)) : [],
    ...grid ? y.ticks.map(({ at }) => lineAt(frame.left, at, frame.right, at, GRID)) : [],
    lineAt(frame.left, frame.bottom, frame.right, frame.bottom, AXIS),
    lineAt(frame.left, frame.top, frame.left, frame.bottom, AXIS),
    ...xTicks.map(
      ({ at, label }) => slanted ? textAt(at + 4, frame.bottom + 14, fitText(label, 90, TICK_SIZE), {
        size: TICK_SIZE,
        fill: INK,
        anchor: "end",
        turn: -35
      }) : textAt(at, frame.bottom + 18, label, { size: TICK_SIZE, fill: INK })
    ),
    ...y.ticks.map(
      ({ at, label }) => textAt(frame.left - 8, at + 4, fitText(label, 130, TICK_SIZE), {
        size: TICK_SIZE,
        fill: INK,
        anchor: "end"
      })
    ),
    textAt((frame.left + frame.right) / 2, frame.bottom + (slanted ? 82 : 42), titles.x, {
      size: 13,
      fill: "#2b3542"
    }),
    textAt(22, (frame.top + frame.bottom) / 2, titles.y, { size: 13, fill: "#2b3542", turn: -90 })
  ].join("");
}
function isCrowded(ticks) {
  return ticks.some(({ at, label }, index) => {
    const next = ticks[index + 1];
    if (next === void 0) return false;
    const needed = (estimateTextWidth(label, TICK_SIZE) + estimateTextWidth(next.label, TICK_SIZE)) / 2;
    return needed + 8 > Math.abs(next.at - at);
  });
}
function labelRoom(labels, title) {
  const widest = labels.reduce(
    (most, label) => Math.max(most, estimateTextWidth(label, TICK_SIZE)),
    0
  );
  return Math.min(130, Math.ceil(widest)) + 16 + (title === "" ? 8 : 26);
}

// src/render/render-figure/nice-ticks.ts
var STEPS = [1, 2, 2.5, 5, 10];
function niceTicks(low, high, count) {
  const rough = (high - low) / Math.max(1, count);
  if (!(rough > 0) || !Number.isFinite(rough)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((candidate) => candidate * power >= rough * 0.999) ?? 10);
  const ticks = [];
  for (let index = Math.ceil(low / step - 1e-9); index * step <= high + step * 1e-9; index += 1) {
    ticks.push(Number((index * step).toPrecision(12)));
  }
  return ticks;
}
function formatTick(value) {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e15)) return value.toExponential().replace("e+", "e");
  for (const [unit, letter] of [
    [1e12, "T"],
    [1e9, "G"],
    [1e6, "M"],
    [1e4, "k"]
  ]) {
    const divisor = letter === "k" ? 1e3 : unit;
    if (size >= unit) return `${Number((value / divisor).toPrecision(6))}${letter}`;
  }
  return String(Number(value.toPrecision(8)));
}

// src/render/render-figure/date-ticks.ts
var MINUTE_MS = 6e4;
var DAY_MS = 864e5;
var STEPS_MS = [1, 5, 15, 30, 60, 180, 360, 720, 1440, 2 * 1440, 7 * 1440, 14 * 1440].map(
  (m) => m * MINUTE_MS
);
var STEPS_MONTHS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200];
var MONTH_MS = 30.44 * DAY_MS;
function dateTicks(low, high, count) {
  const rough = (high - low) / Math.max(1, count);
  const step = STEPS_MS.find((candidate) => candidate >= rough);
  return step === void 0 ? monthTicks(low, high, rough / MONTH_MS) : evenTicks(low, high, step);
}
function evenTicks(low, high, step) {
  const ticks = [];
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) {
    const text = new Date(value).toISOString();
    ticks.push({
      value,
      label: step >= DAY_MS ? text.slice(0, 10) : text.slice(5, 16).replace("T", " ")
    });
  }
  return ticks;
}
function monthTicks(low, high, roughMonths) {
  const step = STEPS_MONTHS.find((months) => months >= roughMonths) ?? Math.ceil(roughMonths / 1200) * 1200;
  const start = new Date(low);
  const ticks = [];
  const first = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / step) * step;
  for (let month = first; ; month += step) {
    const value = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (!(value <= high)) return ticks;
    const text = new Date(value).toISOString();
    if (value >= low)
      ticks.push({ value, label: step >= 12 ? text.slice(0, 4) : text.slice(0, 7) });
  }
}

// src/render/render-figure/scale.ts
function makeScale(input) {
  const values = input.values.filter(
    (value) => value !== null && value !== void 0 && value !== ""
  );
  if (input.type === "category") return categoryScale(input, values);
  if (input.type === "log")
    return numberScale(input, values, (value) => positiveLog(toNumber(value)), powerTicks);
  if (values.every((value) => toNumber(value) !== void 0)) {
    return numberScale(input, values, toNumber, numberTicks);
  }
  if (values.every((value) => toTime(value) !== void 0)) {
    return numberScale(input, values, toTime, dateTicks);
  }
  return categoryScale(input, values);
}
function categoryScale({ from, to }, values) {
  const categories2 = [...new Set(values.map(String))];
  const order = new Map(categories2.map((category, index) => [category, index]));
  const step = (to - from) / Math.max(1, categories2.length);
  const at = (index) => from + step * (index + 0.5);
  return {
    ticks: categories2.map((label, index) => ({ at: at(index), label })),
    band: Math.abs(step),
    place(value) {
      const index = order.get(String(value));
      return index === void 0 ? void 0 : at(index);
    }
  };
}
function numberScale(input, values, read, listTicks) {
  const numbers = values.map(read).filter((value) => value !== void 0);
  const [low, high] = findRange(input, numbers, read);
  const perUnit = (input.to - input.from) / (high - low);
  const at = (value) => input.from + (value - low) * perUnit;
  return {
    ticks: listTicks(low, high, input.tickCount).map(({ value, label }) => ({
      at: at(value),
      label
    })),
    band: Math.abs(perUnit) * smallestDistance(numbers),
    place(value) {
      const number = read(value);
      return number === void 0 ? void 0 : at(number);
    }
  };
}
function findRange(input, numbers, read) {
  const given = input.range?.map(input.type === "log" ? toNumber : read);
  if (given?.[0] !== void 0 && given[1] !== void 0 && given[0] !== given[1])
    return [given[0], given[1]];
  let low = numbers.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  let high = numbers.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (numbers.length === 0) return [0, 1];
  if (input.includeZero) [low, high] = [Math.min(0, low), Math.max(0, high)];
  if (low === high) return [low - 0.5, high + 0.5];
  const room = (high - low) * input.padding;
  return [
    input.includeZero && low === 0 ? 0 : low - room,
    input.includeZero && high === 0 ? 0 : high + room
  ];
}
function smallestDistance(numbers) {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const distances = sorted.slice(1).map((value, index) => value - (sorted[index] ?? value));
  return distances.length === 0 ? 1 : distances.reduce((least, value) => Math.min(least, value));
}
function toNumber(value) {
  const number = typeof value === "bigint" || isNumeric(value) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : void 0;
}
function isNumeric(value) {
  return typeof value === "string" && /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(value);
}
function positiveLog(value) {
  return value === void 0 || value <= 0 ? void 0 : Math.log10(value);
}
function toTime(value) {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? void 0 : value.getTime();
  if (typeof value !== "string" || !/^\d{4}-\d\d/.test(value)) return void 0;
  const time = Date.parse(value);
  return Number.isNaN(time) ? void 0 : time;
}
function numberTicks(low, high, count) {
  return niceTicks(low, high, count).map((value) => ({ value, label: formatTick(value) }));
}
function powerTicks(low, high, count) {
  return niceTicks(low, high, count).map((value) => ({
    value,
    label: formatTick(Number((10 ** value).toPrecision(3)))
  }));
}

// src/render/render-figure/draw-heatmap-plot.ts
var GAP = 1.5;
var MOST_SIDE = 120;
function drawHeatmapPlot(trace, layout, paper) {
  const grid = readGrid(trace);
  const titles = {
    x: readTitle(readPath(layout, "xaxis", "title")),
    y: readTitle(readPath(layout, "yaxis", "title"))
  };
  const hasBar = trace.showscale !== false;
  const left = labelRoom(grid.lines.map(String), titles.y);
  const draft = {
    left,
    right: paper.width - (hasBar ? 96 : 28),
    top: paper.top,
    bottom: paper.height - 56
  };
  const crowded = isCrowded(categories(grid.columns, draft.left, draft.right).ticks);
  const bottom = paper.height - (crowded ? 76 : 34) - (titles.x === "" ? 0 : 22);
  const frame = squareFrame(
    { ...draft, bottom },
    grid,
    readPath(layout, "yaxis", "scaleanchor") === "x"
  );
  const x = categories(grid.columns, frame.left, frame.right);
  const fromTop = readPath(layout, "yaxis", "autorange") === "reversed";
  const y = fromTop ? categories(grid.lines, frame.top, frame.bottom) : categories(grid.lines, frame.bottom, frame.top);
  const colour = colourScale(trace.colorscale, trace.reversescale === true);
  return drawCells(trace, grid, { x, y }, colour) + drawAxes(frame, x, thin(y), titles, false) + (hasBar ? drawColourBar(frame, grid, colour) : "");
}
function readGrid(trace) {
  const all = readList(trace.z).map(readList);
  const stepY = Math.ceil(all.length / MOST_SIDE);
  const width = all.reduce((most2, row) => Math.max(most2, row.length), 0);
  const stepX = Math.ceil(width / MOST_SIDE);
  const rows = all.filter((_, index) => index % stepY === 0).map((row) => row.filter((_, index) => index % stepX === 0));
  const values = rows.flat().map(readNumber).filter((value) => value !== void 0);
  const least = values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const most = values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
  return {
    rows,
    columns: readLabels(trace.x, width).filter((_, index) => index % stepX === 0),
    lines: readLabels(trace.y, all.length).filter((_, index) => index % stepY === 0),
    low: readNumber(trace.zmin) ?? (values.length === 0 ? 0 : least),
    high: readNumber(trace.zmax) ?? (values.length === 0 ? 1 : most)
  };
}
function readLabels(labels, length) {
  const given = readList(labels);
  return Array.from({ length }, (_, index) => given[index] ?? index);
}
function categories(values, from, to) {
  return makeScale({
    values,
    from,
    to,
    includeZero: false,
    padding: 0,
    type: "category",
    tickCount: 10
  });
}
function thin(scale) {
  const step = Math.max(1, Math.ceil(14 / scale.band));
  return { ...scale, ticks: scale.ticks.filter((_, index) => index % step === 0) };
}
function squareFrame(frame, grid, square) {
  if (!square || grid.rows.length === 0 || grid.columns.length === 0) return frame;
  const side = Math.min(
    (frame.right - frame.left) / grid.columns.length,
    (frame.bottom - frame.top) / grid.rows.length
  );
  const spare = frame.right - frame.left - side * grid.columns.length;
  return {
    left: frame.left + spare / 2,
    right: frame.right - spare / 2,
    top: frame.top,
    bottom: frame.top + side * grid.rows.length
  };
}
function drawCells(trace, grid, scales, colour) {
  const { x, y } = scales;
  const texts = readList(trace.text).map(readList);
  const writes = typeof trace.texttemplate === "string" || texts.length > 0;
  const [width, height] = [roomIn(x), roomIn(y)];
  return grid.rows.flatMap(
    (row, line) => row.map((cell, column) => {
      const value = readNumber(cell);
      const [cx, cy] = [x.place(grid.columns[column]), y.place(grid.lines[line])];
      if (value === void 0 || cx === void 0 || cy === void 0) return "";
      const fill = colour(
        grid.high > grid.low ? (value - grid.low) / (grid.high - grid.low) : 0.5
      );
      const words = writes ? String(texts[line]?.[column] ?? formatTick(value)) : "";
      return `<rect x="${round(cx - width / 2)}" y="${round(cy - height / 2)}" width="${round(width)}" height="${round(height)}" rx="${x.band > 20 ? 3 : 0}" fill="${fill}"/>` + writeInCell(words, cx, cy, Math.min(width, height * 1.6), fill);
    })
  ).join("");
}
function roomIn({ band }) {
  return band > 14 ? band - GAP : band + 0.3;
}
function writeInCell(words, x, y, room, fill) {
  const size = Math.min(16, room / 3);
  if (words === "" || size < 7) return "";
  const fitted = estimateTextWidth(words, size) <= room ? words : fitText(words, room, size);
  return textAt(x, y + size * 0.36, fitted, { size: round(size), fill: textColourOn(fill) });
}
function drawColourBar(frame, { low, high }, colour) {
  const left = frame.right + 18;
  const height = frame.bottom - frame.top;
  const slices = Array.from({ length: 40 }, (_, index) => {
    const top = frame.top + height * index / 40;
    return `<rect x="${left}" y="${round(top)}" width="14" height="${round(height / 40 + 0.5)}" fill="${colour(1 - index / 39)}"/>`;
  });
  const ticks = niceTicks(low, high, 5).map((value) => {
    const y = frame.bottom - (high > low ? (value - low) / (high - low) * height : 0);
    return textAt(left + 20, y + 4, formatTick(value), {
      size: 11,
      fill: "#4b5766",
      anchor: "start"
    });
  });
  return slices.join("") + ticks.join("");
}

// src/render/render-figure/draw-bars.ts
var FILLED = 0.8;
function drawBars(bars, x, y, barmode) {
  const stacked = barmode === "stack";
  const overlaid = stacked || barmode === "overlay";
  const heights = /* @__PURE__ */ new Map();
  return bars.flatMap((series, place) => {
    const along = series.horizontal ? y : x;
    const thickness = Math.max(
      1,
      Math.min(along.band, 160) * FILLED / (overlaid ? 1 : bars.length)
    );
    const shift = overlaid ? 0 : (place - (bars.length - 1) / 2) * thickness;
    return readBars(series).map(({ at, value, index }) => {
      const key = `${String(at)} ${value < 0}`;
      const base = stacked ? heights.get(key) ?? 0 : 0;
      heights.set(key, base + value);
      return drawBar(series, index, {
        along,
        across: series.horizontal ? x : y,
        at,
        base,
        top: base + value,
        shift,
        thickness
      });
    });
  }).join("");
}
function stackTops(bars) {
  const sums = /* @__PURE__ */ new Map();
  for (const series of bars) {
    for (const { at, value } of readBars(series)) {
      const key = `${String(at)} ${value < 0}`;
      sums.set(key, (sums.get(key) ?? 0) + value);
    }
  }
  return [...sums.values()];
}
function readBars(series) {
  const [places, values] = series.horizontal ? [series.y, series.x] : [series.x, series.y];
  return values.flatMap((value, index) => {
    const number = readNumber(value);
    return number === void 0 ? [] : [{ at: places[index], value: number, index }];
  });
}
function drawBar(series, index, place) {
  const middle = place.along.place(place.at);
  const [from, to] = [place.across.place(place.base), place.across.place(place.top)];
  if (middle === void 0 || from === void 0 || to === void 0) return "";
  const side = middle + place.shift - place.thickness / 2;
  const [start, length] = [Math.min(from, to), Math.abs(to - from)];
  const box = series.horizontal ? [start, side, length, place.thickness] : [side, start, place.thickness, length];
  const [left = 0, top = 0, width = 0, height = 0] = box.map(round);
  const colour = readColour(readList(readPath(series.trace, "marker", "color"))[index]) ?? series.colour;
  return `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="2" fill="${colour}"/>` + drawBarText(series, index, { left, top, width, height });
}
function drawBarText(series, index, box) {
  const words = readList(series.trace.text)[index];
  if (typeof words !== "string" && typeof words !== "number" || box.width < 8) return "";
  const look = { size: 11, fill: "#2b3542" };
  if (series.horizontal)
    return textAt(box.left + box.width + 5, box.top + box.height / 2 + 4, String(words), {
      ...look,
      anchor: "start"
    });
  return textAt(box.left + box.width / 2, box.top - 5, String(words), look);
}

// src/render/render-figure/draw-points.ts
var MOST_MARKS = 4e3;
function drawPoints(series, x, y, frame) {
  const runs = placeRuns(series, x, y);
  const lines = series.lines ? runs.filter((run) => run.length > 1).map((run) => drawLine(series, run)) : [];
  const points = runs.flat().filter((point) => isInside(point, frame));
  const step = Math.ceil(points.length / MOST_MARKS);
  const marks = series.markers ? points.filter((_, index) => index % step === 0) : [];
  const colourOf = markColours(series);
  return lines.join("") + marks.map((point) => drawMark(series, point, colourOf(point.index))).join("");
}
function placeRuns(series, x, y) {
  const runs = [[]];
  const length = Math.min(series.x.length, series.y.length);
  for (let index = 0; index < length; index += 1) {
    const [px, py] = [x.place(series.x[index]), y.place(series.y[index])];
    if (px === void 0 || py === void 0) runs.push([]);
    else runs.at(-1)?.push({ x: px, y: py, index });
  }
  return runs;
}
function isInside({ x, y }, frame) {
  return x >= frame.left - 1 && x <= frame.right + 1 && y >= frame.top - 1 && y <= frame.bottom + 1;
}
function drawLine(series, run) {
  const step = Math.ceil(run.length / MOST_MARKS);
  const path = run.filter((_, index) => index % step === 0 || index === run.length - 1).map(({ x, y }) => `${round(x)} ${round(y)}`).join("L");
  const width = readNumber(readPath(series.trace, "line", "width")) ?? 2;
  const dash = series.dashed ? ' stroke-dasharray="7 4"' : "";
  return `<path d="M${path}" fill="none" stroke="${series.colour}" stroke-width="${width}" stroke-linejoin="round"${dash}/>`;
}
function drawMark(series, { x, y, index }, colour) {
  const sizes = readPath(series.trace, "marker", "size");
  const size = readNumber(Array.isArray(sizes) ? sizes[index] : sizes) ?? 7;
  const opacity = readNumber(readPath(series.trace, "marker", "opacity")) ?? 0.85;
  const words = readList(series.trace.text)[index];
  const title = typeof words === "string" ? `<title>${escapeXml(cutText(words, 200))}</title>` : "";
  const shape = `cx="${round(x)}" cy="${round(y)}" r="${round(Math.min(30, size / 2))}" fill="${colour}" fill-opacity="${opacity}"`;
  return title === "" ? `<circle ${shape}/>` : `<circle ${shape}>${title}</circle>`;
}
function markColours(series) {
  const colours = readList(readPath(series.trace, "marker", "color"));
  const numbers = colours.map(readNumber).filter((value) => value !== void 0);
  const low = numbers.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = numbers.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const scale = colourScale(readPath(series.trace, "marker", "colorscale"));
  return (index) => {
    const value = readNumber(colours[index]);
    if (value !== void 0) return scale(high > low ? (value - low) / (high - low) : 0.5);
    return readColour(colours[index]) ?? series.colour;
  };
}

// src/render/render-figure/series.ts
var FEW_POINTS = 20;
function readSeries(traces, colourway) {
  const colours = readList(colourway).map(readColour).filter((colour) => colour !== void 0);
  const order = colours.length > 0 ? colours : COLOURWAY;
  return traces.map(
    (trace, index) => readOne(trace, index, order[index % order.length] ?? COLOURWAY[0])
  );
}
function readOne(trace, index, fallback) {
  const bars = trace.type === "bar";
  const y = readList(trace.y);
  const x = trace.x === void 0 ? y.map((_, at) => at) : readList(trace.x);
  const paired = y.length === 0 && trace.y === void 0 ? x.map((_, at) => at) : y;
  const mode = typeof trace.mode === "string" ? trace.mode : void 0;
  const assumed = x.length < FEW_POINTS ? "lines+markers" : "lines";
  return {
    kind: bars ? "bars" : "points",
    name: typeof trace.name === "string" ? stripTags(trace.name) : `trace ${index}`,
    colour: readColour(readPath(trace, "marker", "color")) ?? readColour(readPath(trace, "line", "color")) ?? fallback,
    x,
    y: paired,
    markers: (mode ?? assumed).includes("markers"),
    lines: (mode ?? assumed).includes("lines"),
    dashed: typeof readPath(trace, "line", "dash") === "string" && readPath(trace, "line", "dash") !== "solid",
    horizontal: bars && trace.orientation === "h",
    inLegend: trace.showlegend !== false,
    trace
  };
}

// src/render/render-figure/draw-xy-plot.ts
var LEGEND_SIZE = 12;
var LEGEND_ROW = 20;
function drawXyPlot(traces, layout, paper) {
  const series = readSeries(traces, layout.colorway);
  const legend = needsLegend(series, layout) ? series.filter((one) => one.inLegend) : [];
  const legendWidth = measureLegend(legend);
  const titles = { x: axisTitle(layout, "xaxis"), y: axisTitle(layout, "yaxis") };
  const draft = {
    left: 60,
    right: paper.width - 24 - legendWidth,
    top: paper.top,
    bottom: paper.height - 56
  };
  const draftX = xScale(series, layout, draft);
  const draftY = yScale(series, layout, draft);
  const crowded = isCrowded(draftX.ticks);
  const frame = {
    ...draft,
    // Slanted labels reach to the left of the first tick.
    left: Math.max(
      crowded ? 88 : 0,
      labelRoom(
        draftY.ticks.map(({ label }) => label),
        titles.y
      )
    ),
    bottom: paper.height - (crowded ? 76 : 34) - (titles.x === "" ? 0 : 22)
  };
  const [x, y] = [xScale(series, layout, frame), yScale(series, layout, frame)];
  const bars = series.filter((one) => one.kind === "bars");
  return [
    drawAxes(frame, x, y, titles),
    drawBars(bars, x, y, layout.barmode),
    ...series.filter((one) => one.kind === "points").map((one) => drawPoints(one, x, y, frame)),
    drawLegend(legend, frame.right + 18, paper.top + 6)
  ].join("");
}
function xScale(series, layout, frame) {
  const lying = series.some((one) => one.horizontal);
  return makeScale({
    values: series.flatMap((one) => [...one.x]),
    from: frame.left,
    to: frame.right,
    ...readRange(layout, "xaxis"),
    includeZero: lying || readPath(layout, "xaxis", "rangemode") === "tozero",
    padding: series.some((one) => one.kind === "bars" && !one.horizontal) ? 0.08 : 0.05,
    type: readPath(layout, "xaxis", "type"),
    tickCount: Math.max(2, (frame.right - frame.left) / 90)
  });
}
function yScale(series, layout, frame) {
  const standing = series.filter((one) => one.kind === "bars" && !one.horizontal);
  const stacked = layout.barmode === "stack" ? stackTops(standing) : [];
  const reversed = readPath(layout, "yaxis", "autorange") === "reversed";
  return makeScale({
    values: [...series.flatMap((one) => [...one.y]), ...stacked],
    from: reversed ? frame.top : frame.bottom,
    to: reversed ? frame.bottom : frame.top,
    ...readRange(layout, "yaxis"),
    includeZero: standing.length > 0 || readPath(layout, "yaxis", "rangemode") === "tozero",
    padding: 0.06,
    type: readPath(layout, "yaxis", "type"),
    tickCount: Math.max(2, (frame.bottom - frame.top) / 55)
  });
}
function readRange(layout, axis) {
  const range = readList(readPath(layout, axis, "range"));
  return range.length === 2 ? { range: [range[0], range[1]] } : {};
}
function axisTitle(layout, axis) {
  return readTitle(readPath(layout, axis, "title"));
}
function needsLegend(series, layout) {
  if (typeof layout.showlegend === "boolean") return layout.showlegend;
  return series.length > 1;
}
function measureLegend(series) {
  if (series.length === 0) return 0;
  const widest = series.reduce(
    (most, one) => Math.max(most, estimateTextWidth(one.name, LEGEND_SIZE)),
    0
  );
  return Math.min(170, Math.ceil(widest)) + 42;
}
function drawLegend(series, left, top) {
  return series.map((one, index) => {
    const y = top + index * LEGEND_ROW;
    const words = textAt(left + 24, y + 4, fitText(one.name, 170, LEGEND_SIZE), {
      size: LEGEND_SIZE,
      fill: "#2b3542",
      anchor: "start"
    });
    return drawKey(one, round(left), round(y)) + words;
  }).join("");
}
function drawKey(one, x, y) {
  if (one.kind === "bars")
    return `<rect x="${x + 3}" y="${y - 5}" width="12" height="10" rx="2" fill="${one.colour}"/>`;
  const line = `<path d="M${x} ${y}h18" stroke="${one.colour}" stroke-width="2"${one.dashed ? ' stroke-dasharray="5 3"' : ""}/>`;
  return (one.lines ? line : "") + (one.markers ? `<circle cx="${x + 9}" cy="${y}" r="4" fill="${one.colour}"/>` : "");
}

// src/render/render-figure/render-figure-svg.ts
var WIDTH = 700;
var HEIGHT = 440;
var XY_TYPES = /* @__PURE__ */ new Set(["scatter", "scattergl", "bar"]);
function renderFigureSvg(figure) {
  const width = clamp(readNumber(readPath(figure.layout, "width")) ?? WIDTH, 200, 2e3);
  const height = clamp(readNumber(readPath(figure.layout, "height")) ?? HEIGHT, 150, 2e3);
  const title = readTitle(readPath(figure.layout, "title"));
  const paper = { width, height, top: title === "" ? 22 : 50 };
  const label = describeFigure(figure);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`,
    ` role="img" aria-label="${escapeXml(label)}" font-family="${FONT}" style="max-width:100%;height:auto">`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="#ffffff" stroke="#dfe3e8"/>`,
    textAt(width / 2, 29, fitText(title, width - 40, 16, true), {
      size: 16,
      weight: 600,
      fill: "#1c2430"
    }),
    drawPlot(figure, paper),
    "</svg>"
  ].join("");
}
function describeFigure(figure) {
  const title = readTitle(readPath(figure.layout, "title"));
  const types = [...new Set(figure.data.map(typeOf))].join(", ");
  const axes = ["xaxis", "yaxis"].map((axis) => readTitle(readPath(figure.layout, axis, "title"))).filter((name) => name !== "").join(" \xD7 ");
  return `${title === "" ? "Plot" : title} (${types}${axes === "" ? "" : `: ${axes}`})`;
}
function drawPlot(figure, paper) {
  const visible = figure.data.filter(
    (trace) => trace.visible !== false && trace.visible !== "legendonly"
  );
  const [first] = visible;
  if (first !== void 0 && visible.every((trace) => XY_TYPES.has(typeOf(trace)))) {
    return drawXyPlot(visible, figure.layout ?? {}, paper);
  }
  if (first !== void 0 && visible.length === 1 && typeOf(first) === "heatmap") {
    return drawHeatmapPlot(first, figure.layout ?? {}, paper);
  }
  return drawPlaceholder(visible, paper);
}
function drawPlaceholder(traces, { width, height }) {
  const types = [...new Set(traces.map(typeOf))].join(" + ");
  const words = traces.length === 0 ? "Nothing to draw" : `${types}: interactive only`;
  const hint = traces.length === 0 ? "The figure has no visible trace." : "This kind of trace has no still picture. Run the cell to see it.";
  const middle = height / 2;
  return `<g transform="translate(${width / 2 - 20} ${middle - 58})" fill="#c3ccd6"><rect y="18" width="10" height="16" rx="2"/><rect x="15" y="6" width="10" height="28" rx="2"/><rect x="30" y="12" width="10" height="22" rx="2"/></g>` + textAt(width / 2, middle + 2, fitText(words, width - 40, 14, true), {
    size: 14,
    weight: 600,
    fill: "#3a4553"
  }) + textAt(width / 2, middle + 24, fitText(hint, width - 40, 12), { size: 12, fill: "#566170" });
}
function typeOf(trace) {
  return typeof trace.type === "string" ? trace.type : "scatter";
}
function clamp(value, low, high) {
  return Math.round(Math.min(high, Math.max(low, value)));
}

// src/render/render-figure/render-figure.ts
function renderFigure(figure) {
  const svg = renderFigureSvg(figure);
  const text = describeFigure(figure);
  const width = /viewBox="0 0 (\d+) /.exec(svg)?.[1] ?? "700";
  const html = [
    `<div class="cauce-figure" style="width:${width}px;max-width:100%">`,
    `<img src="${svgDataUrl(svg)}" alt="${escapeXml(text)}" width="${width}" style="display:block;max-width:100%;height:auto">`,
    `<script>${figureScript(figure)}</script>`,
    "</div>"
  ].join("");
  return { html, svg, text };
}

// src/render/render-grid-html.ts
function renderGridHtml(headings, rows, aligns) {
  const cell = (tag, html, index, extra) => `<${tag} style="text-align:${aligns[index] ?? "left"};padding:4px 12px;border:none;${extra}">${html}</${tag}>`;
  const heads = headings.map(
    (heading, index) => cell("th", heading, index, `border-bottom:${HAIRLINE};font-weight:600;vertical-align:bottom`)
  );
  const body = rows.map((row) => {
    const cells = row.map(
      (html, index) => cell("td", html, index, `border-bottom:${HAIRLINE};vertical-align:top`)
    );
    return `<tr style="background:none">${cells.join("")}</tr>`;
  });
  return `<table style="border-collapse:collapse;margin:0;border:none;font-size:13px;color:inherit"><thead><tr style="background:none">${heads.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}

// src/render/render-grid-text.ts
function renderGridText(headings, rows, aligns, limits) {
  const widths = headings.map((heading, index) => {
    const cells = rows.map((row) => countColumns((row[index] ?? "").slice(0, 200)));
    return Math.min(limits[index] ?? 40, Math.max(countColumns(heading), ...cells));
  });
  const line = (cells) => widths.map((width, index) => padColumns(oneLine(cells[index] ?? ""), width, aligns[index])).join("  ").trimEnd();
  const rule = widths.map((width) => "\u2500".repeat(width)).join("  ");
  return [line(headings), rule, ...rows.map(line)].join("\n");
}
function oneLine(text) {
  return text.replace(/\s+/g, " ");
}

// src/render/render-table.ts
var MOST_ROWS = 20;
var ENDS = 8;
var MOST_COLUMNS = 24;
var LONGEST_CELL = 120;
var GAP2 = /* @__PURE__ */ Symbol("gap");
function renderTable(rows, names = listColumns(rows), options = {}) {
  const columns = names.slice(0, MOST_COLUMNS).map((name) => describeColumn(name, rows));
  const shown = pickRows(rows);
  const size = describeSize(options.totalRows ?? rows.length, names.length, columns.length);
  return {
    html: tableHtml(columns, shown, size, options.caption),
    text: tableText(columns, shown, size, options.caption)
  };
}
function listColumns(rows) {
  const names = /* @__PURE__ */ new Set();
  for (const row of rows) for (const name of Object.keys(row)) names.add(name);
  return [...names];
}
function pickRows(rows) {
  if (rows.length <= MOST_ROWS) return [...rows];
  return [...rows.slice(0, ENDS), GAP2, ...rows.slice(-ENDS)];
}
function describeSize(rowCount, columnCount, shownColumns) {
  const rows = `${rowCount.toLocaleString("en-US")} ${rowCount === 1 ? "row" : "rows"}`;
  const columns = `${columnCount} ${columnCount === 1 ? "column" : "columns"}`;
  return `${rows} \xD7 ${columns}${shownColumns < columnCount ? ` (${shownColumns} shown)` : ""}`;
}
function describeColumn(name, rows) {
  const types = new Set(
    rows.map((row) => row[name]).filter((value) => !isMissing(value)).map(typeOf2)
  );
  const type = types.size === 0 ? "empty" : types.size === 1 ? [...types].join() : "mixed";
  return { name, type, align: type === "number" || type === "bigint" ? "right" : "left" };
}
function typeOf2(value) {
  if (Array.isArray(value)) return "list";
  return value instanceof Date ? "date" : typeof value;
}
function isMissing(value) {
  return value === void 0 || value === null || value === "" || Number.isNaN(value);
}
function formatCell(value) {
  if (typeof value !== "number") return formatValue(value, LONGEST_CELL);
  if (Number.isInteger(value) || !Number.isFinite(value)) return String(value);
  return String(Number(Math.abs(value) < 1e5 ? value.toPrecision(6) : value.toFixed(2)));
}
function missingWord(value) {
  if (value === null) return "null";
  if (value === "") return "empty";
  return value === void 0 ? "\u2013" : "NaN";
}
function tableHtml(columns, shown, size, caption) {
  const headings = columns.map(
    ({ name, type }) => `${escapeXml(name)}<br><span style="font-weight:400;font-size:11px;opacity:0.7">${type}</span>`
  );
  const rows = shown.map(
    (row) => columns.map(({ name }) => row === GAP2 ? faint("\u22EE") : cellHtml(row[name]))
  );
  const aligns = columns.map((column) => column.align);
  const title = caption === void 0 ? "" : `<div style="margin-bottom:4px"><b>${escapeXml(caption)}</b></div>`;
  const foot = `<div style="opacity:0.75;font-size:12px;margin-top:4px">${size}</div>`;
  return `<div style="${BLOCK_STYLE}">${title}${renderGridHtml(headings, rows, aligns)}${foot}</div>`;
}
function cellHtml(value) {
  return isMissing(value) ? faint(missingWord(value)) : escapeXml(formatCell(value));
}
function faint(words) {
  return `<span style="opacity:0.6;font-style:italic">${words}</span>`;
}
function tableText(columns, shown, size, caption) {
  const cells = shown.map(
    (row) => columns.map(({ name }) => {
      if (row === GAP2) return "\u22EE";
      return isMissing(row[name]) ? missingWord(row[name]) : formatCell(row[name]);
    })
  );
  const grid = renderGridText(
    columns.map((column) => column.name),
    cells,
    columns.map((column) => column.align),
    columns.map(() => 32)
  );
  return [...caption === void 0 ? [] : [caption], grid, size].join("\n");
}

export {
  Displayed,
  display,
  clearOutput,
  isFigure,
  renderFigure,
  renderGridHtml,
  renderGridText,
  renderTable
};
//# sourceMappingURL=chunk-66VCQ2Z6.js.map
