import { CauceError } from "../core/errors.ts";
import type { Graph, GraphNode } from "../pipeline/build-graph.ts";
import { type CleanedGraph, clean } from "../pipeline/clean.ts";
import type { Engine } from "../pipeline/engine.ts";
import { renderClean } from "../render/render-clean.ts";
import { claimStandardOutput } from "./claim-standard-output.ts";
import { findTask, type OpenedCode, openCode } from "./open-code.ts";
import type { TaskWords } from "./task-words.ts";

/** Removes the outputs and the record of a task, and of the tasks around it that the options name. */
export async function cleanCommand(
  file: string,
  family: string,
  words: TaskWords,
  options: {
    readonly all?: boolean;
    readonly downstream?: boolean;
    readonly upstream?: boolean;
    readonly dryRun?: boolean;
    readonly force?: boolean;
    readonly json?: boolean;
  },
): Promise<void> {
  const write = claimStandardOutput();
  const { engine, project } = openCode(file);
  try {
    const found = await (options.all === true
      ? findAll({ engine, project }, family, words, options.upstream === true)
      : findOne(engine, family, words));
    const report = await clean(project, found, {
      downstream: options.downstream === true,
      upstream: options.upstream === true,
      isDryRun: options.dryRun === true,
      force: options.force === true,
    });
    write(`${options.json ? JSON.stringify(report) : renderClean(report)}\n`);
  } finally {
    await project.close();
  }
}

async function findOne(engine: Engine, family: string, words: TaskWords): Promise<CleanedGraph> {
  const { root, graph } = await engine.graph(await findTask(engine, family, words));
  return { roots: [root], graph };
}

/** Every recorded task of a family, also of one that the code has no more. */
async function findAll(
  { engine, project }: OpenedCode,
  family: string,
  { words }: TaskWords,
  isUpstream: boolean,
): Promise<CleanedGraph> {
  const found = isUpstream ? "--upstream" : words.find((word) => word !== "--");
  if (found !== undefined)
    throw new CauceError(
      "bad-option",
      `\`--all\` takes every recorded task of \`${family}\`, whatever its parameters, and \`${found}\` needs a single one. Leave one of them out.`,
    );
  const roots = project.store
    .records()
    .flatMap((record) => (record.family === family ? [record.id] : []));
  if (roots.length === 0) await engine.loadClass(family);
  return { roots, graph: await externalGraph(engine) };
}

/** The external tasks of the code, as far as they need no parameters. */
async function externalGraph(engine: Engine): Promise<Graph> {
  const whole = new Map<string, GraphNode>();
  for (const family of engine.families()) {
    const taskClass = await engine.loadClass(family).catch(() => undefined);
    if (taskClass?.kind !== "external") continue;
    const found = await engine.graph({ family, given: {} }).catch(() => undefined);
    for (const [id, node] of found?.graph ?? []) whole.set(id, node);
  }
  return whole;
}
