#!/usr/bin/env node
import { createProgram } from "./create-program.ts";
import { exitCodeOf, reportProblem } from "./report-problem.ts";
import { findTaskHelp } from "./task-help.ts";
import { watchOutput } from "./watch-output.ts";

watchOutput(process.stdout);

createProgram(await findTaskHelp(process.argv.slice(2)))
  .parseAsync(process.argv)
  .catch((error: unknown) => {
    reportProblem(error);
    process.exitCode = exitCodeOf(error);
  });
