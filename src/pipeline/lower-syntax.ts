import { createRequire } from "node:module";
import { decodedMappings, TraceMap } from "@jridgewell/trace-mapping";
import type { EmitOptions } from "../cell/emit-options.ts";
import { followMappings, type MappedCode } from "../cell/mapped-code.ts";

type Compiler = typeof import("esbuild");

let loaded: Compiler | undefined;

/**
 * Rewrites decorators, `using` and `accessor` into what Node 20 understands. Few cells hold any
 * of them, so the compiler is loaded with the first that does. Hashes are made before, of the
 * code as it was written.
 */
export function lowerSyntax(
  mapped: MappedCode & { readonly holdsNewerSyntax: boolean },
  emit: EmitOptions,
): MappedCode {
  if (!mapped.holdsNewerSyntax && !emit.assignsFields) return mapped;
  loaded ??= createRequire(import.meta.url)("esbuild") as Compiler;
  const { code, map } = loaded.transformSync(mapped.code, {
    target: "node20.19",
    // Only in its grammar of TypeScript does the compiler know the older decorators.
    loader: emit.legacyDecorators || emit.assignsFields ? "ts" : "js",
    sourcemap: "external",
    sourcesContent: false,
    logLevel: "silent",
    tsconfigRaw: {
      compilerOptions: {
        experimentalDecorators: emit.legacyDecorators,
        useDefineForClassFields: !emit.assignsFields,
        verbatimModuleSyntax: true,
      },
    },
  });
  return { code, lines: followMappings(decodedMappings(new TraceMap(map)), mapped.lines) };
}
