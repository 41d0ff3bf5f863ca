/** Which task: the class's name, and parameters as its constructor takes them. */
export interface TaskReference {
  readonly family: string;
  readonly given: unknown;
}

/** What one plan is made for: a task, or several at once, as in a sweep. */
export type Wanted = TaskReference | readonly TaskReference[];

export function listWanted(wanted: Wanted): readonly TaskReference[] {
  return "family" in wanted ? [wanted] : wanted;
}
