/** Which task: the class's name, and parameters as its constructor takes them. */
export interface TaskReference {
  readonly family: string;
  readonly given: unknown;
}
