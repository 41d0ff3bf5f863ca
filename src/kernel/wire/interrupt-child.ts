import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";

/** A program may take its time to clean up after Ctrl-C; after that it is not asked any more. */
const SIGNALS = ["SIGINT", "SIGINT", "SIGINT", "SIGTERM", "SIGTERM", "SIGTERM"] as const;

/**
 * Ends the child process that the main thread waits for, with all that it has started: the first
 * times as Ctrl-C does, in the end by force. Of the main thread's children it is the newest,
 * because a thread that waits starts no other.
 */
export async function interruptChild(attempt: number): Promise<void> {
  const child = (await childrenOfMainThread()).at(-1);
  if (child === undefined) return;
  const signal = SIGNALS[attempt] ?? "SIGKILL";
  for (const pid of [child, ...(await descendantsOf(child))]) send(pid, signal);
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

function childrenOfMainThread(): Promise<number[]> {
  const { pid } = process;
  return process.platform === "linux" ? readChildren(pid, String(pid)) : listChildren(pid);
}

async function childrenOf(pid: number): Promise<number[]> {
  if (process.platform !== "linux") return listChildren(pid);
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  return (await Promise.all(threads.map((thread) => readChildren(pid, thread)))).flat();
}

/** In the order in which they were started. */
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
