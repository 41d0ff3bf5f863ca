import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { CauceError } from "../core/errors.ts";
import type { Namespace } from "./namespace.ts";
import { userCodeError } from "./user-code-error.ts";

/** What an import stands for, as every thread of a process can import it. */
export interface LocatedModule {
  readonly kind: "library" | "node" | "file";
  readonly url: string;
}

/** Imports a module that was found before. `library` gives what `import … from "cauce"` stands for. */
export async function importLocated(
  specifier: string,
  { kind, url }: LocatedModule,
  library: () => Promise<Namespace>,
): Promise<Namespace> {
  switch (kind) {
    case "library":
      return library();
    case "node":
      return (await import(url)) as Namespace;
    case "file":
      return withNamedExports(await importFile(specifier, url));
  }
}

const require = createRequire(import.meta.url);
const pending = new Set<string>();

/** The specifiers of modules whose evaluation has begun and not ended. */
export function pendingImports(): readonly string[] {
  return [...pending];
}

async function importFile(specifier: string, url: string): Promise<Namespace> {
  pending.add(specifier);
  try {
    if (url.endsWith(".cjs")) return requireFile(url);
    return (await (url.endsWith(".json")
      ? import(url, { with: { type: "json" } })
      : import(url))) as Namespace;
  } catch (error) {
    if (isAddonOfOneThread(error)) throw oneThreadOnly(specifier, error);
    throw userCodeError("import-failed", `\`${specifier}\`, while it was imported,`, error);
  } finally {
    pending.delete(specifier);
  }
}

/**
 * As `import` would, and the same instance. Node scans a CommonJS module for its exports before it
 * imports one: for danfojs, of a megabyte, that takes twice as long as to evaluate it.
 */
function requireFile(url: string): Namespace {
  const whole: unknown = require(fileURLToPath(url));
  const named = typeof whole === "object" || typeof whole === "function" ? whole : {};
  return { ...named, default: whole };
}

/** What Node says of a native addon that was written before there were threads. */
function isAddonOfOneThread(error: unknown): boolean {
  return error instanceof Error && error.message.includes("did not self-register");
}

function oneThreadOnly(specifier: string, cause: unknown): CauceError {
  return new CauceError(
    "import-failed",
    `\`${specifier}\` holds a native addon that only the main thread can load. Say \`static executor = "in-process"\` in the classes of the tasks that use it.`,
    { cause },
  );
}

/** Names that Node's scan of a CommonJS module has missed are there on its default export. */
function withNamedExports(namespace: Namespace): Namespace {
  const whole = namespace.default;
  if (typeof whole !== "object" || whole === null) return namespace;
  const missed = Object.keys(whole).filter((name) => !(name in namespace));
  return missed.length === 0 ? namespace : { ...whole, ...namespace };
}
