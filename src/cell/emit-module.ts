import MagicString from "magic-string";
import type { LineOrigin } from "../core/source-places.ts";
import type { CodeDeclaration, ImportDeclaration } from "./declaration.ts";
import type { Slice } from "./slice-task.ts";
import { parseJavaScript, walk } from "./syntax.ts";

/** A slice as text that an engine can evaluate, with the way back for every line. */
export interface EmittedModule {
  readonly code: string;
  readonly lines: readonly (LineOrigin | undefined)[];
  /** Specifiers that must be there before the code is evaluated. */
  readonly imports: readonly string[];
}

/**
 * The slice as an async function `($imports, $import) => exports`: `$imports` holds the namespace
 * of each specifier, `$import` answers `import("…")`. Unlike a module, it is collected as
 * garbage once an edit has replaced it.
 */
export function emitModule(slice: Slice): EmittedModule {
  const code: string[] = [`(async ($imports, $import) => { "use strict";`];
  const lines: (LineOrigin | undefined)[] = [undefined];
  for (const declaration of slice.imports) {
    code.push(bindImport(declaration));
    lines.push({ place: declaration.place.label, line: declaration.place.line });
  }
  for (const declaration of slice.declarations) {
    const text = rewriteDynamicImports(declaration.code, "$import");
    code.push(text);
    for (const index of text.split("\n").keys()) lines.push(originOf(declaration, index));
  }
  code.push(`return { ${slice.exports.join(", ")} };\n})`);
  const imports = new Set([
    ...slice.effectImports,
    ...slice.imports.map((declaration) => declaration.specifier),
  ]);
  return { code: code.join("\n"), lines, imports: [...imports] };
}

function originOf({ place, lines, columns }: CodeDeclaration, index: number): LineOrigin {
  return {
    place: place.label,
    line: lines[index] ?? lines.at(-1) ?? 1,
    columns: columns[index] ?? [],
  };
}

function bindImport(declaration: ImportDeclaration): string {
  const local = declaration.names[0] ?? "";
  const namespace = `$imports[${JSON.stringify(declaration.specifier)}]`;
  return declaration.imported === "*"
    ? `const ${local} = ${namespace};`
    : `const ${local} = ${namespace}[${JSON.stringify(declaration.imported)}];`;
}

/** `import(x)` becomes a call of `replacement`, because a function has no module to resolve from. */
function rewriteDynamicImports(code: string, replacement: string): string {
  if (!/\bimport\s*\(/.test(code)) return code;
  const edited = new MagicString(code);
  walk(parseJavaScript(code), (node) => {
    if (node.type === "ImportExpression")
      edited.overwrite(node.start, node.start + "import".length, replacement);
    return true;
  });
  return edited.toString();
}
