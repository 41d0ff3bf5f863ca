import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { readPackage } from "../../pipeline/package-root.ts";

/** Packages that Cauce brings along, so that a notebook finds them where the project has none of its own. */
const brought = ["zod", "ml-random-forest", "ml-knn", "tslab"];

/** How the cells of a project are checked: strictly, but a student need not annotate every parameter. */
export function compilerOptions(root: string, packageRoot: string): Record<string, unknown> {
  return {
    target: "esnext",
    module: "esnext",
    moduleResolution: "bundler",
    lib: ["esnext"],
    strict: true,
    noImplicitAny: false,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    jsx: "react-jsx",
    types: ["node"],
    typeRoots: [findNodeTypes(root, packageRoot)],
    paths: findPaths(root, packageRoot),
  };
}

function findNodeTypes(root: string, packageRoot: string): string {
  const own = path.join(root, "node_modules", "@types");
  if (existsSync(path.join(own, "node", "package.json"))) return own;
  const found = createRequire(path.join(packageRoot, "package.json")).resolve(
    "@types/node/package.json",
  );
  return path.dirname(path.dirname(found));
}

function findPaths(root: string, packageRoot: string): Record<string, string[]> {
  const paths: Record<string, string[]> = {
    cauce: [path.join(packageRoot, "dist", "types", "index.d.ts")],
  };
  const danfojs = path.join(packageRoot, "vendor", "danfojs", "index.d.ts");
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

function findPackage(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, "node_modules", name);
    if (existsSync(path.join(candidate, "package.json"))) return candidate;
    if (folder === path.dirname(folder)) return undefined;
  }
}
