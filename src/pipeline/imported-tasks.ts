import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { analyzeCell } from "../cell/analyze-cell.ts";
import { CodeBase, type ImportsTask } from "../cell/code-base.ts";
import { isTaskClass } from "../cell/task-classes.ts";
import { readEmitOptions } from "./read-emit-options.ts";
import { resolveModule } from "./resolve-module.ts";

const analysed = new Map<string, { readonly stamp: string; readonly code: CodeBase }>();

/** Tells, for the code in a folder, which of its imports bring in task classes of the project's own modules. */
export function importedTasks(folder: string): ImportsTask {
  const foreign = new Set<string>();
  return ({ specifier, imported }) => {
    if (foreign.has(specifier)) return false;
    try {
      const resolved = resolveModule(specifier, folder);
      if (resolved.kind !== "local") foreign.add(specifier);
      return resolved.kind === "local" && declaresTask(resolved.file, imported);
    } catch {
      // What cannot be resolved is told where it is imported, with its name.
      return false;
    }
  };
}

/** True where a file declares a task class of this name. */
export function declaresTask(file: string, name: string): boolean {
  if (!/\.[cm]?[jt]sx?$/.test(file)) return false;
  const code = analyseFile(file);
  const declaration = code.find(name);
  return (
    declaration !== undefined &&
    (isTaskClass(declaration, code) ||
      (declaration.kind === "import" && code.importsTask(declaration)))
  );
}

/** The code of a file of the project, as it is now. */
export function analyseFile(file: string): CodeBase {
  const { mtimeMs, size } = statSync(file);
  const stamp = `${mtimeMs} ${size}`;
  const known = analysed.get(file);
  if (known?.stamp === stamp) return known.code;
  const folder = path.dirname(file);
  const code = new CodeBase(
    [
      analyzeCell({
        id: file,
        label: path.basename(file),
        source: readFileSync(file, "utf8"),
        emit: readEmitOptions(folder),
      }),
    ],
    importedTasks(folder),
  );
  analysed.set(file, { stamp, code });
  return code;
}
