import { CauceError } from "./errors.ts";

/** What a target needs of the task that names it. */
export interface NamedByTask {
  /** Relative to the project's root, with "/": "outputs/TrainTestSplit/testSize=0.3-1a2b3c4d". */
  readonly outputFolder: string;
}

/** What a target can be named by: a path of its own, or the task that writes it. */
export type PathOrTask = string | NamedByTask;

/**
 * The path of a target: the one given, or a file in the folder of the task's outputs, called
 * `name` ("output" without one) with `extension` behind it where the name does not have it yet.
 */
export function targetPath(
  pathOrTask: PathOrTask,
  name: string | undefined,
  extension: string,
): string {
  if (typeof pathOrTask === "string") return checkPath(pathOrTask, name);
  const fileName = checkName(name ?? "output");
  const suffix = fileName.endsWith(extension) ? "" : extension;
  return `${taskFolder(pathOrTask)}/${fileName}${suffix}`;
}

function taskFolder(task: NamedByTask): string {
  const folder: unknown = task?.outputFolder;
  if (typeof folder === "string" && folder !== "") return folder;
  throw new CauceError(
    "target-path",
    `A target was given \`${typeof task}\` to be named by. Expected a path, as in csv("data/iris.csv"), ` +
      `or the task, as in csv(this). Pass one of the two.`,
  );
}

function checkPath(path: string, name: string | undefined): string {
  if (path === "" || path.includes("\0")) {
    throw new CauceError(
      "target-path",
      `\`${shown(path)}\` cannot be the path of a target: it is empty or holds a NUL character. ` +
        `Give a path from the project's root, such as "data/iris.csv".`,
    );
  }
  if (name !== undefined) {
    throw new CauceError(
      "target-name",
      `\`${path}\` is a whole path, and was given with the name \`${shown(name)}\`. ` +
        `Only a task takes a name: write the file's name into the path.`,
    );
  }
  return path;
}

function checkName(name: string): string {
  const found = faultOfName(name);
  if (found === undefined) return name;
  throw new CauceError(
    "target-name",
    `\`${shown(name)}\` cannot name a task's target: ${found}. Expected the name of one file, which ` +
      `goes into the task's own folder. Use a plain name such as "train", or give a whole path alone.`,
  );
}

function faultOfName(name: unknown): string | undefined {
  if (typeof name !== "string") return `it is of type ${typeof name}`;
  if (name.trim() === "") return "it is empty";
  if (name.startsWith("/") || /^[A-Za-z]:[\\/]/.test(name)) return "it is an absolute path";
  if (/[\\/]/.test(name)) return "it has a path separator";
  if (name === "." || name === "..") return "it stands for a folder";
  if (/\p{Cc}/u.test(name)) return "it holds a control character";
  return undefined;
}

function shown(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value).slice(1, -1) : String(value);
}
