import childProcess, { type StdioOptions } from "node:child_process";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { currentExecution } from "./publisher.ts";

export interface ChildOutputOptions {
  /** The descriptor that child processes get where they ask for that of the kernel's errors. */
  readonly stderr: number | undefined;
  /** Blocks until what was sent stands before all that a child process writes from now on. */
  readonly precede: () => void;
  /** Told before this thread waits for a child process, and after. */
  readonly setWaiting: (isWaiting: boolean) => void;
}

interface WithStdio {
  readonly stdio?: StdioOptions;
}

type AnyFunction = (...values: unknown[]) => unknown;

/**
 * Lets what child processes write where they inherit the kernel's streams reach the cell, in
 * order: what the cell has written before is sent first.
 */
export function captureChildOutput({ stderr, precede, setWaiting }: ChildOutputOptions): void {
  const sendFirst = () => {
    currentExecution()?.publisher.flush();
    precede();
  };
  const redirect = (options: unknown): unknown =>
    isOptions(options) ? { ...options, stdio: withStderr(options.stdio, stderr) } : options;
  const { prototype } = childProcess.ChildProcess as unknown as {
    prototype: { spawn: AnyFunction };
  };
  const { spawn } = prototype;
  prototype.spawn = function (this: unknown, options: unknown) {
    sendFirst();
    return spawn.call(this, redirect(options));
  };
  for (const name of ["spawnSync", "execSync", "execFileSync"] as const) {
    const original = childProcess[name] as AnyFunction;
    const waiting = (...values: unknown[]): unknown => {
      sendFirst();
      setWaiting(true);
      try {
        return original(...values.map(redirect));
      } finally {
        setWaiting(false);
      }
    };
    Object.assign(childProcess, { [name]: waiting });
  }
  captureWriteSync();
  syncBuiltinESMExports();
}

/** `fs.writeSync(1, …)` keeps its place among what the console writes. */
function captureWriteSync(): void {
  const original = fs.writeSync as AnyFunction;
  const writeSync = (fd: unknown, data: unknown, ...rest: unknown[]): unknown => {
    if ((fd !== 1 && fd !== 2) || currentExecution() === undefined)
      return original(fd, data, ...rest);
    const [offset, lengthBytes] = rest;
    const isText = typeof data === "string";
    const chunk = isText ? Buffer.from(data) : view(data, offset, lengthBytes);
    process[fd === 1 ? "stdout" : "stderr"].write(chunk);
    return chunk.byteLength;
  };
  Object.assign(fs, { writeSync });
}

function view(data: unknown, offset: unknown, lengthBytes: unknown): Uint8Array {
  const { buffer, byteOffset, byteLength } = data as Uint8Array;
  const from = typeof offset === "number" ? offset : 0;
  const size = typeof lengthBytes === "number" ? lengthBytes : byteLength - from;
  return new Uint8Array(buffer, byteOffset + from, size);
}

function isOptions(value: unknown): value is WithStdio {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The same choice of streams, with the pipe in the place of descriptor 2. */
function withStderr(stdio: StdioOptions | undefined, stderr: number | undefined): unknown {
  if (stderr === undefined || stdio === undefined) return stdio;
  const places = stdio === "inherit" ? ["inherit", "inherit", "inherit"] : stdio;
  if (!Array.isArray(places)) return stdio;
  return places.map((place: unknown, index) => (isErrors(place, index) ? stderr : place));
}

function isErrors(place: unknown, index: number): boolean {
  if (place === "inherit") return index === 2;
  return place === 2 || place === process.stderr;
}
