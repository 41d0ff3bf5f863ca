import type { CodeDeclaration, Declaration } from "../cell/declaration.ts";
import { CauceError } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";

/** A name that stands for no task, with what it stands for and the tasks that there are. */
export function unknownTask(
  family: string,
  tasks: readonly CodeDeclaration[],
  declaration: Declaration | undefined,
): CauceError {
  const families = tasks.flatMap(({ names }) => names[0] ?? []);
  const other = declaration === undefined ? tasks.find(isClassNamed(family)) : undefined;
  if (other !== undefined) return namedTwice(other, family);
  const known =
    families.length === 0
      ? "No cell defines a task"
      : `The tasks are ${families.map((name) => `\`${name}\``).join(", ")}`;
  const found = `\`${family}\` ${describeFound(declaration)}`;
  return new CauceError("unknown-task", `${found}.${didYouMean(family, families)} ${known}.`);
}

/** A third of the letters may differ: `A` and `B` are no slips of each other. */
function didYouMean(family: string, families: readonly string[]): string {
  const nearest = nearestName(family, families, Math.floor((family.length + 1) / 3));
  return nearest === undefined ? "" : ` Did you mean \`${nearest}\`?`;
}

/** `const B = class Foo extends Task {}`: its tasks call themselves `Foo`, and the code `B`. */
function isClassNamed(family: string) {
  return ({ names, code }: CodeDeclaration) =>
    !names.includes(family) &&
    /^\s*(?:const|let|var)\s.*?=\s*class\s+([\w$]+)/s.exec(code)?.[1] === family;
}

function namedTwice({ names, place }: CodeDeclaration, family: string): CauceError {
  const name = names[0] ?? "";
  return new CauceError(
    "task-named-twice",
    `\`${name}\` (${place.label}) is the class \`${family}\`, and a task is known by its class's name. Give it one name: write \`class ${name} extends …\`.`,
    { location: { place: place.label, line: place.line } },
  );
}

function describeFound(declaration: Declaration | undefined): string {
  if (declaration === undefined) return "is not defined";
  if (declaration.kind === "import")
    return `is imported from \`${declaration.specifier}\`, which declares no task of that name`;
  return "is defined, but is no task: it must be a class that extends Task, ExternalTask or WrapperTask";
}
