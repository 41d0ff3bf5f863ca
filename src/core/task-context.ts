/** What a running task may say and hear. The executor gives one to each attempt. */
export interface TaskContext {
  progress(done: number, total: number): void;
  log(text: string): void;
  readonly signal: AbortSignal;
}

const contexts = new WeakMap<object, TaskContext>();

export function attachContext(task: object, context: TaskContext): void {
  contexts.set(task, context);
}

/** Outside a run a task may still be tried out by hand: progress goes nowhere, nothing aborts. */
export function contextOf(task: object): TaskContext {
  return contexts.get(task) ?? idle;
}

const idle: TaskContext = {
  progress: () => undefined,
  log: (text) => console.log(text),
  signal: new AbortController().signal,
};
