import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { CauceError } from "../core/errors.ts";
import type { DataFrame } from "./data-frame.ts";

/** What is needed of danfojs: its constructor of data frames. */
export interface DanfoLike {
  readonly DataFrame: new (
    rows: unknown[][],
    options: { columns: string[]; dtypes: string[] },
  ) => DataFrame;
}

/** What a project imports it as. */
export const frameLibrary = "danfojs-node";

type Loader = () => Promise<DanfoLike>;

let loader: Loader = loadVendored;
let loaded: Promise<DanfoLike> | undefined;

/**
 * Names the danfojs that data frames come from, so that they are instances of the very class
 * the code of the tasks imports. Without it, the one that comes with the package.
 */
export function setFrameLibraryLoader(load: Loader): void {
  loader = load;
  loaded = undefined;
}

/** Loads danfojs on the first call: it takes a third of a second, which nobody else should pay. */
export function loadFrameLibrary(): Promise<DanfoLike> {
  loaded ??= loader().catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

async function loadVendored(): Promise<DanfoLike> {
  const bundle = path.join(packageRoot(), "vendor", "danfojs", "index.cjs");
  if (!existsSync(bundle)) throw libraryMissing(bundle);
  const library: unknown = createRequire(import.meta.url)(bundle);
  if (!isDanfo(library)) throw libraryMissing(bundle);
  return library;
}

function isDanfo(library: unknown): library is DanfoLike {
  return (
    typeof library === "object" &&
    library !== null &&
    "DataFrame" in library &&
    typeof library.DataFrame === "function"
  );
}

/** The folder of our own package, whether this module runs from its source or from its build. */
function packageRoot(): string {
  const start = path.dirname(fileURLToPath(import.meta.url));
  for (let folder = start; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (isOurPackage(path.join(folder, "package.json"))) return folder;
  }
  throw libraryMissing(start);
}

function isOurPackage(manifest: string): boolean {
  if (!existsSync(manifest)) return false;
  const content: unknown = JSON.parse(readFileSync(manifest, "utf8"));
  return (
    typeof content === "object" && content !== null && "name" in content && content.name === "cauce"
  );
}

function libraryMissing(place: string): CauceError {
  return new CauceError(
    "frame-library-missing",
    `\`readFrame\` found no danfojs at ${place}, where the package keeps its own. ` +
      `Install cauce again; readRows() works without it.`,
  );
}
