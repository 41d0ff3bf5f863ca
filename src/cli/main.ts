#!/usr/bin/env node
const [command, connectionFile, ...more] = process.argv.slice(2);

// What Jupyter calls waits for nothing that the other commands need.
const isKernel = command === "kernel" && connectionFile?.startsWith("-") === false;
(isKernel && more.length === 0 ? runKernel(connectionFile) : runCommand()).catch(endWith);

async function runKernel(file: string): Promise<void> {
  const { startKernel } = await import("../kernel/start-kernel.ts");
  await startKernel(file);
}

async function runCommand(): Promise<void> {
  const { runCommandLine } = await import("./run-command-line.ts");
  await runCommandLine(process.argv);
}

async function endWith(error: unknown): Promise<void> {
  const { exitCodeOf, reportProblem } = await import("./report-problem.ts");
  reportProblem(error);
  process.exitCode = exitCodeOf(error);
}
