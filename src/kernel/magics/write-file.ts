import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { CauceError } from "../../core/errors.ts";
import type { MagicContext } from "./magic-context.ts";

/** `%%writefile FILE`: the cell's text becomes a file, such as a module that later cells import. */
export async function writeCell(
  argument: string,
  body: string,
  { publisher }: MagicContext,
): Promise<void> {
  if (argument === "")
    throw new CauceError(
      "magic-argument",
      "`%%writefile` was given no file. Expected its path: `%%writefile model.ts`.",
    );
  const file = path.resolve(argument);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, body.endsWith("\n") ? body : `${body}\n`);
  } catch (cause) {
    throw new CauceError(
      "file-not-written",
      `\`${argument}\` cannot be written: ${(cause as Error).message}. Expected a path relative to ${process.cwd()}.`,
      { cause },
    );
  }
  publisher.stream("stdout", `Wrote ${file}\n`);
}
