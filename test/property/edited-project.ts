import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import * as library from "../../src/index.ts";
import { Engine } from "../../src/pipeline/engine.ts";
import { openProject, type Project } from "../../src/pipeline/project.ts";
import type { Observation } from "../../src/plan/observation.ts";
import { Ledger } from "./ledger.ts";
import { edit, type Step } from "./random-edits.ts";
import { compute, type World, wanted } from "./world.ts";
import { codeOf, reference } from "./world-code.ts";

/** In memory where there is such a folder: the disk is not what is tested here, and costs the most. */
const memory = "/dev/shm";

/** A folder for many projects. */
export function makeHome(): string {
  return mkdtempSync(path.join(existsSync(memory) ? memory : tmpdir(), "cauce-property-"));
}

/** A real project in a folder of its own that someone edits, and beside it the account of what runs must do. */
export class EditedProject {
  readonly folder: string;
  readonly log: string;
  readonly ledger = new Ledger();
  world: World;
  readonly #note: string | undefined;
  readonly #project: Project;
  readonly #history: World[] = [];

  /** `note` is the code by which a task notes in the log that it runs; see `cellsOf`. */
  constructor(folder: string, world: World, note?: string) {
    this.folder = folder;
    this.log = path.join(folder, "ran.log");
    this.world = world;
    this.#note = note;
    mkdirSync(path.join(folder, "data"), { recursive: true });
    writeFileSync(path.join(folder, "package.json"), "{}");
    this.#writeInputs();
    this.#project = openProject({ folder, library: async () => library, threads: false });
  }

  async edit(step: Step): Promise<void> {
    if (step.kind === "delete" || step.kind === "tamper")
      return this.#touchOutput(step.kind, step.at % this.world.nodes.length);
    if (step.kind === "undo") this.world = this.#history.pop() ?? this.world;
    else {
      this.#history.push(this.world);
      this.world = edit(this.world, step);
    }
    this.#writeInputs();
  }

  engine(): Engine {
    return new Engine(this.#project, codeOf(this.world, this.log, this.#note));
  }

  /** Every output that a task needs is what recomputing gives, and counts as fresh. */
  async assertUpToDate(target: number | undefined): Promise<void> {
    const { plan } = await this.engine().plan(reference(target));
    expect(plan.staleCount).toBe(0);
    const values = compute(this.world);
    for (const at of wanted(this.world, target))
      expect([at, this.read(plan.taskOf(`N${at}`))]).toEqual([at, values[at]]);
  }

  read({ id, outputs }: Observation): string {
    const file = outputs[0]?.path;
    if (file === undefined) throw new Error(`${id} names no output`);
    return readFileSync(path.join(this.folder, file), "utf8");
  }

  /** What the tasks whose `run()` was called since the last time wrote to the log, sorted. */
  takeLog(): string[] {
    const ran = this.readLog();
    rmSync(this.log, { force: true });
    return ran.sort();
  }

  readLog(): string[] {
    return existsSync(this.log) ? readFileSync(this.log, "utf8").trim().split("\n") : [];
  }

  /** Its folder goes at once: two thousand of them at the end would be a long wait. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#project.close();
    rmSync(this.folder, { recursive: true });
  }

  async #touchOutput(kind: "delete" | "tamper", at: number): Promise<void> {
    const parameter = this.world.nodes[at]?.parameter ?? 0;
    if (!this.ledger.tamper(at, parameter, "by hand")) return;
    const { plan } = await this.engine().plan(reference(at));
    const file = path.join(this.folder, plan.taskOf(`N${at}`).outputs[0]?.path ?? "");
    if (kind === "tamper") writeFileSync(file, "by hand");
    else {
      unlinkSync(file);
      this.ledger.remove(at, parameter);
    }
  }

  #writeInputs(): void {
    for (const [at, text] of this.world.externals.entries())
      writeFileSync(path.join(this.folder, "data", `e${at}.txt`), text);
  }
}
