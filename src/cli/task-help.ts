/** Ends the help of a command about a task, given the flags that the command itself takes. */
export type TaskHelp = (ownFlags: ReadonlySet<string>) => string;

const askForHelp = new Set(["-h", "--help"]);

/**
 * What help says of a task's own parameters, where a command line asks for the help of a task:
 * `run FILE TASK --help`. Undefined for every other; also where the file or the task is not there,
 * because help must not fail.
 */
export async function findTaskHelp(words: readonly string[]): Promise<TaskHelp | undefined> {
  if (!words.some((word) => askForHelp.has(word))) return undefined;
  const [, file, family] = words.filter((word) => !word.startsWith("-"));
  if (file === undefined || family === undefined) return undefined;
  const [{ openCode }, { describeParameters }] = await Promise.all([
    import("./open-code.ts"),
    import("./describe-parameters.ts"),
  ]);
  try {
    const { engine, project } = openCode(file);
    const { parameters } = await engine.loadClass(family).finally(() => project.close());
    if (Object.keys(parameters).length === 0) return () => `\`${family}\` takes no parameters.`;
    const head = `Parameters of \`${family}\` (structures are JSON in single quotes):`;
    return (ownFlags) => [head, ...describeParameters(parameters, ownFlags)].join("\n");
  } catch {
    return undefined;
  }
}
