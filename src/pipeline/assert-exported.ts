import type { ImportDeclaration } from "../cell/declaration.ts";
import { CauceError } from "../core/errors.ts";
import type { Namespace } from "./namespace.ts";

const mostNames = 12;

/** As a module system would: an import of a name that is not there is an error, not undefined. */
export function assertExported(
  imports: readonly ImportDeclaration[],
  namespaces: Readonly<Record<string, Namespace>>,
): void {
  for (const { names, imported, specifier, place } of imports) {
    const namespace = namespaces[specifier];
    if (imported === "*" || namespace === undefined || imported in namespace) continue;
    throw new CauceError(
      "export-missing",
      `\`${imported}\` (${place.label}, line ${place.line}) is not exported by \`${specifier}\`, which exports ${list(namespace)}. Correct the name${names[0] === imported ? "" : ` of \`${names[0]}\``}.`,
      { location: { place: place.label, line: place.line } },
    );
  }
}

function list(namespace: Namespace): string {
  const names = Object.keys(namespace);
  if (names.length === 0) return "nothing";
  const shown = names.slice(0, mostNames).map((name) => `\`${name}\``);
  return `${shown.join(", ")}${names.length > mostNames ? " and more" : ""}`;
}
