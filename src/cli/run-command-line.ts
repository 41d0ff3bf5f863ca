import { createProgram } from "./create-program.ts";
import { findTaskHelp } from "./task-help.ts";
import { watchOutput } from "./watch-output.ts";

/** Runs the command that Node's arguments name. */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  watchOutput(process.stdout);
  process.once("beforeExit", endUnsettled);
  try {
    const program = createProgram(await findTaskHelp(argv.slice(2)));
    await program.parseAsync(argv);
  } finally {
    process.off("beforeExit", endUnsettled);
  }
}

/** Nothing is left to be done, and the command has not come to its end. */
async function endUnsettled(): Promise<void> {
  const { tellUnsettled } = await import("./tell-unsettled.ts");
  tellUnsettled();
}
