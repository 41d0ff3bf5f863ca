// Run by the process tests: `writer FOLDER NAME COUNT` keeps a content and writes a record, COUNT
// times, and prints the id of each once the store says that it is there.
import { writeFileSync, writeSync } from "node:fs";
import path from "node:path";
import { openLmdbStore } from "../../src/store/lmdb-store.ts";
import { sampleRecord, sha256 } from "./checkpoint-store-sample.ts";

const [folder = "", name = "", count = "0"] = process.argv.slice(2);
const store = openLmdbStore(path.join(folder, ".cauce"), { versionsPerTask: 3 });

for (let at = 0; at < Number(count); at += 1) {
  const id = `${name}(k=${at % 50})`;
  const content = `${name} ${at} `.repeat(1 + (at % 300));
  const file = path.join(folder, `${name}.txt`);
  writeFileSync(file, content);
  await store.keepContent(sha256(content), file);
  const outputs = [{ name: "output", path: `outputs/${id}`, hash: sha256(content) }];
  await store.write(sampleRecord(id, at, { outputs }));
  writeSync(1, `${id} ${at}\n`);
}
await store.close();
