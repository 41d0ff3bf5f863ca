import { appendFileSync, closeSync, fstatSync, openSync, readSync } from "node:fs";

const smallestPageBytes = 4096;
const headBytes = 160;
const magic = 0xbeefc0de;
const dataVersion = 2;

/** Where LMDB's 64-bit page head and meta record have their fields, in bytes from a page's start. */
const fields = {
  flags: 18,
  magic: 24,
  version: 28,
  pageBytes: 48,
  lastPage: 144,
  transaction: 152,
};
const metaFlag = 0x08;

interface Meta {
  readonly pageBytes: number;
  readonly lastPage: number;
  readonly transaction: bigint;
}

/**
 * Says what is wrong with an LMDB data file, or undefined where it may be opened. LMDB reads through
 * a memory map: a file that is not its own, or that ends before its last page, kills the whole
 * process with a signal instead of raising an error, so its head is looked at first.
 *
 * A file that ends early is made longer with empty pages. That is harmless where LMDB left its last
 * pages unwritten, and where the file was cut LMDB then finds an empty page and reports it.
 */
export function findDataFileFault(file: string): string | undefined {
  // The layout below is that of 64-bit machines; the other builds of LMDB have another one.
  if (process.arch !== "x64" && process.arch !== "arm64") return undefined;
  const handle = openSync(file, "r");
  try {
    const { size } = fstatSync(handle);
    if (size === 0) return undefined;
    const first = readMeta(handle, 0);
    if (first === undefined) return "its file is not a database of this kind";
    const second = readMeta(handle, first.pageBytes);
    if (second === undefined) return "the head of its file is broken";
    const latest = second.transaction > first.transaction ? second : first;
    const missing = (latest.lastPage + 1) * latest.pageBytes - size;
    if (missing > size * 16 + 2 ** 24) return `its file ends ${missing} bytes too early`;
    // Appended, never written in place: another process may be making the file longer just now.
    if (missing > 0) appendFileSync(file, Buffer.alloc(missing));
    return undefined;
  } finally {
    closeSync(handle);
  }
}

function readMeta(handle: number, position: number): Meta | undefined {
  const head = Buffer.alloc(headBytes);
  if (readSync(handle, head, 0, headBytes, position) < headBytes) return undefined;
  if ((head.readUInt16LE(fields.flags) & metaFlag) === 0) return undefined;
  if (head.readUInt32LE(fields.magic) !== magic) return undefined;
  if ((head.readUInt32LE(fields.version) & 0xffff) !== dataVersion) return undefined;
  const pageBytes = head.readUInt32LE(fields.pageBytes);
  if (pageBytes < smallestPageBytes / 16 || pageBytes > 1 << 20) return undefined;
  return {
    pageBytes,
    lastPage: Number(head.readBigUInt64LE(fields.lastPage)),
    transaction: head.readBigUInt64LE(fields.transaction),
  };
}
