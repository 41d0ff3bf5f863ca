import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import type { World } from "./world.ts";

export interface RaceOrder {
  readonly folder: string;
  readonly world: World;
  readonly log: string;
  readonly note: string;
  readonly target: number | undefined;
}

export type RaceAnswer = { readonly ok: true } | { readonly ok: false; readonly problem: string };

const patienceMs = 30_000;

/** The program of racers, built once, in a folder that passes for this package's own. */
export async function buildRacer(): Promise<{ readonly file: string; remove(): void }> {
  const folder = mkdtempSync(path.join(tmpdir(), "cauce-racer-"));
  for (const name of ["node_modules", "package.json"])
    symlinkSync(path.resolve(name), path.join(folder, name));
  const file = path.join(folder, "racer.mjs");
  await build({
    entryPoints: [path.join(import.meta.dirname, "racer-host.ts")],
    outfile: file,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    logLevel: "warning",
  });
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A process that runs what it is told to, kept for many orders; one that was killed is started anew. */
export class Racer {
  readonly #program: string;
  #child: ChildProcess | undefined;

  constructor(program: string) {
    this.#program = program;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Resolves when it listens. */
  async start(): Promise<void> {
    if (this.#child !== undefined) return;
    this.#child = fork(this.#program, { execArgv: [] });
    await hear(this.#child);
  }

  /** Undefined from one that was killed meanwhile. */
  async run(order: RaceOrder): Promise<RaceAnswer | undefined> {
    if (this.#child === undefined) return undefined;
    const answer = hear(this.#child);
    this.#child.send(order);
    return (await answer) as RaceAnswer | undefined;
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }
}

/** The next message; undefined where the process ends instead. Nothing may take for ever. */
async function hear(child: ChildProcess): Promise<unknown> {
  const settled = new AbortController();
  const signal = AbortSignal.any([settled.signal, AbortSignal.timeout(patienceMs)]);
  const message = once(child, "message", { signal }).then(([found]) => found);
  const end = once(child, "exit", { signal }).then(() => undefined);
  try {
    return await Promise.race([message, end]);
  } finally {
    settled.abort();
    await Promise.allSettled([message, end]);
  }
}
