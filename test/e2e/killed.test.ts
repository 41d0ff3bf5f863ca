import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { CheckpointStore } from "../../src/core/checkpoint-store.ts";
import { openLmdbStore } from "../../src/store/lmdb-store.ts";
import { Project, readRun } from "./project-rig.ts";
import { randomNumbers } from "./random-numbers.ts";

/** Each task writes what is kept in the record, and what is kept in a file of its own, in many pieces. */
const cells = {
  imports: `import { ExternalTask, file, Task, text, WrapperTask } from "cauce";\nimport { z } from "zod";`,
  tasks: `
class Seed extends ExternalTask {
  output() { return text("data/seed.txt"); }
}
class Part extends Task.with({ at: z.int() }) {
  requires() { return new Seed(); }
  output() { return { small: text(this, "small"), large: file(this, "large.bin") }; }
  async run() {
    const line = (await this.input().read()).trim() + " " + this.at + "\\n";
    await this.output().small.write(line);
    const stream = this.output().large.createWriteStream();
    for (let piece = 0; piece < 20; piece++)
      if (!stream.write(line.repeat(500))) await new Promise((resolve) => stream.once("drain", resolve));
    await new Promise((resolve, reject) => stream.once("error", reject).end(resolve));
  }
}
class Join extends Task {
  requires() { return Array.from({ length: 8 }, (_, at) => new Part({ at })); }
  output() { return text(this); }
  async run() {
    const parts = await Promise.all(this.input().map(({ small }) => small.read()));
    await this.output().write(parts.join(""));
  }
}`,
};
const parts = Array.from({ length: 8 }, (_, at) => at);

/** What each output holds, by its place in a family's folder, when the seed is a number. */
function contentsFor(seed: number): Map<string, string> {
  const lines = parts.map((at) => `${seed} ${at}\n`);
  return new Map([
    ...lines.map((line, at) => [`Part ${at} small`, line] as const),
    ...lines.map((line, at) => [`Part ${at} large`, line.repeat(10_000)] as const),
    ["Join", lines.join("")],
  ]);
}

class Killing {
  readonly #project: Project;
  readonly #random: () => number;
  readonly #command: readonly string[];
  /** The hashes of everything whole that an output may ever hold. */
  readonly #whole = new Set<string>();
  #seed = 0;
  /** How many temporary files the kills have left: none would mean that none came in the middle. */
  leftBehind = 0;
  /** From the plan to the summary, where nothing disturbs it and something is recorded already. */
  #runMs = 0;

  constructor(project: Project, seed: number, workers: number) {
    this.#project = project;
    this.#command = ["run", "iris.ipynb", "Join", "--json", "--workers", String(workers)];
    this.#random = randomNumbers(seed);
  }

  async nextSeed(): Promise<void> {
    this.#seed++;
    await this.#project.write("data/seed.txt", `${this.#seed}\n`);
    for (const content of contentsFor(this.#seed).values()) this.#whole.add(sha256(content));
  }

  /** Kills a run somewhere between its plan, before which it writes nothing, and a moment after its end. */
  async kill(): Promise<void> {
    const running = this.#project.start(...this.#command);
    await running.said('"event":"plan"');
    await sleep(this.#runMs * 1.1 * this.#random());
    running.process.kill("SIGKILL");
    await running.ended;
  }

  /** Whatever counts or stands in its place is whole, of this seed or an earlier one. */
  async assertNothingIsHalf(): Promise<void> {
    const store: CheckpointStore = openLmdbStore(this.#project.path(".cauce"));
    try {
      const outputs = store.records().flatMap((record) => record.outputs);
      for (const { hash } of outputs) expect(this.#whole).toContain(hash);
      for (const file of this.#files("outputs"))
        if (file.endsWith(".tmp")) this.leftBehind++;
        else expect([file, this.#whole.has(sha256(this.#bytes(file)))]).toEqual([file, true]);
    } finally {
      await store.close();
    }
  }

  /** A first run starts its threads before it plans: how long one takes is measured on the second. */
  async measureRun(): Promise<void> {
    await this.nextSeed();
    await this.assertPlainRunMendsAll();
    await this.nextSeed();
    this.#runMs = await this.assertPlainRunMendsAll();
  }

  /** Returns how long that took. */
  async assertPlainRunMendsAll(): Promise<number> {
    const { code, stderr, summary } = readRun(await this.#project.cauce(...this.#command));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const wanted = [...contentsFor(this.#seed).values()].map(sha256).sort();
    const files = this.#files("outputs");
    expect(files.map((file) => sha256(this.#bytes(file))).sort()).toEqual(wanted);
    expect(this.#files(".cauce/locks")).toEqual([]);
    expect(this.#files(".cauce/versions/incoming")).toEqual([]);
    return summary?.ms ?? 0;
  }

  #files(folder: string): string[] {
    const root = this.#project.path(folder);
    if (!existsSync(root)) return [];
    const entries = readdirSync(root, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => `${parentPath}/${name}`);
  }

  #bytes(file: string): Buffer {
    return readFileSync(file);
  }
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

test.concurrent.for([
  [20261121, 1],
  [20261122, 2],
] as const)(
  "a run killed at a hundred random instants leaves nothing half, and a plain run mends all (seed %i, workers: %i)",
  { timeout: 600_000 },
  async ([seed, workers]) => {
    using project = await Project.make({ cells });
    const killing = new Killing(project, seed, workers);
    await killing.measureRun();
    for (let kills = 1; kills <= 100; kills++) {
      // Sometimes the next one finds the work of the last one half done.
      if (kills % 3 === 1) await killing.nextSeed();
      await killing.kill();
      await killing.assertNothingIsHalf();
      if (kills % 20 === 0) await killing.assertPlainRunMendsAll();
    }
    expect(killing.leftBehind).toBeGreaterThan(0);
  },
);
