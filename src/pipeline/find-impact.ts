import { existsSync } from "node:fs";
import path from "node:path";
import type { CodeBase } from "../cell/code-base.ts";
import { findRequiresReads } from "../cell/requires-reads.ts";
import { listTaskClasses } from "../cell/task-classes.ts";
import { CauceError } from "../core/errors.ts";
import { resolveFromRoot } from "../core/project-root.ts";
import type { CoveredItem, TaskRecord } from "../core/record.ts";
import { isFileTarget } from "../core/target.ts";
import type { Graph } from "./build-graph.ts";
import { findDownstream } from "./find-downstream.ts";
import { ImpactReport, type TouchedFamily, type TouchedTask } from "./impact-report.ts";
import type { Project } from "./project.ts";

export interface ImpactSources {
  readonly project: Project;
  readonly code: CodeBase;
  cover(family: string): Readonly<Record<string, CoveredItem>>;
  /** The graph of a family without any parameter given. */
  graphOf(family: string): Promise<Graph>;
}

interface Subject {
  readonly kind: ImpactReport["kind"];
  /** As records and coverage name it: `scale`, `file:src/lib.ts`, `package:zod`. */
  readonly keys: ReadonlySet<string>;
  /** Of a file, absolute. */
  readonly file?: string;
}

/** Which tasks would be touched, at most, if a declaration, a file or a package changed. */
export async function findImpact(name: string, sources: ImpactSources): Promise<ImpactReport> {
  const subject = findSubject(name, sources);
  const { families, unknown } = findFamilies(name, subject, sources);
  const touched = new Map<string, TouchedTask>();
  const records = sources.project.store.records();
  for (const record of records) {
    const how = findHow(record, subject, families);
    if (how !== undefined) touched.set(record.id, { id: record.id, family: record.family, how });
  }
  const holders = await findHolders(subject, sources);
  for (const { id, family } of records)
    if (holders.has(id) && !touched.has(id)) touched.set(id, { id, family, how: "file" });
  const roots = new Set([...touched.keys(), ...holders]);
  for (const record of findDownstream(records, roots).values()) {
    const by = Object.keys(record.requirements).find((id) => touched.has(id) || roots.has(id));
    touched.set(record.id, {
      id: record.id,
      family: record.family,
      how: "requirement",
      ...(by === undefined ? {} : { by }),
    });
  }
  return new ImpactReport(name, subject.kind, { families, tasks: [...touched.values()], unknown });
}

function findSubject(name: string, { code, project }: ImpactSources): Subject {
  const declarations = code.cells
    .flatMap((cell) => cell.declarations)
    .filter(({ names }) => names.includes(name));
  if (declarations.length > 0) {
    const imported = declarations.flatMap((declaration) =>
      declaration.kind === "import" ? [declaration.specifier] : [],
    );
    return {
      kind: "declaration",
      keys: new Set([name, ...Object.keys(project.loader.cover(imported))]),
    };
  }
  const key = `package:${name}`;
  if (Object.hasOwn(project.loader.cover(specifiersOf(code)), key))
    return { kind: "package", keys: new Set([key]) };
  const file = [resolveFromRoot(name), path.resolve(name)].find((candidate) =>
    existsSync(candidate),
  );
  const isOutput = project.store.ownerOf(name) !== undefined;
  if (file === undefined && !isOutput) throw unknownSubject(name);
  const found = file ?? resolveFromRoot(name);
  const relative = path.relative(project.root, found).split(path.sep).join("/");
  return { kind: "file", keys: new Set([`file:${relative}`]), file: found };
}

function specifiersOf(code: CodeBase): string[] {
  const declared = code.cells.flatMap((cell) => cell.declarations);
  const named = declared.flatMap((declaration) =>
    declaration.kind === "import" ? [declaration.specifier] : declaration.dynamicImports,
  );
  return [...new Set([...named, ...code.effectImports])];
}

function findFamilies(name: string, subject: Subject, { code, cover }: ImpactSources) {
  const families: TouchedFamily[] = [];
  const unknown: { family: string; message: string }[] = [];
  for (const declaration of listTaskClasses(code)) {
    const family = declaration.names[0] ?? "";
    try {
      if (Object.keys(cover(family)).some((key) => isMeant(key, subject)))
        families.push({ family, how: "code" });
      else if ([...findRequiresReads(declaration, code)].some(({ names }) => names.includes(name)))
        families.push({ family, how: "requires" });
    } catch (error) {
      unknown.push({ family, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return { families, unknown };
}

/** A declaration of several names is covered under all of them together. */
function isMeant(key: string, { keys }: Subject): boolean {
  const [whole = ""] = key.split("#", 1);
  return (
    keys.has(key) ||
    (whole !== key && keys.has(whole)) ||
    (!key.includes(":") && key.split(",").some((part) => keys.has(part)))
  );
}

/** Names may mean other things in another notebook's code; files and packages are the project's. */
function findHow(
  record: TaskRecord,
  subject: Subject,
  families: readonly TouchedFamily[],
): TouchedFamily["how"] | undefined {
  const family = families.find((touched) => touched.family === record.family);
  if (family !== undefined) return family.how;
  const isShared = subject.kind !== "declaration";
  return isShared && Object.keys(record.code).some((key) => isMeant(key, subject))
    ? "code"
    : undefined;
}

/** The tasks that have a file as their target: the external one that reads it in, or who wrote it. */
async function findHolders(
  { file }: Subject,
  { project, code, graphOf }: ImpactSources,
): Promise<Set<string>> {
  const holders = new Set<string>();
  if (file === undefined) return holders;
  const isFile = (target: string) => resolveFromRoot(target) === file;
  for (const { id, outputs } of project.store.records())
    if (outputs.some((output) => output.path !== undefined && isFile(output.path))) holders.add(id);
  for (const declaration of listTaskClasses(code)) {
    // A family whose parameters have no defaults cannot be asked without any.
    const graph = await graphOf(declaration.names[0] ?? "").catch(() => new Map());
    for (const [id, { targets }] of graph as Graph)
      if (targets.some(({ target }) => isFileTarget(target) && isFile(target.path)))
        holders.add(id);
  }
  return holders;
}

function unknownSubject(name: string): CauceError {
  return new CauceError(
    "unknown-subject",
    `\`${name}\` is neither declared in the code, nor a file of the project, nor a package that the code imports. Give a declared name, a path from the project's root, or a package.`,
  );
}
