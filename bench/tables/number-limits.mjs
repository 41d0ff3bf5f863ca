// What V8 itself takes to read the table's numbers: node number-limits.mjs COUNT. Milliseconds.
import { makeRows } from "./csv-table.mjs";

const piece = 1_024;
const numbers = makeRows(Number(process.argv[2])).map(({ species: _, ...others }) =>
  Object.values(others),
);
const texts = Array.from({ length: Math.ceil(numbers.length / piece) }, (_, at) =>
  JSON.stringify(numbers.slice(at * piece, (at + 1) * piece)),
);
/** @type {Record<string, unknown>[]} */
const rows = [];

const figures = {
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
