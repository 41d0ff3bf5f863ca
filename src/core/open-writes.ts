import { CauceError } from "./errors.ts";

const mostNamed = 3;

/** A write of a target that the work of an attempt has begun. */
export interface OpenWrite {
  /** As the user names the target. */
  readonly path: string;
  readonly isStream: boolean;
  /** Called when its attempt has failed because it did not wait: nothing of it counts any more. */
  onRefused: () => void;
}

/** The writes of one attempt that have begun and not ended. */
export class OpenWrites {
  readonly #open = new Set<OpenWrite>();
  #isRefusing = false;

  begin(path: string, isStream: boolean): OpenWrite {
    const write = { path, isStream, onRefused: () => {} };
    this.#open.add(write);
    return write;
  }

  end(write: OpenWrite): void {
    this.#open.delete(write);
  }

  /** Whether the attempt has failed for what it left open, or what it has written since then. */
  get isRefusing(): boolean {
    return this.#isRefusing;
  }

  /**
   * The work has come to its end; `id` names it.
   * @throws CauceError `write-not-awaited`
   */
  assertNone(id: string): void {
    if (this.#open.size === 0) return;
    this.#isRefusing = true;
    const open = [...this.#open];
    for (const write of open) write.onRefused();
    throw notAwaited(id, open);
  }
}

function notAwaited(id: string, open: readonly OpenWrite[]): CauceError {
  const paths = [...new Set(open.map(({ path }) => path))];
  const named = paths.slice(0, mostNamed).map((path) => `\`${path}\``);
  const more = paths.length > mostNamed ? ` and ${paths.length - mostNamed} more` : "";
  const remedy = open.every(({ isStream }) => isStream)
    ? "Wait for the end of the stream: `await finished(stream)`, from `node:stream/promises`."
    : "Put `await` before the write, and before the call of each function that writes; `await Promise.all([…])` waits for several.";
  return new CauceError(
    "write-not-awaited",
    `\`${id}\` ended while it still wrote ${named.join(", ")}${more}. Expected what a task writes to be written when it ends. ${remedy}`,
  );
}
