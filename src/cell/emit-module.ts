import MagicString from "magic-string";
import type { LineOrigin } from "../core/source-places.ts";
import type { CodeDeclaration, ImportDeclaration } from "./declaration.ts";
import type { MappedCode } from "./mapped-code.ts";
import type { Slice } from "./slice-task.ts";
import { parseJavaScript, walk } from "./syntax.ts";

/** A slice as text, with the way back for every line. */
export interface EmittedModule extends MappedCode {
  /** Names of `code` that the module exports. */
  readonly exports: readonly string[];
  /** Specifiers that must be there before the code is evaluated. */
  readonly imports: readonly string[];
  /** `code` has to be lowered before Node can evaluate it. */
  readonly holdsNewerSyntax: boolean;
}

/**
 * The slice as statements in which `$imports` holds the namespace of each specifier, `$import`
 * answers `import("…")` and `$meta` is `import.meta`.
 */
export function emitModule(slice: Slice): EmittedModule {
  const code: string[] = [];
  const lines: (LineOrigin | undefined)[] = [];
  for (const declaration of slice.imports) {
    code.push(bindImport(declaration));
    lines.push({ place: declaration.place.label, line: declaration.place.line });
  }
  for (const declaration of slice.declarations) {
    const text = rewriteModuleWords(declaration.code, declaration.holdsNewerSyntax);
    code.push(text);
    for (const index of text.split("\n").keys()) lines.push(originOf(declaration, index));
  }
  const imports = new Set([
    ...slice.effectImports,
    ...slice.imports.map((declaration) => declaration.specifier),
  ]);
  return {
    code: code.join("\n"),
    lines,
    exports: slice.exports,
    imports: [...imports],
    holdsNewerSyntax: slice.declarations.some((declaration) => declaration.holdsNewerSyntax),
  };
}

/**
 * A module as the text of an async function `($imports, $import, $meta) => exports`. Unlike a
 * module of Node's, it is collected as garbage once an edit has replaced it.
 */
export function wrapModule({ code, lines }: MappedCode, exports: readonly string[]): MappedCode {
  const head = `(async ($imports, $import, $meta) => { "use strict";`;
  return {
    code: `${head}\n${code}\nreturn { ${exports.join(", ")} };\n})`,
    lines: [undefined, ...lines],
  };
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

/** A function has no module of its own: `import(x)` becomes a call, and `import.meta` a value. */
function rewriteModuleWords(code: string, withTypes: boolean): string {
  if (!/\bimport\s*[.(]/.test(code)) return code;
  const edited = new MagicString(code);
  walk(parseJavaScript(code, { withTypes }), (node) => {
    if (node.type === "ImportExpression")
      edited.overwrite(node.start, node.start + "import".length, "$import");
    if (node.type === "MetaProperty" && node.meta.name === "import")
      edited.overwrite(node.start, node.end, "$meta");
    return true;
  });
  return edited.toString();
}
