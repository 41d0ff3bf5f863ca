import { type Node, walk } from "./syntax.ts";

/**
 * What a cell's code says about modules, wherever it says it: each import, of a value or of a
 * type, as it is written. The same mentions are found in the same modules.
 */
export function moduleMentions(program: Node, source: string): string[] {
  const found: string[] = [];
  const note = ({ start, end }: Node) => found.push(source.slice(start, end));
  walk(program, (node) => {
    switch (node.type) {
      case "ImportDeclaration":
      case "ExportAllDeclaration":
        found.push(source.slice(node.source.start, node.end));
        return false;
      case "ExportNamedDeclaration":
        if (node.source) found.push(source.slice(node.source.start, node.end));
        return true;
      case "TSImportType":
        note(node.source);
        return true;
      case "ImportExpression":
      case "TSExternalModuleReference":
        note(node);
        return true;
      default:
        return true;
    }
  });
  return found;
}
