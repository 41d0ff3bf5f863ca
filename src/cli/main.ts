#!/usr/bin/env node
import { createProgram } from "./create-program.ts";
import { exitCodeOf, reportProblem } from "./report-problem.ts";

createProgram()
  .parseAsync(process.argv)
  .catch((error: unknown) => {
    reportProblem(error);
    process.exitCode = exitCodeOf(error);
  });
