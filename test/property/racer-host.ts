// A process of the race test: opens a project, runs what it is told to, and answers how that ended.
import * as library from "../../src/index.ts";
import { Engine } from "../../src/pipeline/engine.ts";
import { openProject, type Project } from "../../src/pipeline/project.ts";
import type { RaceAnswer, RaceOrder } from "./racer.ts";
import { codeOf, reference } from "./world-code.ts";

/** Kept from one order to the next, as a kernel keeps its own. */
let opened: { readonly folder: string; readonly project: Project } | undefined;

async function open(folder: string): Promise<Project> {
  if (opened?.folder === folder) return opened.project;
  await opened?.project.close();
  const project = openProject({ folder, library: async () => library, threads: false });
  opened = { folder, project };
  return project;
}

async function obey({ folder, world, log, note, target }: RaceOrder): Promise<RaceAnswer> {
  try {
    const engine = new Engine(await open(folder), codeOf(world, log, note));
    const report = await engine.run(reference(target), { workers: 1 });
    return report.ok ? { ok: true } : { ok: false, problem: JSON.stringify(report.tasks) };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? String(error.stack) : String(error) };
  }
}

process.on("message", async (order: RaceOrder) => process.send?.(await obey(order)));
process.send?.("ready");
