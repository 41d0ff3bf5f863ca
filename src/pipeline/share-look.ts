import { AsyncLocalStorage } from "node:async_hooks";
import { holdLookups } from "./held-lookups.ts";

const current = new AsyncLocalStorage<object>();

/**
 * While `use` goes on, what was looked at once counts as still so: several plans that are made
 * together, such as those behind the pictures of a page, are of one state of the disk. Nothing may
 * run meanwhile.
 */
export function shareLook<Result>(use: () => Promise<Result>): Promise<Result> {
  return current.getStore() === undefined ? current.run({}, () => holdLookups(use)) : use();
}

/** What was found in the look that goes on; without one, every question is asked anew. */
export class SharedAnswers<Answer> {
  readonly #known = new WeakMap<object, Map<string, Answer>>();

  ask(question: string, find: () => Answer): Answer {
    const look = current.getStore();
    if (look === undefined) return find();
    const known = this.#known.get(look) ?? new Map<string, Answer>();
    this.#known.set(look, known);
    if (known.has(question)) return known.get(question) as Answer;
    const found = find();
    known.set(question, found);
    return found;
  }
}
