import { execFile } from "node:child_process";
import { readlinkSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";

/** What the operating system calls the thread that asks; undefined where it cannot be told. */
export function systemThread(): string | undefined {
  try {
    return readlinkSync("/proc/thread-self").split("/").at(-1);
  } catch {
    return undefined;
  }
}

/** The programs that a thread of this process has started, in that order; those of the whole process where the system does not tell them apart. */
export function programsOfThread(thread: string): Promise<number[]> {
  const { pid } = process;
  return process.platform === "linux" ? readChildren(pid, thread) : listChildren(pid);
}

/** How long ago a program was started, to 10 ms; undefined where it has ended or that cannot be told. */
export async function ageOfProgram(pid: number): Promise<number | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    const uptime = Number.parseFloat(await readFile("/proc/uptime", "utf8"));
    // The name in brackets, the second field, may hold spaces. Linux counts in hundredths for programs.
    const startedAt = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]) / 100;
    return (uptime - startedAt) * 1_000;
  } catch {
    return undefined;
  }
}

/** Sends a signal to a program and to all that it has started. */
export async function signalProgram(pid: number, signal: NodeJS.Signals): Promise<void> {
  for (const each of [pid, ...(await descendantsOf(pid))]) send(each, signal);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}

async function descendantsOf(pid: number): Promise<number[]> {
  const children = await childrenOf(pid);
  const further = await Promise.all(children.map(descendantsOf));
  return [...children, ...further.flat()];
}

async function childrenOf(pid: number): Promise<number[]> {
  if (process.platform !== "linux") return listChildren(pid);
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  return (await Promise.all(threads.map((thread) => readChildren(pid, thread)))).flat();
}

async function readChildren(pid: number, thread: string): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${thread}/children`, "utf8").catch(() => "");
  return numbersIn(text);
}

async function listChildren(pid: number): Promise<number[]> {
  const found = await promisify(execFile)("pgrep", ["-P", String(pid)]).catch(() => undefined);
  return numbersIn(found?.stdout ?? "").sort((a, b) => a - b);
}

function numbersIn(text: string): number[] {
  return text.split(/\s+/).filter(Boolean).map(Number);
}
