import type { Declaration } from "./declaration.ts";
import type { JsxRuntime } from "./emit-options.ts";

/** How a runtime is chosen, as an error says it. */
export const jsxChoices =
  "`/** @jsxImportSource preact */` or `/** @jsx h */` in the cell, or `jsxImportSource` in `tsconfig.json`";

const pragma = /\/\*\*?\s*@(jsx(?:Frag|ImportSource|Runtime)?)\s+([^\s*]+)\s*\*\//g;

/** The comments in which a cell chooses its JSX runtime, wherever they stand in it: `@jsx h` and its like. */
function readPragmas(source: string): ReadonlyMap<string, string> {
  const found = [...source.matchAll(pragma)];
  return new Map(found.map(([, name = "", value = ""]) => [name, value]));
}

/** The runtime that a cell chooses, or else the project's. A factory without a further word means the classic one. */
export function findJsxRuntime(source: string, project: JsxRuntime): JsxRuntime {
  const pragmas = readPragmas(source);
  if (pragmas.size === 0) return project;
  const importSource = pragmas.get("jsxImportSource") ?? project.importSource;
  const factory = pragmas.get("jsx") ?? project.pragma;
  const fragment = pragmas.get("jsxFrag") ?? project.pragmaFrag;
  return {
    runtime: chosenRuntime(pragmas) ?? project.runtime,
    ...(importSource === undefined ? {} : { importSource }),
    ...(factory === undefined ? {} : { pragma: factory }),
    ...(fragment === undefined ? {} : { pragmaFrag: fragment }),
  };
}

function chosenRuntime(pragmas: ReadonlyMap<string, string>): JsxRuntime["runtime"] | undefined {
  const named = pragmas.get("jsxRuntime");
  if (named === "automatic" || named === "classic") return named;
  if (pragmas.has("jsxImportSource")) return "automatic";
  return pragmas.has("jsx") ? "classic" : undefined;
}

/**
 * The same choice as text that may stand above other code: a compiler reads only comments at the
 * very top. It may keep its answer for as long as a file's imports stay: the runtime is one of them.
 */
export function writeJsxChoice(source: string): string[] {
  const pragmas = readPragmas(source);
  const runtime = chosenRuntime(pragmas);
  if (runtime === undefined) return [];
  const comments = [...new Map([...pragmas, ["jsxRuntime", runtime]])].map(
    ([name, value]) => `/** @${name} ${value} */`,
  );
  const from = pragmas.get("jsxImportSource");
  return from === undefined
    ? comments
    : [...comments, `import type {} from ${JSON.stringify(`${from}/jsx-runtime`)};`];
}

/** True for what the automatic runtime imports on its own: no person wrote its name. */
export function isJsxImport(declaration: Declaration): boolean {
  return declaration.kind === "import" && /\/jsx-(dev-)?runtime$/.test(declaration.specifier);
}
