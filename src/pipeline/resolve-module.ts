import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { ResolverFactory } from "oxc-resolver";
import { CauceError } from "../core/errors.ts";
import { hashFolderPackage } from "./folder-package.ts";
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

const resolver = new ResolverFactory({
  conditionNames: ["node", "import", "module-sync", "default"],
  extensions: [".ts", ".mts", ".tsx", ".js", ".mjs", ".cjs", ".json"],
  extensionAlias: { ".js": [".ts", ".js"], ".mjs": [".mts", ".mjs"] },
  mainFields: ["main"],
});

/**
 * Resolves as Node does from `folder`. Cauce itself and the packages that it brings along
 * (danfojs-node as one bundled file) are found even where the project has not installed them.
 */
export function resolveModule(specifier: string, folder: string): ResolvedModule {
  if (isBuiltin(specifier)) return { kind: "node", specifier };
  const name = packageName(specifier);
  if (name === "cauce") return ownModule(specifier);
  if (specifier === "danfojs-node" && !dependsOn(folder, name))
    return bundled("danfojs", "index.cjs");
  for (const from of [folder, packageRoot()]) {
    resolver.clearCache();
    const { path: file, packageJsonPath } = resolver.sync(from, specifier);
    if (file !== undefined) return describe(file, packageJsonPath, folder);
    if (isRelative(specifier)) break;
  }
  throw notFound(specifier, folder);
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
  const { name, version } = JSON.parse(readFileSync(path.join(home, "package.json"), "utf8")) as {
    name: string;
    version: string;
  };
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

function isRelative(specifier: string): boolean {
  return specifier.startsWith("./") || specifier.startsWith("../") || path.isAbsolute(specifier);
}

function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function notFound(specifier: string, folder: string): CauceError {
  const remedy = isRelative(specifier)
    ? `No such file from \`${folder}\`. Check the path.`
    : `It is not installed. Run \`npm install ${packageName(specifier)}\` in the project.`;
  return new CauceError("module-not-found", `\`${specifier}\` cannot be imported: ${remedy}`);
}
