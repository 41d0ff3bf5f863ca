// Run by the process tests: `passer FOLDER WHAT MARKS` opens the record of FOLDER, or changes it when
// it has it open already. Files in MARKS say how far it is, and `go` there lets it begin.
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { RecordDatabase } from "../../src/store/record-database.ts";
import { Table } from "../../src/store/table.ts";

const [folder = "", what = "", marks = ""] = process.argv.slice(2);
const mark = (name: string) => writeFileSync(path.join(marks, name), "");
const database = new RecordDatabase(folder);
if (what === "change") database.prepare();
mark("ready");
while (!existsSync(path.join(marks, "go"))) await sleep(5);
mark("asking");
if (what === "open") database.prepare();
else database.write((root) => new Table(root, "test").put("changed", "key"));
mark("through");
await database.close();
