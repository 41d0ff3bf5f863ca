#!/usr/bin/env node
import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  Command,
  exitCodeOf,
  exitCodes,
  reportProblem
} from "../chunks/chunk-7MOVWGNP.js";
import {
  packageVersion
} from "../chunks/chunk-E47LMD53.js";
import "../chunks/chunk-EERKI2QO.js";

// src/cli/add-upkeep.ts
function addUpkeep(program, taskCommand2) {
  taskCommand2("clean", "remove the outputs and the record of a task").option("--downstream", "and of all recorded tasks that stand on it").option("--upstream", "and of all tasks that it requires; external data stays").option("--dry-run", "say what would go, and remove nothing").option("--force", "remove outputs too that were edited since").option("--json", "one JSON object on standard output").action(
    async (file, task, options, command) => {
      const { cleanCommand } = await import("../chunks/clean-command-OJO5ROVS.js");
      await cleanCommand(file, task, command.args.slice(2), options);
    }
  );
  program.command("impact <file> <name-or-file>").description("say which tasks a change of a declaration, a file or a package would touch").option("--json", "one JSON object on standard output").action(async (file, subject, options) => {
    const { impactCommand } = await import("../chunks/impact-command-SJZSJCOG.js");
    await impactCommand(file, subject, options);
  });
  program.command("gc").description("remove kept versions, compiled modules and temporary files that nothing can use").option("--keep <n>", "keep n versions of each task, the current one counted").option("--dry-run", "say what would go, and remove nothing").option("--json", "one JSON object on standard output").action(async (options) => {
    const { gcCommand } = await import("../chunks/gc-command-S2PWSOTS.js");
    await gcCommand(options);
  });
}

