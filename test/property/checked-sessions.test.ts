import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { TypeChecker } from "../../src/kernel/language/type-checker.ts";
import { packageRoot } from "../../src/pipeline/package-root.ts";
import { CountingCompiler } from "../unit/kernel/language/checker-rig.ts";
import { probes, type SessionStep, sessions, tweak } from "./checked-sessions.ts";

const seed = Number(process.env.CHECK_SEED ?? 20_261_121);
const numRuns = Number(process.env.CHECK_RUNS ?? 2);

/** Two checkers of one session: one remembers what passed and works ahead, the other checks everything when asked. */
class CheckedSession {
  readonly folder = mkdtempSync(path.join(tmpdir(), "cauce-checked-"));
  readonly #place = { root: this.folder, folder: this.folder, packageRoot: packageRoot() };
  readonly compilers = [new CountingCompiler(this.#place), new CountingCompiler(this.#place)];
  readonly #checkers = this.compilers.map((compiler) => new TypeChecker(this.#place, compiler));
  readonly #sources = new Map<number, string>();
  readonly #probes: readonly string[];

  constructor(sharing: readonly string[]) {
    this.#probes = [...probes, ...sharing];
    this.#write("package.json", "{}");
    this.#write("given.ts", "export const given = 1;\nexport type Given = number;\n");
  }

  take(step: SessionStep): void {
    switch (step.kind) {
      case "run":
        this.#run(step.cell, step.source);
        break;
      case "tweak":
        this.#run(step.cell, tweak(this.#sourceOf(step.cell), step.at, step.value, step.type));
        break;
      case "comment":
        this.#run(step.cell, this.#sourceOf(step.cell) + step.comment);
        break;
      case "complete":
        for (const checker of this.#checkers)
          checker.complete(`cell ${step.cell}`, step.source, step.source.length);
        break;
      case "edit-module":
        this.#write("given.ts", step.source);
        break;
      case "set-strict":
        this.#write("tsconfig.json", JSON.stringify({ compilerOptions: { strict: step.strict } }));
        break;
      case "reset":
        for (const checker of this.#checkers) checker.clear();
    }
    for (const [cell, source] of [...this.#sources]) this.#run(cell, source);
    for (const [at, probe] of this.#probes.entries()) this.#check(`probe ${at}`, probe);
  }

  close(): void {
    for (const checker of this.#checkers) checker.close();
    rmSync(this.folder, { recursive: true });
  }

  /** Cells with problems are kept too, as under `%check warn`. */
  #run(cell: number, source: string): void {
    const id = `cell ${cell}`;
    this.#check(id, source);
    for (const checker of this.#checkers) checker.keep(id, source);
    this.#checkers[0]?.catchUp();
    this.#sources.set(cell, source);
  }

  #check(id: string, source: string): void {
    const [remembered, made] = this.#checkers.map((checker) => checker.check(id, source));
    expect(remembered).toEqual(made);
    this.#checkers[0]?.noteCheck();
  }

  #sourceOf(cell: number): string {
    return this.#sources.get(cell) ?? "";
  }

  #write(file: string, text: string): void {
    const whole = path.join(this.folder, file);
    writeFileSync(`${whole}.new`, text);
    // Another file each time: what is written within one tick of the clock is seen too.
    renameSync(`${whole}.new`, whole);
  }
}

test("a check that is remembered finds what making it again finds, whatever is edited in between", () => {
  let [asked, askedWithout] = [0, 0];
  fc.assert(
    fc.property(sessions, ({ steps, sharing }) => {
      const session = new CheckedSession(sharing);
      try {
        for (const step of steps) session.take(step);
      } finally {
        session.close();
      }
      asked += session.compilers[0]?.asked ?? 0;
      askedWithout += session.compilers[1]?.asked ?? 0;
    }),
    { seed, numRuns },
  );
  // Else it would hold of a checker that remembers nothing.
  expect(asked).toBeLessThan(askedWithout * 0.9);
}, 600_000);
