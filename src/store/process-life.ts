import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** A process as others can tell it from a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the system's own words; empty where these cannot be had. */
  readonly start: string;
  /** Where its number means something: the machine since its start, and the container. */
  readonly machine: string;
}

/** A process elsewhere is given up when it has shown nothing of itself for so long. */
const silentMs = 60_000;

export function identifyProcess(): ProcessIdentity {
  return { pid: process.pid, start: readState(process.pid)?.start ?? "", machine: nameMachine() };
}

/**
 * Whether a process still runs. On this machine the system knows. Of a process of another machine or
 * container only its last sign of life can be seen: it counts as dead once that is a minute old.
 */
export function isProcessAlive(found: ProcessIdentity, lastSignMs: number): boolean {
  if (!isOfThisMachine(found)) return Date.now() - lastSignMs < silentMs;
  if (!isNumberTaken(found.pid)) return false;
  const state = readState(found.pid);
  if (state === undefined) return true;
  return !state.isZombie && (found.start === "" || state.start === found.start);
}

export function isOfThisMachine({ machine }: ProcessIdentity): boolean {
  return machine === nameMachine();
}

/** Whether a process of this machine, be it an older or a later one, has the number now. */
export function isNumberTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** Linux tells it; elsewhere the number alone has to do. */
function readState(
  pid: number,
): { readonly start: string; readonly isZombie: boolean } | undefined {
  const text = readOr(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  // The name of the program may hold spaces and parentheses itself.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state, start] = [fields[0], fields[19]];
  return start === undefined ? undefined : { start, isZombie: state === "Z" || state === "X" };
}

function nameMachine(): string {
  const boot = readOr(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim());
  const numbers = readOr(() => readlinkSync("/proc/self/ns/pid"));
  return [hostname(), boot, numbers].join(" ");
}

function readOr(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
