import type { CheckpointStore } from "../core/checkpoint-store.ts";
import type { LastFailure, TaskRecord } from "../core/record.ts";
import type { Observation } from "../plan/observation.ts";

const noVersions: readonly TaskRecord[] = [];

type Found = Omit<Observation, "versions" | "lastFailure">;

/**
 * An observation with what is read only when somebody asks: most tasks are fresh. A class, because
 * V8 gives each object with getters of its own a layout of its own, which took half of a plan's memory.
 */
export class ObservedTask implements Observation {
  readonly id: Found["id"];
  readonly family: Found["family"];
  readonly file: Found["file"];
  readonly kind: Found["kind"];
  readonly params: Found["params"];
  readonly visibleParams: Found["visibleParams"];
  readonly requirements: Found["requirements"];
  readonly places: Found["places"];
  code: Found["code"];
  readonly textOf: Found["textOf"];
  readonly outputs: Found["outputs"];
  readonly record: Found["record"];
  predecessor: Found["predecessor"];
  readonly forced: Found["forced"];
  readonly staleness: Found["staleness"];
  readonly schedule: Found["schedule"];
  readonly batching: Found["batching"];
  readonly #store: CheckpointStore;
  #versions: readonly TaskRecord[] | undefined;

  constructor(found: Found, store: CheckpointStore) {
    this.id = found.id;
    this.family = found.family;
    this.file = found.file;
    this.kind = found.kind;
    this.params = found.params;
    this.visibleParams = found.visibleParams;
    this.requirements = found.requirements;
    this.places = found.places;
    this.code = found.code;
    this.textOf = found.textOf;
    this.outputs = found.outputs;
    this.record = found.record;
    this.predecessor = found.predecessor;
    this.forced = found.forced;
    this.staleness = found.staleness;
    this.schedule = found.schedule;
    this.batching = found.batching;
    this.#store = store;
  }

  get versions(): readonly TaskRecord[] {
    this.#versions ??=
      this.kind === "external" || this.record === undefined
        ? noVersions
        : this.#store.versions(this.id).filter((version) => this.#isComplete(version));
    return this.#versions;
  }

  get lastFailure(): LastFailure | undefined {
    return this.#store.readFailure(this.id);
  }

  #isComplete({ outputs }: TaskRecord): boolean {
    return outputs.every(({ path, hash }) => path !== undefined && this.#store.hasContent(hash));
  }
}
