import type { CheckpointStore } from "../core/checkpoint-store.ts";
import type { LastFailure, TaskRecord } from "../core/record.ts";
import type { Observation } from "../plan/observation.ts";

/** Knows the text behind the hash of a piece of code, now or as it was recorded. */
interface TextSource {
  readonly textOf: (hash: string) => string | undefined;
}

const noVersions: readonly TaskRecord[] = [];

/** What was found of a task, as data: the rest of an observation is read from the record. */
export type ObservedFacts = Omit<Observation, "versions" | "lastFailure" | "textOf">;

/**
 * An observation with what is read only when somebody asks: most tasks are fresh. A class, because
 * V8 gives each object with getters of its own a layout of its own, which took half of a plan's memory.
 * What another thread gets of it when it is cloned are the facts.
 */
export class ObservedTask implements Observation {
  readonly id: ObservedFacts["id"];
  readonly family: ObservedFacts["family"];
  readonly file: ObservedFacts["file"];
  readonly kind: ObservedFacts["kind"];
  readonly params: ObservedFacts["params"];
  readonly visibleParams: ObservedFacts["visibleParams"];
  readonly requirements: ObservedFacts["requirements"];
  readonly places: ObservedFacts["places"];
  code: ObservedFacts["code"];
  readonly outputs: ObservedFacts["outputs"];
  readonly record: ObservedFacts["record"];
  predecessor: ObservedFacts["predecessor"];
  readonly forced: ObservedFacts["forced"];
  readonly staleness: ObservedFacts["staleness"];
  readonly schedule: ObservedFacts["schedule"];
  readonly batching: ObservedFacts["batching"];
  readonly #store: CheckpointStore;
  readonly #texts: TextSource;
  #versions: readonly TaskRecord[] | undefined;

  constructor(found: ObservedFacts, store: CheckpointStore, texts: TextSource) {
    this.id = found.id;
    this.family = found.family;
    this.file = found.file;
    this.kind = found.kind;
    this.params = found.params;
    this.visibleParams = found.visibleParams;
    this.requirements = found.requirements;
    this.places = found.places;
    this.code = found.code;
    this.outputs = found.outputs;
    this.record = found.record;
    this.predecessor = found.predecessor;
    this.forced = found.forced;
    this.staleness = found.staleness;
    this.schedule = found.schedule;
    this.batching = found.batching;
    this.#store = store;
    this.#texts = texts;
  }

  /** What was observed here, or in another thread. */
  static from(facts: ObservedFacts, store: CheckpointStore, texts: TextSource): ObservedTask {
    return facts instanceof ObservedTask ? facts : new ObservedTask(facts, store, texts);
  }

  get versions(): readonly TaskRecord[] {
    this.#versions ??=
      this.kind === "external" || this.record === undefined
        ? noVersions
        : this.#store.versions(this.id).filter((version) => this.#isComplete(version));
    return this.#versions;
  }

  get textOf(): TextSource["textOf"] {
    return this.#texts.textOf;
  }

  get lastFailure(): LastFailure | undefined {
    return this.#store.readFailure(this.id);
  }

  #isComplete({ outputs }: TaskRecord): boolean {
    return outputs.every(({ path, hash }) => path !== undefined && this.#store.hasContent(hash));
  }
}