// src/cli/create-program.ts
var generalTaskHelp = "Parameters of the task follow as --name value; structures are JSON in single quotes.\n`cauce tasks FILE` lists the tasks of a file and what each takes.";
function createProgram(taskHelp = generalTaskHelp) {
  const program = new Command("cauce").description(
    "Pipelines in TypeScript notebooks: run, explain and draw the tasks of a notebook or a module"
  ).version(packageVersion()).exitOverride().showHelpAfterError("(cauce --help lists the commands)");
  addRun(program, taskHelp);
  addQuestions(program, taskHelp);
  addUpkeep(program, (name, description) => taskCommand(program, taskHelp, name, description));
  addExecute(program);
  addInstall(program);
  return program;
}
function addRun(program, taskHelp) {
  taskCommand(program, taskHelp, "run", "run what is stale of a task and of all that it requires").option("--workers <count>", "how many tasks may run at once (default: the cores)").option("--force", "run every task, fresh or not").option("--json", "one JSON object a line on standard output, and nothing else").action(
    async (file, task, options, command) => {
      const { runCommand } = await import("../chunks/run-command-IY6MKFK2.js");
      process.exitCode = await runCommand(file, task, command.args.slice(2), options);
      if (process.exitCode === exitCodes.interrupted) process.exit();
    }
  );
}
function addQuestions(program, taskHelp) {
  taskCommand(program, taskHelp, "dag", "draw the DAG of a task, with what would run and why").option("--format <format>", "text, svg, html, mermaid, dot or json", "text").option("-o, --output <file>", "write to a file instead of standard output").action(
    async (file, task, options, command) => {
      const { dagCommand } = await import("../chunks/dag-command-HXANYRWV.js");
      await dagCommand(file, task, command.args.slice(2), options);
    }
  );
  taskCommand(program, taskHelp, "why", "say why a task, and what it requires, would run").option("--json", "one JSON object on standard output").action(async (file, task, options, command) => {
    const { whyCommand } = await import("../chunks/why-command-RIUKV6XL.js");
    await whyCommand(file, task, command.args.slice(2), options);
  });
  program.command("tasks <file>").description("list the tasks of a notebook or a module, with their parameters").option("--json", "one JSON object a line on standard output").action(async (file, options) => {
    const { tasksCommand } = await import("../chunks/tasks-command-QSJ5JIDQ.js");
    await tasksCommand(file, options);
  });
  program.command("export <file>").description(
    "write the tasks of a notebook as a TypeScript module, without the cells that only show things"
  ).option("-o, --output <file>", "the module to write (default: standard output)").action(async (file, options) => {
    const { exportCommand } = await import("../chunks/export-command-N5AUF6DP.js");
    exportCommand(file, options);
  });
}
function addExecute(program) {
  program.command("execute <notebook>").description("run every cell of a notebook through the real kernel, no Jupyter needed").option(
    "-o, --output <file>",
    "the executed notebook (default: outputs/NAME.ipynb of the project)"
  ).option("--allow-errors", "go on behind a cell that fails").action(async (file, options) => {
    const { executeCommand } = await import("../chunks/execute-command-GTFTVMTG.js");
    process.exitCode = await executeCommand(file, options);
  });
}
function addInstall(program) {
  program.command("install").description("put the kernel where Jupyter finds it").option("--user", "for this user (the default)").option("--sys-prefix", "into the active Python environment (venv, conda)").option("--prefix <folder>", "under FOLDER/share/jupyter/kernels").action(async (options) => {
    const { installCommand } = await import("../chunks/install-command-EPFYUS5N.js");
    installCommand(options);
  });
  program.command("uninstall").description("take the kernel away from there, with the options it was installed with").option("--user", "for this user (the default)").option("--sys-prefix", "from the active Python environment (venv, conda)").option("--prefix <folder>", "from FOLDER/share/jupyter/kernels").action(async (options) => {
    const { uninstallCommand } = await import("../chunks/install-command-EPFYUS5N.js");
    uninstallCommand(options);
  });
  program.command("kernel <connection-file>", { hidden: true }).description("start the kernel; Jupyter calls this").action(async (connectionFile) => {
    const { startKernel } = await import("../chunks/main-4U6KPZ4K.js");
    await startKernel(connectionFile);
  });
}
function taskCommand(program, taskHelp, name, description) {
  return program.command(`${name} <file> <task>`).description(description).allowUnknownOption().allowExcessArguments().addHelpText("after", `
${taskHelp}`);
}

// src/cli/task-help.ts
var askForHelp = /* @__PURE__ */ new Set(["-h", "--help"]);
async function findTaskHelp(words) {
  if (!words.some((word) => askForHelp.has(word))) return void 0;
  const [, file, family] = words.filter((word) => !word.startsWith("-"));
  if (file === void 0 || family === void 0) return void 0;
  const [{ openCode }, { describeParameters }] = await Promise.all([
    import("../chunks/open-code-S56IXTV2.js"),
    import("../chunks/task-arguments-QIPBPKXF.js")
  ]);
  try {
    const { engine, project } = openCode(file);
    const { parameters } = await engine.loadClass(family).finally(() => project.store.close());
    const lines = describeParameters(parameters);
    if (lines.length === 0) return `\`${family}\` takes no parameters.`;
    return [`Parameters of \`${family}\` (structures are JSON in single quotes):`, ...lines].join(
      "\n"
    );
  } catch {
    return void 0;
  }
}

// src/cli/watch-output.ts
function watchOutput(stream) {
  stream.on("error", (error) => {
    if (error.code === "EPIPE") process.exit(exitCodes.interrupted);
    process.stderr.write(`error Standard output cannot be written: ${error.message}
`);
    process.exit(exitCodes.wrongUsage);
  });
}

// src/cli/main.ts
watchOutput(process.stdout);
createProgram(await findTaskHelp(process.argv.slice(2))).parseAsync(process.argv).catch((error) => {
  reportProblem(error);
  process.exitCode = exitCodeOf(error);
});
//# sourceMappingURL=main.js.map
