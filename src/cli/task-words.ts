import type { Command } from "commander";

/** What follows the file and the task on a command line. */
export interface TaskWords {
  /** The task's parameters, as they were written. */
  readonly words: readonly string[];
  /** The flags that the command took for itself, though a task may have a parameter of that name. */
  readonly taken: readonly string[];
}

/** The flags that a command has of its own. */
export function ownFlags(command: Command): ReadonlySet<string> {
  return new Set(command.options.flatMap(({ long }) => long ?? []));
}

export function readTaskWords(command: Command): TaskWords {
  const given = command.options.filter(
    (option) => command.getOptionValueSource(option.attributeName()) === "cli",
  );
  return { words: command.args.slice(2), taken: given.flatMap(({ long }) => long ?? []) };
}
