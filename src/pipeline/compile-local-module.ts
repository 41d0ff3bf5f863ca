import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import MagicString from "magic-string";
import { defaultEmit } from "../cell/emit-options.ts";
import { followMappings, type MappedCode } from "../cell/mapped-code.ts";
import { registerText } from "../core/code-frame.ts";
import { registerSource } from "../core/source-places.ts";
import { addSourceMap, readSourceMap } from "./inline-source-map.ts";
import type { LocalFile, LocalImport, LocalModule } from "./local-modules.ts";
import { lowerSyntax } from "./lower-syntax.ts";
import { moduleSymbol } from "./module-meta.ts";
import { modulesFolder } from "./modules-folder.ts";

/** Writes the files as JavaScript below the modules' folder, each under its version, and returns the URL to import. */
export function compileLocalModule(module: LocalModule, root: string): string {
  const files = new Map(module.files.map((local) => [local.file, local]));
  const compiled = (file: string) => compiledPath(file, module, root);
  for (const local of module.files) {
    const target = compiled(local.file);
    const place = local.lines[0]?.place;
    const lines = existsSync(target)
      ? readSourceMap(readFileSync(target, "utf8"), place)
      : write(local, target, { compiled, files });
    if (place !== undefined) registerText(place, () => readFileSync(local.file, "utf8"));
    // Node names CommonJS by its path.
    registerSource(local.isCommonJs ? target : pathToFileURL(target).href, lines);
  }
  return urlOfCompiled(module.file, module, root);
}

function compiledPath(file: string, { files, versions }: LocalModule, root: string): string {
  const isCommonJs = files.find((local) => local.file === file)?.isCommonJs === true;
  const name = compiledName(file, root, isCommonJs);
  return path.join(root, modulesFolder, versions.get(file) ?? "", name);
}

/** The URL of one of the files of a module that was compiled. */
export function urlOfCompiled(file: string, module: LocalModule, root: string): string {
  return pathToFileURL(compiledPath(file, module, root)).href;
}

interface CompiledFiles {
  readonly compiled: (file: string) => string;
  readonly files: ReadonlyMap<string, LocalFile>;
}

function write(local: LocalFile, target: string, home: CompiledFiles): MappedCode["lines"] {
  const mapped = compileFile(local, target, home);
  mkdirSync(path.dirname(target), { recursive: true });
  const temporary = `${target}.${process.pid}.tmp`;
  writeFileSync(temporary, addSourceMap(mapped, relativeUrl(target, local.file)));
  renameSync(temporary, target);
  return mapped.lines;
}

function compileFile(local: LocalFile, target: string, home: CompiledFiles): MappedCode {
  const edited = new MagicString(local.code);
  for (const found of local.imports)
    edited.overwrite(found.start, found.end, importText(found, target, home));
  for (const { start, end, kind } of local.words)
    edited.overwrite(start, end, kind === "meta" ? "$module.meta" : "$module.import");
  if (local.words.length > 0) {
    const source = JSON.stringify(relativeUrl(target, local.file));
    edited.prepend(
      `const $module = globalThis[Symbol.for("${moduleSymbol}")](new URL(${source}, import.meta.url)); `,
    );
  }
  const { mappings } = edited.generateDecodedMap({ hires: "boundary" });
  return lowerSyntax(
    {
      code: edited.toString(),
      lines: followMappings(mappings, local.lines),
      holdsNewerSyntax: local.holdsNewerSyntax,
    },
    local.emit ?? defaultEmit,
  );
}

/** What takes the place of a specifier and its attributes: Node wants these for JSON, and what we compiled is none. */
function importText({ resolved, form }: LocalImport, target: string, home: CompiledFiles): string {
  if (form === "require") return requireText(resolved, target, home);
  const file = resolved.kind === "local" ? home.compiled(resolved.file) : undefined;
  const specifier = JSON.stringify(
    resolved.kind === "node" ? resolved.specifier : relativeUrl(target, file ?? resolved.file),
  );
  const isJson = resolved.kind === "package" && resolved.file.endsWith(".json");
  if (form === "dynamic") return `${specifier}${isJson ? ', { with: { type: "json" } }' : ""})`;
  return `${specifier}${isJson ? ' with { type: "json" }' : ""};`;
}

function requireText(
  resolved: LocalImport["resolved"],
  target: string,
  { compiled, files }: CompiledFiles,
): string {
  if (resolved.kind === "node") return `require(${JSON.stringify(resolved.specifier)})`;
  const json = files.get(resolved.file)?.json;
  if (json !== undefined) return `(${json})`;
  const file = resolved.kind === "local" ? compiled(resolved.file) : resolved.file;
  return `require(${JSON.stringify(relativePath(target, file).join("/"))})`;
}

/** Relative, so that a project may be moved. */
function relativeUrl(from: string, to: string): string {
  return relativePath(from, to).map(encodeURIComponent).join("/");
}

function relativePath(from: string, to: string): string[] {
  const parts = path.relative(path.dirname(from), to).split(path.sep);
  return parts[0] === ".." ? parts : [".", ...parts];
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
