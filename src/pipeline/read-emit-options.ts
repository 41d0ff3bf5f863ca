import path from "node:path";
import { getTsconfig, type TsConfigJson } from "get-tsconfig";
import { defaultEmit, type EmitOptions, type JsxRuntime } from "../cell/emit-options.ts";
import { CauceError } from "../core/errors.ts";
import { findProjectRoot } from "./find-project-root.ts";
import { heldLookup } from "./held-lookups.ts";

/** What the `tsconfig.json` that a folder belongs to says, as it is now, of the JavaScript that is made. */
export function readEmitOptions(folder: string): EmitOptions {
  return heldLookup(`emit options of ${folder}`, () => findEmitOptions(folder));
}

function findEmitOptions(folder: string): EmitOptions {
  const { compilerOptions = {} } = findConfig(folder);
  return {
    jsx: jsxOf(compilerOptions),
    legacyDecorators: compilerOptions.experimentalDecorators === true,
    assignsFields: compilerOptions.useDefineForClassFields === false,
    keepsImports: compilerOptions.verbatimModuleSyntax === true,
  };
}

function findConfig(folder: string): TsConfigJson {
  try {
    const found = getTsconfig(folder);
    return found === null || isOutside(found.path, folder) ? {} : found.config;
  } catch (cause) {
    throw new CauceError(
      "tsconfig-invalid",
      `The \`tsconfig.json\` of \`${folder}\` cannot be read: ${(cause as Error).message}. Correct the file.`,
      { cause },
    );
  }
}

/** What lies above a project's root is somebody else's. */
function isOutside(file: string, folder: string): boolean {
  return path.relative(findProjectRoot(folder), file).startsWith("..");
}

function jsxOf(options: NonNullable<TsConfigJson["compilerOptions"]>): JsxRuntime {
  const { jsx, jsxImportSource, jsxFactory, jsxFragmentFactory } = options;
  // Nothing else would make JavaScript of what `preserve` leaves: the newer runtime then.
  if (jsx !== "react" || jsxImportSource !== undefined)
    return {
      ...defaultEmit.jsx,
      ...(jsxImportSource === undefined ? {} : { importSource: jsxImportSource }),
    };
  return {
    runtime: "classic",
    ...(jsxFactory === undefined ? {} : { pragma: jsxFactory }),
    ...(jsxFragmentFactory === undefined ? {} : { pragmaFrag: jsxFragmentFactory }),
  };
}
