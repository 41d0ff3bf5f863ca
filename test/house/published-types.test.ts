import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const projectRoot = path.resolve(import.meta.dirname, "../..");

/** What a user's project has: our files as they are published, and our dependencies, no others. */
const published = ["package.json", "dist", "vendor"];
const dependencies = ["zod", "@types/node", "undici-types", "typescript-native", "typescript"];

const consumer = `
import { csv, dag, ExternalTask, run, Task, WrapperTask, z } from "cauce";

class Iris extends ExternalTask {
  output() { return csv("data/iris.csv"); }
}

class Split extends Task.with({ testSize: z.number().default(0.3), seed: z.int().default(42) }) {
  requires() { return new Iris(); }
  output() { return { train: csv(this, "train"), test: csv(this, "test") }; }
  override async run() {
    const frame = await this.input().readFrame();
    const columns: string[] = frame.columns;
    const seed: number = this.seed;
    await this.output().train.writeFrame(frame);
    await this.output().test.writeRows([{ seed, columns: columns.length }]);
    // @ts-expect-error there is no such method of a DataFrame
    frame.noSuchMethod();
  }
}

class All extends WrapperTask {
  requires() { return [new Split({ seed: 7 }), new Split()]; }
}

// @ts-expect-error a seed is a number
new Split({ seed: "7" });

export const drawn = dag(new All());
export const report = await run(new All(), { workers: 1 });
`;

let project = "";

beforeAll(async () => {
  project = await mkdtemp(path.join(tmpdir(), "cauce-consumer-"));
  const installed = path.join(project, "node_modules/cauce");
  await mkdir(installed, { recursive: true });
  for (const name of published) {
    await cp(path.join(projectRoot, name), path.join(installed, name), { recursive: true });
  }
  for (const name of dependencies) {
    const link = path.join(project, "node_modules", name);
    await mkdir(path.dirname(link), { recursive: true });
    await symlink(path.join(projectRoot, "node_modules", name), link);
  }
  await writeFile(path.join(project, "package.json"), '{ "type": "module" }');
  await writeFile(path.join(project, "consumer.ts"), consumer);
});

afterAll(() => rm(project, { recursive: true, force: true }));

async function compile(compiler: string, flags: readonly string[]): Promise<string> {
  const script = path.join(projectRoot, "node_modules", compiler, "bin/tsc");
  const strict = ["--strict", "--noEmit", "--pretty", "false", "--target", "es2022"];
  const args = [script, ...strict, "--types", "node", ...flags, "consumer.ts"];
  try {
    return (await promisify(execFile)(process.execPath, args, { cwd: project })).stdout;
  } catch (error) {
    return error instanceof Error && "stdout" in error ? String(error.stdout) : String(error);
  }
}

describe("a user's project compiles, strict, against the published typings", () => {
  test.each([
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ])(
    "with TypeScript 7 and module %s, resolution %s, our own files checked too",
    async (module, resolution) => {
      const flags = ["--module", module, "--moduleResolution", resolution];
      expect(await compile("typescript-native", flags)).toBe("");
    },
  );

  // Without the libraries' own files, which take the older compiler a quarter of a minute.
  test("with TypeScript 6", { timeout: 120_000 }, async () => {
    expect(await compile("typescript", ["--module", "nodenext", "--skipLibCheck"])).toBe("");
  });
});
