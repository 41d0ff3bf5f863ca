import type { Command } from "commander";
import { readTaskWords } from "./task-words.ts";

/** Makes a command about one task of a file. */
type TaskCommand = (name: string, description: string) => Command;

/** The commands that say what a change would touch, and keep what lies on disk in order. */
export function addUpkeep(program: Command, taskCommand: TaskCommand): void {
  taskCommand("clean", "remove the outputs and the record of a task")
    .option("--all", "every recorded task of this family, whatever its parameters")
    .option("--downstream", "and of all recorded tasks that stand on it")
    .option("--upstream", "and of all tasks that it requires; external data stays")
    .option("--dry-run", "say what would go, and remove nothing")
    .option("--force", "remove outputs too that were edited since")
    .option("--json", "one JSON object on standard output")
    .action(
      async (file: string, task: string, options: Record<string, boolean>, command: Command) => {
        const { cleanCommand } = await import("./clean-command.ts");
        await cleanCommand(file, task, readTaskWords(command), options);
      },
    );
  program
    .command("impact <file> <name-or-file>")
    .description("say which tasks a change of a declaration, a file or a package would touch")
    .option("--json", "one JSON object on standard output")
    .action(async (file: string, subject: string, options: { json?: boolean }) => {
      const { impactCommand } = await import("./impact-command.ts");
      await impactCommand(file, subject, options);
    });
  program
    .command("gc")
    .description("remove kept versions, compiled modules and temporary files that nothing can use")
    .option("--keep <n>", "keep n versions of each task, the current one counted")
    .option("--dry-run", "say what would go, and remove nothing")
    .option("--json", "one JSON object on standard output")
    .action(async (options: { dryRun?: boolean; keep?: string; json?: boolean }) => {
      const { gcCommand } = await import("./gc-command.ts");
      await gcCommand(options);
    });
}
