import { AsyncLocalStorage } from "node:async_hooks";

const current = new AsyncLocalStorage<Map<string, unknown>>();
let holders = 0;

/**
 * While `use` goes on, what has been looked up once of what is installed stays so: a plan asks for
 * the same few imports hundreds of times, and is of one state. The next one looks anew.
 */
export async function holdLookups<Result>(use: () => Promise<Result>): Promise<Result> {
  holders++;
  try {
    return await current.run(current.getStore() ?? new Map(), use);
  } finally {
    holders--;
    // Otherwise Node follows every promise of the process from here on, and a run makes thousands.
    if (holders === 0) current.disable();
  }
}

/** What was found for a question while look-ups are held; what was not found is looked for again. */
export function heldLookup<Answer>(question: string, find: () => Answer): Answer {
  const held = current.getStore();
  if (held === undefined) return find();
  const known = held.get(question);
  if (known !== undefined) return known as Answer;
  const found = find();
  held.set(question, found);
  return found;
}

/** A question is to be asked anew though look-ups are held. */
export function dropLookup(question: string): void {
  current.getStore()?.delete(question);
}
