import { createHash, hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readPieces } from "../target/read-pieces.ts";

const smallBytes = 1 << 20;

/** A file's hash, and its bytes where these are few. */
export interface HashedContent {
  readonly hash: string;
  readonly bytes?: Uint8Array;
}

/** The SHA-256 of a file's bytes; undefined where it cannot be read. */
export async function hashFile(file: string, sizeBytes: number): Promise<string | undefined> {
  if (isSmall(sizeBytes)) return readSmallFile(file)?.hash;
  try {
    const whole = createHash("sha256");
    for await (const piece of readPieces(file)) whole.update(piece);
    return whole.digest("hex");
  } catch {
    return undefined;
  }
}

export function isSmall(sizeBytes: number): boolean {
  return sizeBytes <= smallBytes;
}

/** Synchronous: a small file is read in less time than handing it to another thread takes. */
export function readSmallFile(file: string): HashedContent | undefined {
  try {
    const bytes = readFileSync(file);
    return { hash: hash("sha256", bytes), bytes };
  } catch {
    return undefined;
  }
}
