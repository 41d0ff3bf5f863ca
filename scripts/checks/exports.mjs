import { parseSync } from "oxc-parser";
import { lineAt, readSourceFiles } from "./source-files.mjs";

/** The files that are published as they are may pass on what others declare. */
const publicSurfaces = new Set(["src/index.ts"]);

/**
 * No default exports and no barrels in src.
 * @param {string} root
 */
export async function checkExports(root) {
  const sources = await readSourceFiles(root, "src");
  const failures = sources.flatMap(findBadExports);
  return { detail: `${sources.length} files, no default export, no barrel`, failures };
}

/** @param {{ file: string, text: string }} source */
function findBadExports({ file, text }) {
  const { body } = parseSync(file, text).program;
  const defaults = body.filter((statement) => statement.type === "ExportDefaultDeclaration");
  const failures = defaults.map(({ start }) => `${file}:${lineAt(text, start)}: default export`);
  const isBarrel = body.length > 0 && body.every(passesOn);
  if (isBarrel && !publicSurfaces.has(file)) failures.push(`${file}: only passes exports on`);
  return failures;
}

/**
 * What passes on a package's names is the place where we meet that package, not a barrel.
 * @param {import("oxc-parser").Statement | import("oxc-parser").Directive} statement
 */
function passesOn(statement) {
  const { type } = statement;
  if (type !== "ExportAllDeclaration" && type !== "ExportNamedDeclaration") return false;
  return statement.source?.value.startsWith(".") === true;
}
