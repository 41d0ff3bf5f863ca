import { createRequire, isBuiltin } from "node:module";
import path from "node:path";
import type { NapiResolveOptions, ResolveResult } from "oxc-resolver";
import { jsxChoices } from "../cell/jsx-pragmas.ts";
import { CauceError } from "../core/errors.ts";
import { hashFolderPackage } from "./folder-package.ts";
import { dropLookup, heldLookup } from "./held-lookups.ts";
import { explainMissing, packageName } from "./installed-package.ts";
import { packageRoot, readPackage } from "./package-root.ts";

/** What a specifier in a cell or a module stands for. */
export type ResolvedModule =
  | { readonly kind: "node"; readonly specifier: string }
  /** A file of the project, which may change at any time. */
  | { readonly kind: "local"; readonly file: string }
  | {
      readonly kind: "package";
      readonly file: string;
      readonly name: string;
      /** With a hash of its content where the project takes it from a folder. */
      readonly version: string;
    };

const options: NapiResolveOptions = {
  conditionNames: ["node", "import", "module-sync", "default"],
  extensions: [".ts", ".mts", ".tsx", ".js", ".mjs", ".cjs", ".json"],
  extensionAlias: { ".js": [".ts", ".js"], ".mjs": [".mts", ".mjs"] },
  mainFields: ["main"],
};
/** Native code, which most commands and a notebook's plain cells need not load. */
function openResolvers() {
  const require = createRequire(import.meta.url);
  const { ResolverFactory } = require("oxc-resolver") as typeof import("oxc-resolver");
  return {
    resolver: new ResolverFactory(options),
    aliasResolver: new ResolverFactory({ ...options, tsconfig: "auto" }),
  };
}

const resolversQuestion = "resolvers";
let opened: ReturnType<typeof openResolvers> | undefined;

/** The resolvers, with nothing that they remember from before the present look-ups. */
function freshResolvers(): ReturnType<typeof openResolvers> {
  opened ??= openResolvers();
  const resolvers = opened;
  return heldLookup(resolversQuestion, () => {
    resolvers.resolver.clearCache();
    resolvers.aliasResolver.clearCache();
    return resolvers;
  });
}

/**
 * Resolves as Node does from `folder`. Cauce itself and the packages that it brings along
 * (danfojs-node as one bundled file) are found even where the project has not installed them.
 */
export function resolveModule(specifier: string, folder: string): ResolvedModule {
  return heldLookup(`${folder}\0${specifier}`, () => lookUp(specifier, folder));
}

function lookUp(specifier: string, folder: string): ResolvedModule {
  if (isBuiltin(specifier)) return { kind: "node", specifier };
  const name = packageName(specifier);
  if (name === "cauce") return ownModule(specifier);
  if (specifier === "danfojs-node" && !dependsOn(folder, name))
    return bundled("danfojs", "index.cjs");
  for (const from of [folder, packageRoot()]) {
    const { path: file, packageJsonPath } = resolveFrom(specifier, from);
    if (file !== undefined) return describe(file, packageJsonPath, folder);
    if (isInternal(specifier)) break;
  }
  dropLookup(resolversQuestion);
  throw notFound(specifier, folder);
}

/** The \`paths\` of a \`tsconfig.json\` come first, but for its word on where typings lie. */
function resolveFrom(specifier: string, folder: string): ResolveResult {
  const { resolver, aliasResolver } = freshResolvers();
  if (isInternal(specifier)) return resolver.sync(folder, specifier);
  const found = aliasResolver.resolveFileSync(path.join(folder, "cell.ts"), specifier);
  const isCode = found.path !== undefined && !/\.d\.[cm]?ts$/.test(found.path);
  return isCode ? found : resolver.sync(folder, specifier);
}

function describe(file: string, packageJson: string | undefined, folder: string): ResolvedModule {
  const inPackage = file.split(path.sep).includes("node_modules");
  if (!inPackage || packageJson === undefined) return { kind: "local", file };
  const home = path.dirname(packageJson);
  const { name = "", version = "" } = readPackage(home) ?? {};
  const content = hashFolderPackage(name, home, folder);
  return { kind: "package", file, name, version: version + (content ? `+${content}` : "") };
}

function ownModule(specifier: string): ResolvedModule {
  if (specifier === "cauce/danfojs") return bundled("danfojs", "index.cjs");
  const { version = "" } = readPackage(packageRoot()) ?? {};
  return {
    kind: "package",
    file: path.join(packageRoot(), "dist", "index.js"),
    name: "cauce",
    version,
  };
}

function bundled(folder: string, main: string): ResolvedModule {
  const home = path.join(packageRoot(), "vendor", folder);
  const { name = "", version = "" } = readPackage(home) ?? {};
  return { kind: "package", file: path.join(home, main), name, version };
}

/** A project that installed its own danfojs-node gets its own. */
function dependsOn(folder: string, name: string): boolean {
  for (let at = folder; ; at = path.dirname(at)) {
    const found = readPackage(at);
    if (found !== undefined) return found.dependencies?.[name] !== undefined;
    if (at === path.dirname(at)) return false;
  }
}

/** A path, or a name that the project's own `package.json` gives a meaning. */
function isInternal(specifier: string): boolean {
  return isRelative(specifier) || specifier.startsWith("#");
}

function isRelative(specifier: string): boolean {
  return specifier.startsWith("./") || specifier.startsWith("../") || path.isAbsolute(specifier);
}

function notFound(specifier: string, folder: string): CauceError {
  return new CauceError(
    "module-not-found",
    `\`${specifier}\` cannot be imported: ${remedyFor(specifier, folder)}`,
  );
}

function remedyFor(specifier: string, folder: string): string {
  if (isRelative(specifier)) return `No such file from \`${folder}\`. Check the path.`;
  if (specifier.startsWith("#"))
    return `The \`imports\` of the project's \`package.json\` do not name it, or its file is not there. Add it there.`;
  const missing = explainMissing(specifier, folder);
  if (missing !== undefined) return missing;
  const name = packageName(specifier);
  const install = `It is not installed. Run \`npm install ${name}\` in the project`;
  return specifier.endsWith("/jsx-runtime")
    ? `${install}, or choose another runtime for JSX: ${jsxChoices}.`
    : `${install}.`;
}
