import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describeIf, type Requirement } from "./requirements.ts";

/** A file system of a few kilobytes at a folder, gone with its content when it is disposed of. */
export class SmallDisk implements Disposable {
  readonly #folder: string;

  constructor(folder: string, kibibytes: number) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    mount(["-t", "tmpfs", "-o", `size=${kibibytes}k`, "tmpfs", folder]);
  }

  makeRoom(): void {
    mount(["-o", "remount,size=64m", this.#folder]);
  }

  [Symbol.dispose](): void {
    spawnSync("umount", ["--lazy", this.#folder]);
  }
}

/** Only the superuser may mount, and not in every container. */
export function describeWithSmallDisk(title: string, body: () => void): void {
  describeIf(findSmallDisk(), title, body);
}

function findSmallDisk(): Requirement {
  const folder = mkdtempSync(path.join(tmpdir(), "cauce-disk-"));
  const requirement = { name: "small file system", possible: false };
  try {
    using _ = new SmallDisk(folder, 64);
    return { ...requirement, available: true };
  } catch (error) {
    return { ...requirement, available: false, reason: String(error) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function mount(words: readonly string[]): void {
  const { status, stderr, error } = spawnSync("mount", words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`mount: ${(error?.message ?? stderr).trim()}`);
}
