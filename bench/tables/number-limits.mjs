// What V8 itself takes for the numbers of the table: node number-limits.mjs COUNT. Milliseconds.
import { makeRows } from "./csv-table.mjs";

const piece = 1_024;
const numbers = makeRows(Number(process.argv[2])).map(({ species: _, ...others }) =>
  Object.values(others),
);
const pieces = Array.from({ length: Math.ceil(numbers.length / piece) }, (_, at) =>
  numbers.slice(at * piece, (at + 1) * piece),
);
/** @type {string[]} */
let texts = [];
/** @type {Record<string, unknown>[]} */
const rows = [];

const figures = {
  write: time(() => {
    texts = pieces.map((some) => JSON.stringify(some));
  }),
  read: time(() => texts.map((text) => JSON.parse(text))),
  build: time(() => {
    for (const [id, a, b, c, d] of numbers) rows.push({ id, a, b, c, d, species: "setosa" });
  }),
};
process.stdout.write(JSON.stringify(figures));

/** @param {() => unknown} work */
function time(work) {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
