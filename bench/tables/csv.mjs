// One contestant of Node's: node csv.mjs NAME COUNT FILE LIBRARY. Milliseconds on standard output.
import { statSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { makeRows } from "./csv-table.mjs";

/** @typedef {{ [step in "write" | "read" | "hash" | "writeFrame" | "readFrame"]?: () => unknown }} Contestant */

const [name = "", count = "", file = "", library = ""] = process.argv.slice(2);
const rows = makeRows(Number(count));
const contestant = await {
  cauce: useCauce,
  papaparse: usePapaparse,
  duckdb: useDuckdb,
}[/** @type {"cauce" | "papaparse" | "duckdb"} */ (name)]();

/** @type {Record<string, number>} */
const figures = {};
for (const [step, work] of Object.entries(contestant)) figures[step] = await time(work);
process.stdout.write(JSON.stringify(figures));

/** @param {() => unknown} work */
async function time(work) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** @returns {Promise<Contestant>} */
async function useCauce() {
  const { csv } = await import(pathToFileURL(library).href);
  const { hashFile } = await import(pathToFileURL(path.resolve("hash-file.mjs")).href);
  const target = csv(file);
  const one = csv("outputs/one.csv");
  await one.writeRows([{ id: 0 }]);
  // Loads danfojs.
  let frame = await one.readFrame();
  return {
    write: () => target.writeRows(rows),
    read: async () => check(await target.readRows()),
    hash: () => hashFile(path.resolve(file), statSync(file).size),
    readFrame: async () => {
      frame = await target.readFrame();
    },
    writeFrame: () => csv("outputs/frame.csv").writeFrame(frame),
  };
}

/** @returns {Promise<Contestant>} */
async function usePapaparse() {
  const papa = createRequire(import.meta.url)(library);
  return {
    write: () => writeFileSync(file, papa.unparse(rows)),
    read: async () => {
      const text = await readFile(file, "utf8");
      check(papa.parse(text, { header: true, dynamicTyping: true, skipEmptyLines: true }).data);
    },
  };
}

/** @returns {Promise<Contestant>} */
async function useDuckdb() {
  const { DuckDBInstance } = createRequire(library)("@duckdb/node-api");
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(
    "create table flowers (id integer, sepal_length double, sepal_width double, petal_length double, petal_width double, species varchar)",
  );
  return {
    write: async () => {
      const appender = await connection.createAppender("flowers");
      for (const row of rows) {
        appender.appendInteger(row.id);
        appender.appendDouble(row.sepal_length);
        appender.appendDouble(row.sepal_width);
        appender.appendDouble(row.petal_length);
        appender.appendDouble(row.petal_width);
        appender.appendVarchar(row.species ?? "");
        appender.endRow();
      }
      appender.closeSync();
      await connection.run(`copy flowers to '${file}' (header)`);
    },
    read: async () => {
      const reader = await connection.runAndReadAll(`select * from read_csv('${file}')`);
      check(reader.getRowObjectsJS());
    },
  };
}

/** @param {readonly Record<string, unknown>[]} found */
function check(found) {
  const [first, last] = [found[0], found.at(-1)];
  const isWhole = found.length === rows.length && Number(last?.id) === rows.length - 1;
  if (!isWhole || Number(first?.petal_length) !== rows[0]?.petal_length)
    throw new Error(`${name} read ${found.length} rows, the first ${JSON.stringify(first)}`);
}
