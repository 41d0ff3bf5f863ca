import { execFileSync } from "node:child_process";
import {
  closeSync,
  constants,
  existsSync,
  mkdtempSync,
  openSync,
  rmdirSync,
  unlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Descriptors of two pipes: what native code and child processes write, and where it can be read. */
export interface NativePipes {
  /** Read without blocking; the other end is descriptor 1 of this process. */
  readonly stdout: number;
  readonly stderr: number;
  /** What child processes get as their standard error. */
  readonly stderrOfChildren: number;
}

/**
 * Makes descriptor 1 a pipe that the kernel itself reads. Node cannot `dup2`, but a file that is
 * opened gets the lowest free number. Descriptor 2 stays what it was: the last words of a process
 * that runs out of memory must reach the log. To be called before anything opens files
 * asynchronously, which could take the number. Undefined where the system has no named pipes.
 */
export function openNativePipes(): NativePipes | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), "cauce-pipes-"));
  const [out, err] = [path.join(folder, "stdout"), path.join(folder, "stderr")];
  try {
    execFileSync("mkfifo", ["-m", "600", out, err], { stdio: "ignore" });
    const stdout = openSync(out, constants.O_RDONLY | constants.O_NONBLOCK);
    const stderr = openSync(err, constants.O_RDONLY | constants.O_NONBLOCK);
    const stderrOfChildren = openSync(err, "w");
    closeSync(1);
    openSync(out, "w");
    return { stdout, stderr, stderrOfChildren };
  } catch {
    return undefined;
  } finally {
    // One by one: Node loads what removes whole folders, which nothing else needs at the start.
    for (const pipe of [out, err]) if (existsSync(pipe)) unlinkSync(pipe);
    rmdirSync(folder);
  }
}
