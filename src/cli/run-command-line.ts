import { createProgram } from "./create-program.ts";
import { findTaskHelp } from "./task-help.ts";
import { watchOutput } from "./watch-output.ts";

/** Runs the command that Node's arguments name. */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  watchOutput(process.stdout);
  const program = createProgram(await findTaskHelp(argv.slice(2)));
  await program.parseAsync(argv);
}
