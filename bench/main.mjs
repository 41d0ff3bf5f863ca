// `npm run bench`: every benchmark; `npm run bench -- null-rerun`: one. Prints tables and keeps them
// in bench/RESULTS.md. `node bench/setup.mjs` gets the peers that are missing.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { cell } from "./cell.mjs";
import { csv } from "./csv.mjs";
import { dag } from "./dag.mjs";
import { edit } from "./edit.mjs";
import { forest } from "./forest.mjs";
import { freshRun } from "./fresh-run.mjs";
import { iris } from "./iris.mjs";
import { nullRerun } from "./null-rerun.mjs";
import { parallel } from "./parallel.mjs";
import { reruns } from "./reruns.mjs";
import { responsive } from "./responsive.mjs";
import { describeMachine } from "./rig/machine.mjs";
import { putSection } from "./rig/results.mjs";

/** @type {Record<string, () => Promise<string>>} */
const benchmarks = {
  "null-rerun": nullRerun,
  "fresh-run": freshRun,
  parallel,
  cell,
  responsive,
  csv,
  iris,
  forest,
  edit,
  reruns,
  dag,
  scheduler,
};

/** Named among the others, so that its table is not just missing. */
async function scheduler() {
  return "Not measured: there is no central scheduler yet. Several runs of one project share its record and claim each task, so that none runs twice at once; `null-rerun`, `fresh-run` and `parallel` count what that costs.";
}

// Node 20 reads such a file whenever it starts, 30 ms of processor time for that of a whole system;
// that is the machine's, and not of what is compared here, none of which asks another machine.
delete process.env.NODE_EXTRA_CA_CERTS;

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  console.error(
    `unknown benchmark: ${unknown.join(", ")}. Known: ${Object.keys(benchmarks).join(", ")}`,
  );
  process.exit(2);
}

const file = path.join(path.dirname(fileURLToPath(import.meta.url)), "RESULTS.md");
for (const [name, run] of Object.entries(benchmarks)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${name}`);
  const section = `${await run()}\n\n${describeMachine()}\n`;
  console.log(section);
  writeFileSync(file, putSection(readFileSync(file, "utf8"), name, section));
}
