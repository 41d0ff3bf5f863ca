import { builtinModules } from "node:module";
import type { Diagnostic } from "typescript-native/unstable/sync";
import { jsxChoices } from "../../cell/jsx-pragmas.ts";
import { nearestName, sortByLikeness } from "../../core/nearest-name.ts";
import { explainMissing, packageName } from "../../pipeline/installed-package.ts";

/** The modules of Node in which a bare name is looked for, the likeliest first. */
const searched = [
  "fs/promises",
  "fs",
  "path",
  "os",
  "util",
  "url",
  "child_process",
  "crypto",
  "events",
  "timers/promises",
  "worker_threads",
  "stream",
  "zlib",
  "readline/promises",
  "assert",
];

const usualImports = new Map([
  ["z", 'import { z } from "zod";'],
  ["dfd", 'import * as dfd from "danfojs-node";'],
]);

const mostKeys = 8;
const forgottenAwait = 2773;
const nowhereDeclared =
  "No cell that has run declares it. Run the cell that does, or correct the name.";
const awaitRemedy = "Did you forget to use 'await'?";

/** What to do about an error, beyond what the compiler's message says. */
export function findRemedy(
  { code, text, relatedInformation = [] }: Diagnostic,
  /** The notebook's folder. */
  folder: string,
  exportsOfCauce: () => readonly string[],
  /** What the compiler would complete right behind the culprit's first character. */
  offeredInside: () => readonly string[],
): string | undefined {
  const [, subject = ""] = /'([^']*)'/.exec(text) ?? [];
  switch (code) {
    case 2304:
      return importRemedy(subject, exportsOfCauce()) ?? nowhereDeclared;
    case 2307:
      return moduleRemedy(subject, folder);
    case 2322:
      return /^Type 'Promise<.*' is not assignable to type '(?!Promise)/.test(text)
        ? awaitRemedy
        : undefined;
    case 2339:
      // The compiler says so itself only where the promise's value is known to have the member.
      return /on type 'Promise<(?!void>|never>)/.test(text) ? awaitRemedy : undefined;
    case 2353:
      return subject.startsWith('"') ? keyRemedy(subject, offeredInside()) : undefined;
    case 2875:
      return `Install it (\`npm install react @types/react\`), or choose another runtime: ${jsxChoices}.`;
    default:
      return relatedInformation.find((related) => related.code === forgottenAwait)?.text;
  }
}

function importRemedy(name: string, exportsOfCauce: readonly string[]): string | undefined {
  const clause = importOf(name, exportsOfCauce);
  return clause === undefined ? undefined : `Import it: \`${clause}\``;
}

function importOf(name: string, exportsOfCauce: readonly string[]): string | undefined {
  const usual = usualImports.get(name);
  if (usual !== undefined) return usual;
  if (exportsOfCauce.includes(name)) return `import { ${name} } from "cauce";`;
  if (builtinModules.includes(name)) return `import * as ${name} from "node:${name}";`;
  const owner = searched.find((module) => Object.hasOwn(Object(loadBuiltin(module)), name));
  return owner === undefined ? undefined : `import { ${name} } from "node:${owner}";`;
}

function loadBuiltin(name: string): unknown {
  return process.getBuiltinModule(`node:${name}`);
}

/** For a key in quotes, such as a path of a sweep, the compiler itself suggests nothing. */
function keyRemedy(subject: string, offered: readonly string[]): string | undefined {
  const key = subject.slice(1, -1);
  // The name of an optional member comes with its question mark.
  const known = offered.map((name) => name.replace(/\?$/, "")).filter((name) => name !== key);
  const names = sortByLikeness(key, known);
  if (names.length === 0) return undefined;
  const listed = names.slice(0, mostKeys).map((name) => JSON.stringify(name));
  return `There are ${listed.join(", ")}${names.length > mostKeys ? ", …" : ""}.`;
}

function moduleRemedy(specifier: string, folder: string): string {
  if (/^[./]/.test(specifier))
    return "There is no such file. A path in an import is relative to the notebook's folder.";
  if (specifier.startsWith("#"))
    return "Name it in `imports` of the project's package.json, or correct it.";
  const missing = explainMissing(specifier, folder);
  if (missing !== undefined) return missing;
  const known = builtinModules.filter((name) => !name.startsWith("_"));
  const nearest = specifier.length > 2 ? nearestName(specifier, known, 1) : undefined;
  if (nearest !== undefined) return `Did you mean "node:${nearest}"?`;
  return `Install it with \`npm install ${packageName(specifier)}\`, then run the cell again.`;
}
