import type { OpenWrite, OpenWrites } from "../core/open-writes.ts";
import { currentWrites } from "../core/running-task.ts";
import type { FileLocation } from "./file-location.ts";

/** A write from its beginning to its end, among those of the attempt that has begun it, where one has. */
export class BegunWrite {
  readonly #writes: OpenWrites | undefined = currentWrites();
  readonly #open: OpenWrite | undefined;

  constructor({ path }: FileLocation, isStream = false) {
    this.#open = this.#writes?.begin(path, isStream);
  }

  /** Whether what it writes counts no more: its attempt has failed because it did not wait. */
  get isRefused(): boolean {
    return this.#writes?.isRefusing === true;
  }

  /** Calls it when the write is refused while it goes on. */
  onRefused(listener: () => void): void {
    if (this.#open !== undefined) this.#open.onRefused = listener;
  }

  end(): void {
    if (this.#open !== undefined) this.#writes?.end(this.#open);
  }
}
