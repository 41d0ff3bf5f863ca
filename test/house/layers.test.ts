import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkLayers } from "../../scripts/checks/layers.mjs";

const projectRoot = path.resolve(import.meta.dirname, "../..");

/** A small house in which every folder imports all that it may. */
const cleanHouse: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({
    name: "house",
    type: "module",
    dependencies: { zeromq: "*", bullmq: "*", known: "*" },
    devDependencies: { "only-for-tests": "*" },
  }),
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      module: "NodeNext",
      allowImportingTsExtensions: true,
      noEmit: true,
      types: ["node"],
    },
  }),
  ...packageNamed("zeromq"),
  ...packageNamed("bullmq"),
  ...packageNamed("known"),
  ...packageNamed("only-for-tests"),
  ...packageNamed("undeclared"),
  "test/rig.ts": "export const rig = 1;",
  "src/core/task.ts": `import path from "node:path"; export const task = path.sep;`,
  "src/cell/slice.ts": `import { task } from "../core/task.ts"; export const slice = task;`,
  "src/plan/plan.ts": `import { task } from "../core/task.ts"; export const plan = task;`,
  "src/render/draw.ts": `import { plan } from "../plan/plan.ts"; export const draw = plan;`,
  "src/store/record.ts": `import fs from "node:fs"; export const record = fs.constants;`,
  "src/target/csv.ts": `import { known } from "known"; export const csv = known;`,
  "src/process/shell.ts": `import { task } from "../core/task.ts"; export const shell = task;`,
  "src/executor/inline.ts": `import { bullmq } from "bullmq"; export const inline = bullmq;`,
  "src/run/loop.ts": `import { plan } from "../plan/plan.ts"; export const loop = plan;`,
  "src/pipeline/engine.ts": `
    import { slice } from "../cell/slice.ts";
    import { inline } from "../executor/inline.ts";
    import { loop } from "../run/loop.ts";
    import { record } from "../store/record.ts";
    export const engine = [slice, inline, loop, record];`,
  "src/scheduler/server.ts": `
    import { engine } from "../pipeline/engine.ts";
    import { page } from "./web/page.ts";
    export const server = [engine, page];`,
  "src/scheduler/web/page.ts": `import { draw } from "../../render/draw.ts"; export const page = draw;`,
  "src/kernel/wire/socket.ts": `import { zeromq } from "zeromq"; export const socket = zeromq;`,
  "src/kernel/session.ts": `
    import { engine } from "../pipeline/engine.ts";
    import { socket } from "./wire/socket.ts";
    export const session = [engine, socket];`,
  "src/cli/main.ts": `
    import { session } from "../kernel/session.ts";
    import { server } from "../scheduler/server.ts";
    export const main = [session, server];`,
  "src/index.ts": `
    export { csv } from "./target/csv.ts";
    export { engine } from "./pipeline/engine.ts";`,
};

function packageNamed(name: string): Record<string, string> {
  const variable = name.replaceAll("-", "");
  return {
    [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: "1.0.0", main: "i.js" }),
    [`node_modules/${name}/i.js`]: `exports.${variable} = 1;`,
    [`node_modules/${name}/i.d.ts`]: `export declare const ${variable}: number;`,
  };
}

const houses: string[] = [];

async function buildHouse(changes: Readonly<Record<string, string>> = {}): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), "cauce-house-"));
  houses.push(root);
  for (const [file, text] of Object.entries({ ...cleanHouse, ...changes })) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  }
  await mkdir(path.join(root, "node_modules/@types"), { recursive: true });
  const nodeTypes = path.join(projectRoot, "node_modules/@types/node");
  await symlink(nodeTypes, path.join(root, "node_modules/@types/node"));
  return root;
}

afterAll(async () => {
  await Promise.all(houses.splice(0).map((root) => rm(root, { recursive: true, force: true })));
});

interface Fault {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  /** The rule that must catch it, and the file that it must name. */
  readonly rule: string;
  readonly file: string;
}

const imports = (specifier: string) => `import * as other from "${specifier}"; export { other };`;

