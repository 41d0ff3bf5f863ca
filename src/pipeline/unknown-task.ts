import type { Declaration } from "../cell/declaration.ts";
import { CauceError } from "../core/errors.ts";

/** A name that stands for no task, with what it stands for and the tasks that there are. */
export function unknownTask(
  family: string,
  families: readonly string[],
  declaration: Declaration | undefined,
): CauceError {
  const known =
    families.length === 0
      ? "No cell defines a task"
      : `The tasks are ${families.map((name) => `\`${name}\``).join(", ")}`;
  return new CauceError("unknown-task", `\`${family}\` ${describeFound(declaration)}. ${known}.`);
}

function describeFound(declaration: Declaration | undefined): string {
  if (declaration === undefined) return "is not defined";
  if (declaration.kind === "import")
    return `is imported from \`${declaration.specifier}\`, which declares no task of that name`;
  return "is defined, but is no task: it must be a class that extends Task, ExternalTask or WrapperTask";
}
