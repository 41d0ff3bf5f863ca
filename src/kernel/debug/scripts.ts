import type { DebugScript } from "./debug-script.ts";
import type { MainInspector } from "./main-inspector.ts";

/** A script of the user's that runs on the main thread. */
export interface UserScript {
  readonly scriptId: string;
  readonly url: string;
  readonly script: DebugScript;
}

/** What steps and pauses stay in: everything else is stepped over. A pattern of the inspector's. */
export const foreignCode = "^(?!cauce:|file://.*/\\.cauce/modules/)";
const isForeign = new RegExp(foreignCode);

/** The scripts that the debugger has heard of, with the way back to cells and files. */
export class Scripts {
  readonly #inspector: MainInspector;
  readonly #urls = new Map<string, string>();
  readonly #found = new Map<string, Promise<UserScript | undefined>>();

  constructor(inspector: MainInspector) {
    this.#inspector = inspector;
  }

  add(scriptId: string, url: string): void {
    this.#urls.set(scriptId, url);
  }

  clear(): void {
    this.#urls.clear();
    this.#found.clear();
  }

  /** Undefined for code of ours, of Node's and of packages. */
  find(scriptId: string): Promise<UserScript | undefined> {
    const known = this.#found.get(scriptId);
    if (known !== undefined) return known;
    const found = this.#read(scriptId);
    this.#found.set(scriptId, found);
    return found;
  }

  /** All that was made from a text, wholly or in part. */
  async madeFrom(path: string): Promise<UserScript[]> {
    const ids = [...this.#urls.keys()];
    const scripts = await Promise.all(ids.map((id) => this.find(id)));
    return scripts.filter(
      (found): found is UserScript =>
        found?.script.sources.some((source) => source.path === path) === true,
    );
  }

  /** Files that Node has loaded for the user's code. */
  files(): string[] {
    const urls = [...this.#urls.values()].filter((url) => url.startsWith("file://"));
    return [...new Set(urls)];
  }

  async #read(scriptId: string): Promise<UserScript | undefined> {
    const url = this.#urls.get(scriptId);
    if (url === undefined || isForeign.test(url)) return undefined;
    const call = `script(${JSON.stringify(url)})`;
    const script = await this.#inspector.ask<DebugScript | null>(call);
    return script === null ? undefined : { scriptId, url, script };
  }
}