const faults: readonly Fault[] = [
  {
    title: "core imports store",
    files: { "src/core/reads-store.ts": imports("../store/record.ts") },
    rule: "core-imports-only-[nothing of ours]",
    file: "src/core/reads-store.ts",
  },
  {
    title: "core imports only a type of cell",
    files: {
      "src/core/types-of-cell.ts": `import type { slice } from "../cell/slice.ts"; export type S = typeof slice;`,
    },
    rule: "core-imports-only-[nothing of ours]",
    file: "src/core/types-of-cell.ts",
  },
  {
    title: "plan imports the run loop",
    files: { "src/plan/calls-loop.ts": imports("../run/loop.ts") },
    rule: "plan-imports-only-[core]",
    file: "src/plan/calls-loop.ts",
  },
  {
    title: "the run loop imports the store that it is handed",
    files: { "src/run/opens-store.ts": imports("../store/record.ts") },
    rule: "run-imports-only-[core plan]",
    file: "src/run/opens-store.ts",
  },
  {
    title: "the pipeline draws",
    files: { "src/pipeline/draws.ts": imports("../render/draw.ts") },
    rule: "pipeline-imports-only-[core cell plan store target process executor run]",
    file: "src/pipeline/draws.ts",
  },
  {
    title: "the kernel imports the command line",
    files: { "src/kernel/calls-cli.ts": imports("../cli/main.ts") },
    rule: "kernel-imports-only-[core cell plan render pipeline system]",
    file: "src/kernel/calls-cli.ts",
  },
  {
    title: "the wire imports the kernel's session",
    files: { "src/kernel/wire/calls-session.ts": imports("../session.ts") },
    rule: "kernel-wire-imports-only-[system]",
    file: "src/kernel/wire/calls-session.ts",
  },
  {
    title: "the scheduler's page imports the engine",
    files: { "src/scheduler/web/calls-engine.ts": imports("../../pipeline/engine.ts") },
    rule: "scheduler-web-imports-only-[core plan render]",
    file: "src/scheduler/web/calls-engine.ts",
  },
  {
    title: "the public surface shows the kernel",
    files: { "src/index.ts": `export { session } from "./kernel/session.ts";` },
    rule: "index-imports-only-[core target process render plan pipeline]",
    file: "src/index.ts",
  },
  {
    title: "two files import each other",
    files: {
      "src/plan/one.ts": `import { two } from "./two.ts"; export const one = () => two;`,
      "src/plan/two.ts": `import { one } from "./one.ts"; export const two = () => one;`,
    },
    rule: "no-cycles",
    file: "src/plan/one.ts",
  },
  {
    title: "two files import each other's types",
    files: {
      "src/plan/three.ts": `import type { Two } from "./four.ts"; export type One = Two | 1;`,
      "src/plan/four.ts": `import type { One } from "./three.ts"; export type Two = { one: One };`,
    },
    rule: "no-cycles",
    file: "src/plan/three.ts",
  },
  {
    title: "render reads files",
    files: { "src/render/reads-files.ts": imports("node:fs/promises") },
    rule: "pure-folders-do-no-io",
    file: "src/render/reads-files.ts",
  },
  {
    title: "the scheduler's page opens a socket",
    files: { "src/scheduler/web/opens-socket.ts": imports("node:http") },
    rule: "pure-folders-do-no-io",
    file: "src/scheduler/web/opens-socket.ts",
  },
  {
    title: "the kernel uses zeromq outside the wire",
    files: { "src/kernel/uses-zeromq.ts": imports("zeromq") },
    rule: "zeromq-only-in-kernel-wire",
    file: "src/kernel/uses-zeromq.ts",
  },
  {
    title: "the scheduler uses bullmq",
    files: { "src/scheduler/uses-bullmq.ts": imports("bullmq") },
    rule: "bullmq-only-in-executor",
    file: "src/scheduler/uses-bullmq.ts",
  },
  {
    title: "a source imports a test",
    files: { "src/store/imports-test.ts": imports("../../test/rig.ts") },
    rule: "src-never-imports-test",
    file: "src/store/imports-test.ts",
  },
  {
    title: "a file stands directly under src and imports",
    files: { "src/importer.ts": imports("./core/task.ts") },
    rule: "every-file-has-a-folder",
    file: "src/importer.ts",
  },
  {
    title: "a file stands directly under src and is imported",
    files: {
      "src/imported.ts": "export const bad = 1;",
      "src/store/user.ts": imports("../imported.ts"),
    },
    rule: "every-imported-file-has-a-folder",
    file: "src/imported.ts",
  },
  {
    title: "a file stands directly under src, alone",
    files: { "src/alone.ts": "export const bad = 1;" },
    rule: "every-lone-file-has-a-folder",
    file: "src/alone.ts",
  },
  {
    title: "a package is installed and not declared",
    files: { "src/store/undeclared.ts": imports("undeclared") },
    rule: "only-declared-packages",
    file: "src/store/undeclared.ts",
  },
  {
    title: "a source runs on a package that only developers have",
    files: { "src/store/dev-only.ts": imports("only-for-tests") },
    rule: "src-runs-without-dev-packages",
    file: "src/store/dev-only.ts",
  },
  {
    title: "an import leads nowhere",
    files: { "src/store/leads-nowhere.ts": imports("./not-there.ts") },
    rule: "every-import-resolves",
    file: "src/store/leads-nowhere.ts",
  },
];

describe("the layer check", () => {
  let failuresOfAllFaults: readonly string[] = [];

  // One cruise for all of them, each fault in files of its own: a cruise takes over a second.
  beforeAll(async () => {
    const planted = Object.assign({}, ...faults.map(({ files }) => files));
    failuresOfAllFaults = (await checkLayers(await buildHouse(planted))).failures;
  });

  test("passes this project", async () => {
    const { failures } = await checkLayers(projectRoot);
    expect(failures).toEqual([]);
  });

  test("passes a clean house and counts its modules", async () => {
    const { detail, failures } = await checkLayers(await buildHouse());
    expect(failures).toEqual([]);
    const modules = Object.keys(cleanHouse).filter((file) => file.startsWith("src/"));
    expect(detail).toBe(`${modules.length} modules cruised, 0 violations`);
  });

  test.each(faults)("fails when $title", ({ rule, file }) => {
    const caught = failuresOfAllFaults.filter((failure) => failure.startsWith(`${rule}: `));
    expect(caught.map((failure) => failure.slice(rule.length))).toContainEqual(
      expect.stringContaining(file),
    );
  });

  test("finds one fault alone and nothing else", async () => {
    const { failures } = await checkLayers(await buildHouse(faults[0]?.files));
    expect(failures).toEqual([
      "core-imports-only-[nothing of ours]: src/core/reads-store.ts → src/store/record.ts",
    ]);
  });

  test("lets a source import the types of a developer's package", async () => {
    const typed = `import type { onlyfortests } from "only-for-tests"; export type T = typeof onlyfortests;`;
    const { failures } = await checkLayers(await buildHouse({ "src/store/typed.ts": typed }));
    expect(failures).toEqual([]);
  });

  test("fails when it was given nothing to read", async () => {
    const root = await buildHouse();
    await rm(path.join(root, "src"), { recursive: true });
    await mkdir(path.join(root, "src"));
    const { failures } = await checkLayers(root);
    expect(failures).toEqual(["src holds no file"]);
  });
});
