import path from "node:path";
import { tellMisspelt } from "../cell/tell-misspelt.ts";
import type { TaskClass } from "../core/task.ts";
import { loadLibrary } from "../pipeline/built-file.ts";
import { Engine } from "../pipeline/engine.ts";
import { openProject, type Project } from "../pipeline/project.ts";
import type { TaskReference } from "../pipeline/task-reference.ts";
import { readCode } from "./read-cells.ts";
import { flagOf, parseTaskArguments } from "./task-arguments.ts";
import type { TaskWords } from "./task-words.ts";

/** A file's tasks, ready to be asked about. */
export interface OpenedCode {
  readonly engine: Engine;
  readonly project: Project;
}

/** `threads`: those that were started ahead. */
export function openCode(file: string, threads?: Project["threads"]): OpenedCode {
  const code = readCode(file, ({ message }) => {
    process.stderr.write(`warning: ${message} What does not reach this cell goes on without it.\n`);
  });
  const declarations = code.cells.flatMap((cell) => cell.declarations);
  for (const slip of tellMisspelt(declarations, () => code))
    process.stderr.write(`note: ${slip}\n`);
  const whole = path.resolve(file);
  const folder = path.dirname(whole);
  const project = openProject({ folder, file: whole, library: loadLibrary, threads });
  return { project, engine: new Engine(project, code) };
}

/** The project that a folder belongs to. */
export function openFolder(folder: string): Project {
  return openProject({ folder, library: loadLibrary });
}

/** The task that a command names, with the parameters that follow it. */
export async function findTask(
  engine: Engine,
  family: string,
  { words, taken }: TaskWords,
): Promise<TaskReference> {
  const { parameters }: TaskClass = await engine.loadClass(family);
  const given = parseTaskArguments(family, parameters, words);
  for (const name of Object.keys(parameters)) {
    const flag = flagOf(name);
    if (taken.includes(flag) && !Object.hasOwn(given, name))
      process.stderr.write(
        `note: \`${flag}\` was read as an option of this command. The parameter \`${name}\` of \`${family}\` is given behind \`--\`: \`-- ${flag} VALUE\`.\n`,
      );
  }
  return { family, given };
}
