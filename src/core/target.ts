/** A place that holds a result. The one thing that the engine must be able to ask is whether it is there. */
export interface Target {
  exists(): boolean | Promise<boolean>;
}

/**
 * A target that is one file on this machine. The engine hashes its content to know whether it
 * is the one that was written, and keeps earlier versions of it.
 */
export interface FileTarget extends Target {
  /** As the user or the task's identity names it: relative to the project's root, or absolute. */
  readonly path: string;
}

/** The outputs of one task: a target, or targets in an array or a record; nothing for a wrapper. */
export type Output =
  | Target
  | readonly Target[]
  | { readonly [name: string]: Target }
  | undefined
  // biome-ignore lint/suspicious/noConfusingVoidType: a method without a return statement returns void
  | void;

export function isTarget(value: unknown): value is Target {
  return (
    typeof value === "object" &&
    value !== null &&
    "exists" in value &&
    typeof value.exists === "function"
  );
}

export function isFileTarget(value: unknown): value is FileTarget {
  return isTarget(value) && "path" in value && typeof value.path === "string";
}

/** The targets of an output, in a fixed order, each with the name that the record knows it by. */
export function listTargets(output: Output): { name: string; target: Target }[] {
  if (output === undefined || output === null) return [];
  if (isTarget(output)) return [{ name: "output", target: output }];
  return Object.entries(output).map(([name, target]) => ({ name, target }));
}
