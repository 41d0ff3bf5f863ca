import { readdirSync, readFileSync } from "node:fs";
import os from "node:os";
import type { JsonObject } from "./message.ts";

interface Times {
  /** Of this process, all its threads together. */
  readonly processMs: number;
  readonly hostBusyMs: number;
  readonly hostTotalMs: number;
  readonly atMs: number;
}

/** The content of `usage_reply`, in the form that Python's kernel has given it: percents of one CPU, and bytes. */
export class Usage {
  #last = readTimes();

  read(): JsonObject {
    const before = this.#last;
    const now = readTimes();
    this.#last = now;
    const total = os.totalmem();
    const available = os.freemem();
    return {
      status: "ok",
      hostname: os.hostname(),
      pid: process.pid,
      kernel_cpu: percent(now.processMs - before.processMs, now.atMs - before.atMs),
      kernel_memory: process.memoryUsage.rss() + memoryOfChildren(process.pid),
      cpu_count: os.cpus().length,
      host_cpu_percent: percent(
        now.hostBusyMs - before.hostBusyMs,
        now.hostTotalMs - before.hostTotalMs,
      ),
      host_virtual_memory: {
        total,
        available,
        percent: percent(total - available, total),
        used: total - available,
        free: available,
      },
    };
  }
}

function readTimes(): Times {
  const { user, system } = process.cpuUsage();
  const times = os.cpus().map((cpu) => cpu.times);
  const sum = (pick: (time: (typeof times)[number]) => number) =>
    times.reduce((total, time) => total + pick(time), 0);
  const hostTotalMs = sum(({ user, nice, sys, idle, irq }) => user + nice + sys + idle + irq);
  return {
    processMs: (user + system) / 1000,
    hostBusyMs: hostTotalMs - sum(({ idle }) => idle),
    hostTotalMs,
    atMs: performance.now(),
  };
}

function percent(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.round((1000 * part) / whole) / 10;
}

/** The compiler and the cells' own child processes, where the system tells of them (Linux). */
function memoryOfChildren(pid: number): number {
  let bytes = 0;
  for (const child of childrenOf(pid)) bytes += memoryOf(child) + memoryOfChildren(child);
  return bytes;
}

function childrenOf(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const texts = threads.map((id) => readFileSync(`/proc/${pid}/task/${id}/children`, "utf8"));
    return texts.join(" ").trim().split(/\s+/).filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function memoryOf(pid: number): number {
  try {
    const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return 1024 * Number(line?.[1] ?? 0);
  } catch {
    return 0;
  }
}
