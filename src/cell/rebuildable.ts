import { CauceError } from "../core/errors.ts";
import type { CodeBase } from "./code-base.ts";
import type { CodeDeclaration, Declaration } from "./declaration.ts";

const unseen = new Map([
  ["eval", "`eval` runs code that no analysis can see"],
  ["globalThis", "`globalThis` holds values that no cell declares"],
  ["global", "`global` holds values that no cell declares"],
  ["require", "`require` loads what no analysis follows"],
]);

/** Refuses a declaration that a module of its own could not rebuild: a task's result would depend on hidden state. */
export function assertRebuildable(
  declaration: CodeDeclaration,
  task: Declaration,
  code: CodeBase,
): void {
  const family = task.names[0] ?? "";
  const name = declaration.names[0] ?? "";
  const location = { place: declaration.place.label, line: declaration.place.line };
  if (declaration.notRebuildable !== undefined) {
    throw new CauceError(
      "not-rebuildable",
      `\`${name}\` (${declaration.place.label}) cannot be rebuilt from declarations: ${declaration.notRebuildable}. \`${family}\` reads it. Make it a parameter or the output of a task, or compute it inside \`run()\`.`,
      { location },
    );
  }
  for (const own of declaration.names) assertConstant(own, declaration, family, code);
  for (const read of declaration.reads) {
    const why = unseen.get(read.name);
    if (why === undefined || code.declares(read.name)) continue;
    throw new CauceError(
      "code-not-visible",
      `\`${name}\` (${declaration.place.label}): ${why}, so \`${family}\` could be fresh when it is not. Import or declare what it needs.`,
      { location },
    );
  }
}

function assertConstant(
  name: string,
  declaration: CodeDeclaration,
  family: string,
  code: CodeBase,
): void {
  const assignment = code.assignmentsTo(name)[0];
  if (assignment === undefined) return;
  const { label, line } = assignment.place;
  const through = assignment.through === undefined ? "" : `, through \`${assignment.through}\`,`;
  const verb = assignment.how === "assigned" ? "reassigned" : `changed in place${through}`;
  const both = label === declaration.place.label ? `${label}, line ${line}` : label;
  const remedy =
    assignment.how === "assigned"
      ? "Make it a `const` under a name of its own"
      : "Build it in one expression";
  throw new CauceError(
    "variable-reassigned",
    `\`${name}\`, which \`${family}\` reads, is declared in ${declaration.place.label} and ${verb} in ${both}, so its value depends on which cells ran. ${remedy}, or make it a parameter of the task.`,
    { location: { place: label, line } },
  );
}
