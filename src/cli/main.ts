#!/usr/bin/env node
const [command, connectionFile, ...more] = process.argv.slice(2);

// What Jupyter calls waits for nothing that the other commands need.
if (command === "kernel" && connectionFile?.startsWith("-") === false && more.length === 0) {
  const { startKernel } = await import("../kernel/start-kernel.ts");
  await startKernel(connectionFile).catch(endWith);
} else {
  const [{ createProgram }, { findTaskHelp }, { watchOutput }] = await Promise.all([
    import("./create-program.ts"),
    import("./task-help.ts"),
    import("./watch-output.ts"),
  ]);
  watchOutput(process.stdout);
  await createProgram(await findTaskHelp(process.argv.slice(2)))
    .parseAsync(process.argv)
    .catch(endWith);
}

async function endWith(error: unknown): Promise<void> {
  const { exitCodeOf, reportProblem } = await import("./report-problem.ts");
  reportProblem(error);
  process.exitCode = exitCodeOf(error);
}
