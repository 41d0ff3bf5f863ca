import path from "node:path";
import { CauceError } from "../../core/errors.ts";
import { renderTable } from "../../render/render-table.ts";
import type { MagicContext } from "./magic-context.ts";

/** `%who`: the names that cells share now, with what they hold. */
export function listNames({ names, publisher }: MagicContext): void {
  const rows = names().map(({ name, value, place }) => ({
    name,
    holds: kindOf(value),
    declared: place ?? "",
  }));
  if (rows.length === 0) {
    publisher.stream("stdout", "No names are declared.\n");
    return;
  }
  const { html, text } = renderTable(rows, undefined, { mostRows: rows.length });
  publisher.displayData({ "text/html": html, "text/plain": text });
}

/** `NAME?`: its type and documentation, in the client's pager. */
export async function inspectName(argument: string, context: MagicContext): Promise<void> {
  const found = await context.inspect(argument);
  if (found === undefined)
    throw new CauceError(
      "unknown-name",
      `\`${argument}\` is no name that is known here. \`%who\` lists what cells have declared.`,
    );
  context.page(found);
}

/** Where `%cd -` leads back to: a process has one current folder. */
let folderBefore: string | undefined;

/** `%cd [FOLDER]`: where file names of cells are looked for. Imports and targets stay the project's. */
export function changeFolder(argument: string, { publisher }: MagicContext): void {
  const named = argument.replace(/^(["'])(.*)\1$/, "$2");
  const folder =
    named === "-" && folderBefore !== undefined
      ? folderBefore
      : path.resolve(named.replace(/^~(?=\/|$)/, process.env.HOME ?? "~"));
  try {
    const before = process.cwd();
    if (named !== "") {
      process.chdir(folder);
      folderBefore = before;
    }
  } catch (cause) {
    throw new CauceError(
      "no-folder",
      `\`${argument}\` is no folder that can be entered (looked for ${folder}). Expected a folder, relative to ${process.cwd()}.`,
      { cause },
    );
  }
  publisher.stream("stdout", `${process.cwd()}\n`);
}

/** `%env`: names of variables; `%env NAME`: its value; `%env NAME=VALUE`: sets it for this session. */
export function showEnvironment(argument: string, { publisher }: MagicContext): void {
  const [, name = "", value] = /^(\w+)(?:\s*=\s*|\s+)(.*)$/.exec(argument) ?? ["", argument];
  if (name.includes("="))
    throw new CauceError(
      "magic-argument",
      `\`%env ${argument}\` names no variable before its \`=\`. Expected letters, digits and underscores: \`%env NAME=VALUE\`.`,
    );
  if (value !== undefined) {
    process.env[name] = value;
    return;
  }
  // Without values: a saved notebook keeps what it shows, and secrets stand in variables.
  const text = name === "" ? Object.keys(process.env).sort().join("\n") : process.env[name];
  publisher.stream("stdout", `${text ?? `${name} is not set`}\n`);
}

/** `%check [off|warn|error]`: what type errors do from now on, this cell included. */
export function setCheck(argument: string, context: MagicContext): void {
  if (argument === "off" || argument === "warn" || argument === "error")
    context.checkMode = argument;
  else if (argument !== "")
    throw new CauceError(
      "magic-argument",
      `\`%check ${argument}\` is no way to check. Expected \`%check error\` (a type error stops its cell), \`%check warn\` (it is shown, and the cell runs) or \`%check off\`.`,
    );
  context.publisher.stream("stdout", `Type errors: ${context.checkMode}\n`);
}

/** `%errors [short|full]`: whether errors show every frame of their stack from now on. */
export function setErrors(argument: string, context: MagicContext): void {
  if (argument === "short" || argument === "full") context.errorDetail = argument;
  else if (argument !== "")
    throw new CauceError(
      "magic-argument",
      `\`%errors ${argument}\` is no way to show errors. Expected \`%errors short\` (the places in cells, and the code there) or \`%errors full\` (every frame of the stack too).`,
    );
  context.publisher.stream("stdout", `Errors: ${context.errorDetail}\n`);
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return `Array(${value.length})`;
  if (typeof value === "function")
    return /^class\b/.test(Function.prototype.toString.call(value)) ? "class" : "function";
  if (typeof value !== "object") return typeof value;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null ? "object" : String(Object(prototype).constructor?.name ?? "object");
}
