import { parameterDefault, parameterTraits } from "../core/parameters.ts";
import type { TaskClass } from "../core/task.ts";
import { claimStandardOutput } from "./claim-standard-output.ts";
import { describeParameters } from "./describe-parameters.ts";
import { describeType } from "./describe-type.ts";
import { openCode } from "./open-code.ts";

/** Lists the tasks of a file, with the parameters of each. */
export async function tasksCommand(
  file: string,
  options: { readonly json?: boolean },
): Promise<void> {
  const write = claimStandardOutput();
  const { engine, project } = openCode(file);
  try {
    for (const family of engine.families()) {
      const taskClass = await engine.loadClass(family);
      write(
        options.json
          ? `${JSON.stringify(describeAsJson(family, taskClass))}\n`
          : describeAsText(family, taskClass),
      );
    }
  } finally {
    await project.close();
  }
}

function describeAsText(family: string, taskClass: TaskClass): string {
  const kind = taskClass.kind === "task" ? "" : ` (${taskClass.kind})`;
  return `${[`${family}${kind}`, ...describeParameters(taskClass.parameters)].join("\n")}\n`;
}

function describeAsJson(family: string, taskClass: TaskClass): Record<string, unknown> {
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
