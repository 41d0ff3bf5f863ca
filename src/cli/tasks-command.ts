import { type CauceError, isCauceError } from "../core/errors.ts";
import { parameterDefault, parameterTraits } from "../core/parameters.ts";
import type { TaskClass } from "../core/task.ts";
import type { Engine } from "../pipeline/engine.ts";
import { claimStandardOutput } from "./claim-standard-output.ts";
import { describeParameters } from "./describe-parameters.ts";
import { describeType } from "./describe-type.ts";
import { openCode } from "./open-code.ts";

/** A class with its family, or with why it cannot be used. */
type Listed = { readonly family: string } & (
  | { readonly taskClass: TaskClass }
  | { readonly refusal: CauceError }
);

/** Lists the tasks of a file, with the parameters of each; one that is refused holds up no other. */
export async function tasksCommand(
  file: string,
  options: { readonly json?: boolean },
): Promise<void> {
  const write = claimStandardOutput();
  const { engine, project } = openCode(file);
  try {
    const listed: Listed[] = [];
    for (const family of engine.families()) listed.push(await list(family, engine));
    const [first] = listed;
    if (first !== undefined && "refusal" in first && listed.every((one) => "refusal" in one))
      throw first.refusal;
    for (const one of listed)
      write(options.json ? `${JSON.stringify(describeAsJson(one))}\n` : describeAsText(one));
  } finally {
    await project.close();
  }
}

async function list(family: string, engine: Engine): Promise<Listed> {
  try {
    return { family, taskClass: await engine.loadClass(family) };
  } catch (error) {
    if (!isCauceError(error)) throw error;
    return { family, refusal: error };
  }
}

function describeAsText(one: Listed): string {
  const { family } = one;
  if ("refusal" in one) return `${family} (refused)\n  ${one.refusal.message}\n`;
  const { taskClass } = one;
  const kind = taskClass.kind === "task" ? "" : ` (${taskClass.kind})`;
  return `${[`${family}${kind}`, ...describeParameters(taskClass.parameters)].join("\n")}\n`;
}

function describeAsJson(one: Listed): Record<string, unknown> {
  const { family } = one;
  if ("refusal" in one) {
    const { code, message } = one.refusal;
    return { family, error: { code, message } };
  }
  const { taskClass } = one;
  const parameters = Object.entries(taskClass.parameters).map(([name, schema]) => {
    const { significant, description } = parameterTraits(schema);
    const standard = parameterDefault(schema);
    return {
      name,
      type: describeType(schema),
      significant,
      ...(description === undefined ? {} : { description }),
      ...(standard === undefined ? {} : { default: standard }),
    };
  });
  return { family, kind: taskClass.kind, parameters };
}
