import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { findPackage } from "../../pipeline/installed-package.ts";
import { readPackage } from "../../pipeline/package-root.ts";
import { outlinedModules, outlinedVersion, outlineFiles } from "./node-outline.ts";

/** Options as the compiler reads them from a tsconfig.json and what that extends. */
export type ParsedOptions = Readonly<Record<string, unknown>>;

/** Packages that Cauce brings along, so that a notebook finds them where the project has none of its own. */
const brought = ["zod", "ml-random-forest", "ml-knn", "tslab"];

/** Options that bring other declarations than ours: which of Node's they need, nobody has looked up. */
const optionsAboutTypes = ["lib", "libReplacement", "noLib", "typeRoots", "types"];

/** The compiler's number for the first target with `await` at the top level and class fields. */
const es2022 = 9;

/** The nearest tsconfig.json, from the notebook's folder up to the project's root. */
export function findProjectConfig(folder: string, root: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    const file = path.join(at, "tsconfig.json");
    if (existsSync(file)) return file;
    if (at === root || at === path.dirname(at)) return undefined;
  }
}

export interface SessionPlace {
  readonly root: string;
  readonly packageRoot: string;
  /** The project's own tsconfig.json, and what the compiler reads from it. */
  readonly own: { readonly file: string; readonly options: ParsedOptions } | undefined;
  /** Whether the outline of Node's typings would do; where there is none, it is all of them. */
  readonly mayOutlineNode: boolean;
}

/**
 * The tsconfig.json of a session: the project's own where it has one, without what belongs to
 * emitting files and with the kernel's way of finding modules. Without one cells are checked
 * strictly, but a student need not annotate every parameter.
 */
export function sessionConfig(
  { root, packageRoot, own, mayOutlineNode }: SessionPlace,
  files: readonly string[],
): Record<string, unknown> {
  const options = own?.options ?? {};
  const typeRoot = findNodeTypes(root, packageRoot);
  const danfojs = path.join(packageRoot, "vendor", "danfojs", "index.d.ts");
  const paths = { ...findPaths(root, packageRoot, danfojs), ...ownPaths(options) };
  const outline =
    mayOutlineNode &&
    !optionsAboutTypes.some((name) => name in options) &&
    [...outlinedModules.keys()].every((name) => paths[name]?.[0] === danfojs)
      ? findNodeOutline(typeRoot)
      : [];
  const compilerOptions = {
    ...missing(options, {
      target: "esnext",
      lib: ["esnext"],
      jsx: "react-jsx",
      typeRoots: [typeRoot],
    }),
    ...("strict" in options || "noImplicitAny" in options
      ? {}
      : { strict: true, noImplicitAny: false }),
    ...(Number(options.target) < es2022 ? { target: "es2022" } : {}),
    ...fixedOptions,
    customConditions: [...new Set(["node", ...texts(options.customConditions)])],
    types: outline.length > 0 ? [] : [...new Set(["node", ...texts(options.types)])],
    paths,
  };
  // `include` would be inherited: every file of the project would belong to the session.
  return {
    ...(own === undefined ? {} : { extends: own.file }),
    compilerOptions,
    files: [...files, ...outline],
    include: [],
  };
}

const fixedOptions = {
  // What is about style in finished programs, and would only stop a cell that tries something.
  noUnusedLocals: false,
  noUnusedParameters: false,
  noImplicitOverride: false,
  allowUnreachableCode: true,
  allowUnusedLabels: true,
  module: "esnext",
  moduleResolution: "bundler",
  moduleDetection: "force",
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  noEmit: true,
  composite: false,
  incremental: false,
  declaration: false,
  isolatedModules: false,
  isolatedDeclarations: false,
  verbatimModuleSyntax: false,
  rewriteRelativeImportExtensions: false,
  rootDir: null,
  outDir: null,
  baseUrl: null,
};

function missing(options: ParsedOptions, defaults: ParsedOptions): Record<string, unknown> {
  return Object.fromEntries(Object.entries(defaults).filter(([name]) => !(name in options)));
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** The project's `paths`, wherever the file stands that holds them. */
function ownPaths({ paths, pathsBasePath }: ParsedOptions): Record<string, string[]> {
  const base = typeof pathsBasePath === "string" ? pathsBasePath : "";
  return Object.fromEntries(
    Object.entries(Object(paths)).map(([pattern, targets]) => [
      pattern,
      texts(targets).map((target) => path.resolve(base, target)),
    ]),
  );
}

function findNodeTypes(root: string, packageRoot: string): string {
  const own = path.join(root, "node_modules", "@types");
  if (existsSync(path.join(own, "node", "package.json"))) return own;
  const found = createRequire(path.join(packageRoot, "package.json")).resolve(
    "@types/node/package.json",
  );
  return path.dirname(path.dirname(found));
}

/** The files of the outline; none where the typings are of another version than the outlined one. */
function findNodeOutline(typeRoot: string): readonly string[] {
  const folder = path.join(typeRoot, "node");
  return readPackage(folder)?.version === outlinedVersion
    ? outlineFiles.map((file) => path.join(folder, file))
    : [];
}

function findPaths(root: string, packageRoot: string, danfojs: string): Record<string, string[]> {
  const paths: Record<string, string[]> = {
    cauce: [path.join(packageRoot, "dist", "types", "index.d.ts")],
  };
  paths["cauce/danfojs"] = [danfojs];
  if (readPackage(root)?.dependencies?.["danfojs-node"] === undefined)
    paths["danfojs-node"] = [danfojs];
  for (const name of brought) {
    if (existsSync(path.join(root, "node_modules", name, "package.json"))) continue;
    const folder = findPackage(name, packageRoot);
    if (folder !== undefined) paths[name] = [folder];
  }
  return paths;
}
