import { type Magic, questionName } from "../../cell/magics.ts";
import { CauceError } from "../../core/errors.ts";
import { nearestName } from "../../core/nearest-name.ts";
import type { MagicContext } from "./magic-context.ts";
import { runBash } from "./run-bash.ts";
import {
  changeFolder,
  inspectName,
  listNames,
  setCheck,
  setErrors,
  showEnvironment,
} from "./session-magics.ts";
import { installers, shellRemedy } from "./shell-remedy.ts";
import { timeCell, timeOften, timeOnce } from "./time-expression.ts";
import { writeCell } from "./write-file.ts";

/** What sets things up goes before the cell's code, what looks at them after it. */
type Phase = "before" | "after";

interface KnownMagic {
  readonly usage: string;
  readonly summary: string;
  /** How TypeScript says it, without a magic. */
  readonly typed?: string;
  readonly phase: Phase;
  /** The words that it takes, the usual ones first. */
  readonly words?: readonly string[];
  run(magic: Magic, context: MagicContext): void | Promise<void>;
}

const lineMagics: Readonly<Record<string, KnownMagic>> = {
  help: {
    usage: "%help",
    summary: "this list",
    phase: "before",
    run: (_, context) => context.publisher.stream("stdout", helpText()),
  },
  time: {
    usage: "%time EXPRESSION",
    summary: "its value, and how long it took",
    typed: 'console.time("f"); f(); console.timeEnd("f")',
    phase: "after",
    run: ({ argument, isCell }, context) => timeOnce(argument, isCell, context),
  },
  timeit: {
    usage: "%timeit EXPRESSION",
    summary: "how long it takes, over many evaluations",
    phase: "after",
    run: ({ argument }, context) => timeOften(argument, context),
  },
  who: {
    usage: "%who",
    summary: "the names that cells share now; `%whos` is the same",
    phase: "after",
    run: (_, context) => listNames(context),
  },
  reset: {
    usage: "%reset",
    summary: "forget all names and cells; checkpoints stay",
    phase: "before",
    run: (_, context) => context.reset(),
  },
  cd: {
    usage: "%cd [FOLDER]",
    summary: "the folder that cells read and write in; without one, tell it",
    typed: 'process.chdir("data"); process.cwd()',
    phase: "before",
    run: ({ argument }, context) => changeFolder(argument, context),
  },
  env: {
    usage: "%env [NAME[=VALUE]]",
    summary: "environment variables: their names, one value, or set one",
    typed: 'process.env.NAME; process.env.NAME = "value"',
    phase: "before",
    run: ({ argument }, context) => showEnvironment(argument, context),
  },
  check: {
    usage: "%check [off|warn|error]",
    summary: "what type errors do from now on",
    words: ["error", "warn", "off"],
    typed: "// @ts-expect-error above a line; options in tsconfig.json",
    phase: "before",
    run: ({ argument }, context) => setCheck(argument, context),
  },
  errors: {
    usage: "%errors [short|full]",
    summary: "whether errors show every frame of their stack from now on",
    words: ["short", "full"],
    typed: "console.log(error.stack)",
    phase: "before",
    run: ({ argument }, context) => setErrors(argument, context),
  },
};

/** Other names that people know them by, which are neither listed nor completed. */
const otherNames: Readonly<Record<string, string>> = { whos: "who", lsmagic: "help" };

/** What people call like commands of a shell in other kernels. */
const commands = new Set(["ls", "ll", "cat", "mkdir", "rm", "rmdir", "cp", "mv", "more", "less"]);

const cellMagics: Readonly<Record<string, KnownMagic>> = {
  bash: {
    usage: "%%bash",
    summary: "run the whole cell in bash",
    typed: 'import { execFileSync } from "node:child_process"',
    phase: "before",
    run: ({ body }, context) => runBash(body, context),
  },
  time: {
    ...(lineMagics.time as KnownMagic),
    usage: "%%time",
    summary: "how long the whole cell takes",
    typed: "const from = performance.now(); …; performance.now() - from",
  },
  timeit: {
    usage: "%%timeit [SETUP]",
    summary: "how long the whole cell takes, over many runs; its names stay its own",
    phase: "after",
    run: ({ argument, body }, context) => timeCell(argument, body, context),
  },
  writefile: {
    usage: "%%writefile FILE",
    summary: "write the rest of the cell to a file",
    typed: 'import { writeFileSync } from "node:fs"',
    phase: "before",
    run: ({ argument, body }, context) => writeCell(argument, body, context),
  },
};

/** `NAME?` is a cell of its own, and no line that begins with a percent sign. */
const question: KnownMagic = {
  usage: "NAME?",
  summary: "its type and documentation; so does ?NAME, and Shift+Tab in JupyterLab",
  phase: "after",
  run: ({ argument }, context) => inspectName(argument, context),
};

/** Runs those of a cell's magics that belong before or after its code, in their order. */
export async function runMagics(
  magics: readonly Magic[],
  phase: Phase,
  context: MagicContext,
): Promise<void> {
  for (const magic of magics) {
    const known = findMagic(magic);
    if (known.phase === phase) await known.run(magic, context);
  }
}

/** The magics that begin with what is typed, as a completion gives them. */
export function completeMagic(typed: string): string[] {
  const all = [
    ...Object.keys(lineMagics).map((name) => `%${name}`),
    ...Object.keys(cellMagics).map((name) => `%%${name}`),
  ];
  return all.filter((name) => name.startsWith(typed)).sort();
}

/** The words of a line's magic that begin with what is typed behind it; undefined where it takes anything. */
export function completeWord(name: string, typed: string): string[] | undefined {
  const known = Object.hasOwn(lineMagics, name) ? lineMagics[name] : undefined;
  return known?.words?.filter((word) => word.startsWith(typed));
}

function findMagic({ name: called, isCell }: Magic): KnownMagic {
  if (called === questionName) return question;
  const [sign, magics] = isCell ? ["%%", cellMagics] : ["%", lineMagics];
  const name = !isCell && Object.hasOwn(otherNames, called) ? (otherNames[called] ?? "") : called;
  const known = Object.hasOwn(magics, name) ? magics[name] : undefined;
  if (known !== undefined) return known;
  throw new CauceError(
    "unknown-magic",
    `\`${sign}${name}\` is no magic of this kernel.${hintFor(name, sign, Object.keys(magics))} \`%help\` lists them all.`,
  );
}

function hintFor(name: string, sign: string, known: readonly string[]): string {
  if (name === "pwd") return " Write `process.cwd()`.";
  if (installers.has(name) || commands.has(name)) return ` ${shellRemedy(name)}`;
  const nearest = nearestName(name, known);
  return nearest === undefined ? "" : ` Did you mean \`${sign}${nearest}\`?`;
}

function helpText(): string {
  const all = [...Object.values(lineMagics), ...Object.values(cellMagics), question];
  const width = Math.max(...all.map(({ usage }) => usage.length));
  const lines = all.flatMap(({ usage, summary, typed }) => [
    `${usage.padEnd(width)}  ${summary}`,
    ...(typed === undefined ? [] : [`${" ".repeat(width)}  in TypeScript: ${typed}`]),
  ]);
  return `${lines.join("\n")}\n`;
}
