import type { SyntaxProblem } from "../../cell/strip-types.ts";
import { shellRemedy } from "../magics/shell-remedy.ts";

type Habit = readonly [pattern: RegExp, remedy: (...found: string[]) => string];

/** Lines as they are written in Python's notebooks. All of them are errors of syntax here. */
const lines: readonly Habit[] = [
  [/^!\s*([\w-]+)/, shellRemedy],
  [
    /^import pandas\b|^from pandas\b/,
    () => 'A table is read by `csv("…")`, or by danfojs: `import * as dfd from "danfojs-node";`.',
  ],
  [/^import ([\w.]+) as (\w+)$/, (module = "", name = "") => importRemedy(`* as ${name}`, module)],
  [/^import (\w+)$/, (module = "") => importRemedy(`* as ${module}`, module)],
  [
    /^from ([\w.]+) import (\w+(?:, *\w+)*)$/,
    (module = "", names = "") => importRemedy(`{ ${names} }`, module),
  ],
  [/^(?:async )?def (\w+)\s*\(/, (name) => `A function is written \`function ${name}(…) { … }\`.`],
  [/^class (\w+)\(([\w.]+)\):/, (name, base) => classRemedy(`${name} extends ${base}`)],
  [/^class (\w+)(?:\(\))?:/, (name = "") => classRemedy(name)],
  [
    /^for (\w+(?:, *\w+)*) in .+:$/,
    (names = "") =>
      `A loop is written \`for (const ${names.includes(",") ? `[${names}]` : names} of …) { … }\`.`,
  ],
  [/^(if|while) .+:$/, (word) => `It is written \`${word} (…) { … }\`.`],
  [/^elif .+:$/, () => "It is written `else if (…) { … }`."],
];

/** What to do about an error of syntax where its line is good Python, or a command of a shell. */
export function findSyntaxRemedy(
  source: string,
  { line, column }: SyntaxProblem,
): string | undefined {
  const text = source.split("\n")[line - 1] ?? "";
  if (/#\s$/.test(text.slice(0, column))) return "A comment begins with `//`.";
  if (/(?:^|[^\w$])[fF]["']$/.test(text.slice(0, column)))
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it shows what to write
    return "Values stand in a text between backticks: `` `…${value}…` ``.";
  const written = text.replace(/\s+#.*$/, "").trim();
  for (const [pattern, remedy] of lines) {
    const [found, ...parts] = pattern.exec(written) ?? [];
    if (found !== undefined) return remedy(...parts);
  }
  return undefined;
}

function importRemedy(names: string, module: string): string {
  return `It is written \`import ${names} from "${module}";\`, and the packages are those of npm.`;
}

function classRemedy(head: string): string {
  return `A class is written \`class ${head} { … }\`.`;
}
