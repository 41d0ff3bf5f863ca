import { stat } from "node:fs/promises";
import { methodOf, readMember } from "./present-member.ts";

/** A larger table is not read only to show its ends. */
const mostTableBytes = 20_000_000;

/** All rows of a target that holds a table; undefined of another one, and of one that is too large. */
export async function readTable(target: object): Promise<object | undefined> {
  const readRows = methodOf(target, "readRows");
  const path = readMember(target, "absolutePath");
  if (readRows === undefined || typeof path !== "string") return undefined;
  if ((await stat(path)).size > mostTableBytes) return undefined;
  const rows: unknown = await readRows();
  return Array.isArray(rows) ? rows : undefined;
}
