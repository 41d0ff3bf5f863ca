// What no tool on Node can go below that promises what Cauce promises: the bare loop, and for each
// task a lock that other processes respect, its record and content in LMDB, and a look at the file
// before and after. Commits are shared, at most 100 ms apart, and each is on disk before its locks go.
import { createHash } from "node:crypto";
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";

const [library = "", , count] = process.argv.slice(2);
/** @type {typeof import("lmdb")} */
const { open } = createRequire(import.meta.url)(library);
const commitMs = 100;

mkdirSync(".cauce/locks", { recursive: true });
writeFileSync(".cauce/owner", String(process.pid));
const record = open({ path: ".cauce/record", encoding: "json", overlappingSync: false });
/** @type {{ at: number, hash: string, bytes: Buffer }[]} */
let ended = [];
let committedAt = 0;
for (let at = 0; at < Number(count); at++) {
  const file = `out/${at}.txt`;
  linkSync(".cauce/owner", `.cauce/locks/${at}`);
  const before = statSync(file, { throwIfNoEntry: false });
  writeFileSync(`${file}.tmp`, `task ${at}\n`);
  renameSync(`${file}.tmp`, file);
  if (statSync(file).mtimeMs === before?.mtimeMs) throw new Error("not written");
  const bytes = readFileSync(file);
  ended.push({ at, bytes, hash: createHash("sha256").update(bytes).digest("hex") });
  if (performance.now() - committedAt > commitMs) commit();
}
commit();
await record.close();

function commit() {
  record.transactionSync(() => {
    for (const { at, hash, bytes } of ended) {
      record.putSync(["task", at], { hash, file: `out/${at}.txt` });
      record.putSync(["content", hash], bytes.toString("base64"));
    }
  });
  for (const { at } of ended) unlinkSync(`.cauce/locks/${at}`);
  ended = [];
  committedAt = performance.now();
}
