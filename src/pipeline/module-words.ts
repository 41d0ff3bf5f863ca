import { type Node, type Program, walk } from "../cell/syntax.ts";

/** A place in a module's JavaScript whose meaning hangs on where the module lies. */
export type ModuleWord =
  /** An import by name, static or not: from its specifier to the end of its attributes; a whole call of `require`. */
  | {
      readonly kind: "import";
      readonly specifier: string;
      readonly form: "static" | "dynamic" | "require";
      readonly start: number;
      readonly end: number;
    }
  /** The word `import` of an `import(…)` of something that is computed. */
  | { readonly kind: "computed-import"; readonly start: number; readonly end: number }
  | { readonly kind: "meta"; readonly start: number; readonly end: number };

export function findModuleWords(program: Program): ModuleWord[] {
  const words: ModuleWord[] = [];
  walk(program, (node) => {
    const word = wordOf(node);
    if (word !== undefined) words.push(word);
    return true;
  });
  return words;
}

function wordOf(node: Node): ModuleWord | undefined {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
    case "ExportNamedDeclaration":
      return node.source ? importWord(node.source, node.end, "static") : undefined;
    case "ImportExpression":
      return node.source.type === "Literal" && typeof node.source.value === "string"
        ? importWord({ start: node.source.start, value: node.source.value }, node.end, "dynamic")
        : { kind: "computed-import", start: node.start, end: node.start + "import".length };
    case "MetaProperty":
      return node.meta.name === "import"
        ? { kind: "meta", start: node.start, end: node.end }
        : undefined;
    default:
      return undefined;
  }
}

function importWord(
  { start, value }: { readonly start: number; readonly value: string },
  end: number,
  form: "static" | "dynamic",
): ModuleWord {
  return { kind: "import", specifier: value, form, start, end };
}
