import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import MagicString from "magic-string";
import { hashCode } from "../cell/hash-code.ts";
import { stripTypes } from "../cell/strip-types.ts";
import { type Program, parseJavaScript, walk } from "../cell/syntax.ts";
import { CauceError } from "../core/errors.ts";
import { findRequireCalls, isCommonJs } from "./common-js.ts";
import { type ResolvedModule, resolveModule } from "./resolve-module.ts";

/** A file of the project with all the files of the project that it imports, as they are now. */
export interface LocalModule {
  readonly file: string;
  /** Of the meaning of all these files; comments, types and layout left out. */
  readonly hash: string;
  readonly files: readonly LocalFile[];
  /** What they import from packages. */
  readonly packages: readonly Extract<ResolvedModule, { kind: "package" }>[];
}

interface LocalFile {
  readonly file: string;
  readonly isCommonJs: boolean;
  readonly code: string;
  /** Of a JSON file its value. */
  readonly json?: string;
  readonly hash: string;
  readonly imports: readonly {
    readonly start: number;
    readonly end: number;
    readonly resolved: ResolvedModule;
    /** Where a whole `require("…")` stands: a JSON file takes its place. */
    readonly call?: { readonly start: number; readonly end: number };
  }[];
}

/** Reads a file of the project and, through its imports, all that it stands on. */
export function readLocalModule(entry: string, root: string): LocalModule {
  const files = new Map<string, LocalFile>();
  const packages = new Map<string, Extract<ResolvedModule, { kind: "package" }>>();
  const pending = [entry];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (files.has(file)) continue;
    const read = readLocalFile(file, root);
    files.set(file, read);
    for (const { resolved } of read.imports) {
      if (resolved.kind === "local") pending.push(resolved.file);
      if (resolved.kind === "package") packages.set(resolved.name, resolved);
    }
  }
  const sorted = [...files.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  const hash = createHash("sha256");
  for (const { file, hash: own } of sorted) hash.update(`${path.relative(root, file)} ${own}\n`);
  return {
    file: entry,
    hash: hash.digest("hex").slice(0, 32),
    files: sorted,
    packages: [...packages.values()],
  };
}

/** Where compiled modules lie, from the project's root. */
export const modulesFolder = path.join(".cauce", "modules");

/** Writes the files as JavaScript into `folder`, under their hash, and returns the URL to import. */
export function compileLocalModule(module: LocalModule, root: string, folder: string): string {
  const home = path.join(folder, module.hash);
  const files = new Map(module.files.map((local) => [local.file, local]));
  const compiled = (file: string) =>
    path.join(home, compiledName(file, root, files.get(file)?.isCommonJs === true));
  for (const { file, code, imports } of module.files) {
    const target = compiled(file);
    if (existsSync(target)) continue;
    const edited = new MagicString(code);
    for (const { start, end, resolved, call } of imports) {
      if (call === undefined)
        edited.overwrite(start, end, JSON.stringify(specifierFor(resolved, compiled)));
      else if (resolved.kind === "local" && resolved.file.endsWith(".json"))
        edited.overwrite(call.start, call.end, `(${files.get(resolved.file)?.json ?? "{}"})`);
      else edited.overwrite(start, end, JSON.stringify(requiredPath(resolved, compiled)));
    }
    mkdirSync(path.dirname(target), { recursive: true });
    const temporary = `${target}.${process.pid}.tmp`;
    writeFileSync(temporary, edited.toString());
    renameSync(temporary, target);
  }
  return pathToFileURL(compiled(module.file)).href;
}

/** A file beside the project has "__" where its path goes upward. */
function compiledName(file: string, root: string, isCommonJs: boolean): string {
  const ending = isCommonJs ? ".cjs" : ".mjs";
  return `${path.relative(root, file).replaceAll("..", "__")}${ending}`;
}

/** The file that a compiled one, by its path in the folder of its module, was made from. */
export function sourceOfCompiled(name: string, root: string): string {
  const source = name.slice(0, -".mjs".length);
  const inside = path.join(root, source);
  return existsSync(inside) ? inside : path.resolve(root, source.replaceAll("__", ".."));
}

function specifierFor(resolved: ResolvedModule, compiled: (file: string) => string): string {
  if (resolved.kind === "node") return resolved.specifier;
  return pathToFileURL(resolved.kind === "local" ? compiled(resolved.file) : resolved.file).href;
}

function requiredPath(resolved: ResolvedModule, compiled: (file: string) => string): string {
  if (resolved.kind === "node") return resolved.specifier;
  return resolved.kind === "local" ? compiled(resolved.file) : resolved.file;
}

function readLocalFile(file: string, root: string): LocalFile {
  const text = readText(file, root);
  if (file.endsWith(".json")) return readJsonFile(file, text, root);
  const { code, problems } = stripTypes(text);
  const problem = problems[0];
  if (problem !== undefined) {
    const place = path.relative(root, file);
    throw new CauceError(
      "syntax-error",
      `\`${place}\`, line ${problem.line}: ${problem.message}. Correct the line and try again.`,
      { location: { place, line: problem.line, column: problem.column } },
    );
  }
  const program = parseJavaScript(code);
  const common = isCommonJs(file, program);
  const imports: LocalFile["imports"][number][] = common ? requiresOf(program, file) : [];
  walk(program, (node) => {
    const source = "source" in node ? node.source : undefined;
    if (
      typeof source === "object" &&
      source !== null &&
      "value" in source &&
      typeof source.value === "string"
    ) {
      imports.push({
        start: source.start,
        end: source.end,
        resolved: resolveModule(source.value, path.dirname(file)),
      });
    }
    return true;
  });
  return { file, isCommonJs: common, code, hash: hashCode(program), imports };
}

/** What cannot be resolved is left as it is: many a `require` stands in a `try`. */
function requiresOf(program: Program, file: string): LocalFile["imports"][number][] {
  return findRequireCalls(program).flatMap(({ start, end, source }) => {
    try {
      const resolved = resolveModule(source.value, path.dirname(file));
      return [{ start: source.start, end: source.end, resolved, call: { start, end } }];
    } catch {
      return [];
    }
  });
}

/** Its layout is left out of the hash; the order of its keys is not, because a program can see it. */
function readJsonFile(file: string, text: string, root: string): LocalFile {
  try {
    const json = JSON.stringify(JSON.parse(text));
    return {
      file,
      isCommonJs: false,
      json,
      code: `export default ${json};`,
      hash: createHash("sha256").update(json).digest("hex"),
      imports: [],
    };
  } catch (cause) {
    const place = path.relative(root, file);
    throw new CauceError(
      "json-invalid",
      `\`${place}\` is imported but is not JSON: ${(cause as Error).message}. Correct the file.`,
      { cause, location: { place } },
    );
  }
}

function readText(file: string, root: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new CauceError(
      "module-not-readable",
      `\`${path.relative(root, file)}\` is imported but cannot be read. Check that the file is there.`,
      { cause },
    );
  }
}
