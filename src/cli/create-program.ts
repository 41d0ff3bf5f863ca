import { Command } from "commander";
import { packageVersion } from "../pipeline/package-root.ts";
import { addUpkeep } from "./add-upkeep.ts";
import type { ExecuteOptions } from "./execute-command.ts";
import type { InstallOptions } from "./jupyter-folders.ts";
import { exitCodes } from "./report-problem.ts";
import type { TaskHelp } from "./task-help.ts";
import { ownFlags, readTaskWords } from "./task-words.ts";

const generalTaskHelp: TaskHelp = () =>
  "Parameters of the task follow as --name value; structures are JSON in single quotes.\nOne that is called like an option of the command is given behind `--`: -- --json 5.\n`cauce tasks FILE` lists the tasks of a file and what each takes.";

/**
 * The command line. Each command loads what it needs when it is called, and nothing before.
 * `taskHelp` ends the help of a command about a task.
 */
export function createProgram(taskHelp: TaskHelp = generalTaskHelp): Command {
  const program = new Command("cauce")
    .description(
      "Pipelines in TypeScript notebooks: run, explain and draw the tasks of a notebook or a module",
    )
    .version(packageVersion())
    .exitOverride()
    // `--version` behind a command is a parameter of its task.
    .enablePositionalOptions()
    .showHelpAfterError("(cauce --help lists the commands, cauce tasks FILE the tasks of a file)");
  addRun(program, taskHelp);
  addQuestions(program, taskHelp);
  addUpkeep(program, (name, description) => taskCommand(program, taskHelp, name, description));
  addExecute(program);
  addInstall(program);
  return program;
}

function addRun(program: Command, taskHelp: TaskHelp): void {
  taskCommand(program, taskHelp, "run", "run what is stale of a task and of all that it requires")
    .option("--workers <count>", "how many tasks may run at once (default: the cores)")
    .option("--fail-fast", "start nothing more once a task has failed")
    .option("--dry-run", "run nothing, and say what would run, why, and about how long")
    .option("--force", "run every task, fresh or not")
    .option("--full-errors", "show every frame of a failure's stack")
    .option("--bell", "ring the terminal's bell when the run has ended")
    .option("--json", "one JSON object a line on standard output, and nothing else")
    .action(
      async (file: string, task: string, options: Record<string, unknown>, command: Command) => {
        const { startAhead } = await import("./start-ahead.ts");
        const threads = startAhead(file, options);
        const { runCommand } = await import("./run-command.ts");
        process.exitCode = await runCommand(file, task, readTaskWords(command), options, threads);
        // A task that did not listen to its signal would keep the process alive.
        if (process.exitCode === exitCodes.interrupted) process.exit();
      },
    );
}

function addQuestions(program: Command, taskHelp: TaskHelp): void {
  taskCommand(program, taskHelp, "dag", "draw the DAG of a task, with what would run and why")
    .option("--format <format>", "text, svg, html, mermaid, dot or json", "text")
    .option("-o, --output <file>", "write to a file instead of standard output")
    .action(
      async (
        file: string,
        task: string,
        options: { format: string; output?: string },
        command: Command,
      ) => {
        const { dagCommand } = await import("./dag-command.ts");
        await dagCommand(file, task, readTaskWords(command), options);
      },
    );
  taskCommand(program, taskHelp, "why", "say why a task, and what it requires, would run")
    .option("--json", "one JSON object on standard output")
    .action(async (file: string, task: string, options: { json?: boolean }, command: Command) => {
      const { whyCommand } = await import("./why-command.ts");
      await whyCommand(file, task, readTaskWords(command), options);
    });
  program
    .command("tasks <file>")
    .description("list the tasks of a notebook or a module, with their parameters")
    .option("--json", "one JSON object a line on standard output")
    .action(async (file: string, options: { json?: boolean }) => {
      const { tasksCommand } = await import("./tasks-command.ts");
      await tasksCommand(file, options);
    });
  program
    .command("export <file>")
    .description(
      "write the tasks of a notebook as a TypeScript module, without the cells that only show things",
    )
    .option("-o, --output <file>", "the module to write (default: standard output)")
    .action(async (file: string, options: { output?: string }) => {
      const { exportCommand } = await import("./export-command.ts");
      exportCommand(file, options);
    });
}

function addExecute(program: Command): void {
  program
    .command("execute <notebook>")
    .description("run every cell of a notebook through the real kernel, no Jupyter needed")
    .option(
      "-o, --output <file>",
      "the executed notebook (default: outputs/NAME.ipynb of the project)",
    )
    .option("--allow-errors", "go on behind a cell that fails")
    .option("--full-errors", "show every frame of an error's stack, as `%errors full` does")
    .action(async (file: string, options: ExecuteOptions) => {
      const { executeCommand } = await import("./execute-command.ts");
      process.exitCode = await executeCommand(file, options);
    });
}

function addInstall(program: Command): void {
  program
    .command("install")
    .description("put the kernel where Jupyter finds it")
    .option("--user", "for this user (the default)")
    .option("--sys-prefix", "into the active Python environment (venv, conda)")
    .option("--prefix <folder>", "under FOLDER/share/jupyter/kernels")
    .option("--name <name>", "beside another version, under a name of its own (default: cauce)")
    .option("--display-name <text>", "what the list of kernels shows")
    .action(async (options: InstallOptions) => {
      const { installCommand } = await import("./install-command.ts");
      await installCommand(options);
    });
  program
    .command("uninstall")
    .description("take the kernel away from there, with the options it was installed with")
    .option("--user", "for this user (the default)")
    .option("--sys-prefix", "from the active Python environment (venv, conda)")
    .option("--prefix <folder>", "from FOLDER/share/jupyter/kernels")
    .option("--name <name>", "the name that it was installed under (default: cauce)")
    .action(async (options: InstallOptions) => {
      const { uninstallCommand } = await import("./install-command.ts");
      uninstallCommand(options);
    });
  program
    .command("kernel <connection-file>", { hidden: true })
    .description("start the kernel; Jupyter calls this")
    .action(async (connectionFile: string) => {
      const { startKernel } = await import("../kernel/start-kernel.ts");
      await startKernel(connectionFile);
    });
}

/** A command about one task of a file, whose own parameters may follow as flags. */
function taskCommand(
  program: Command,
  taskHelp: TaskHelp,
  name: string,
  description: string,
): Command {
  return program
    .command(`${name} <file> <task>`)
    .description(description)
    .allowUnknownOption()
    .allowExcessArguments()
    .addHelpText("after", ({ command }) => `\n${taskHelp(ownFlags(command))}`);
}
