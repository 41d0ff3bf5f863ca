import { readText, registerText } from "../core/code-frame.ts";
import { packedSources, placesIn, registerPackedSource } from "../core/source-places.ts";

/** The path or the URL of a compiled local module, which lies in a folder that is named after its version. */
const compiled = /[/\\]\.cauce[/\\]modules[/\\][^/\\]+([/\\].+)$/;

/** Where the lines of code that tasks run came from, for a thread that tells of errors in it. */
export interface SentSources {
  readonly origins: ReadonlyMap<string, string>;
  /** The texts of cells and files, by their places. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Of a module by what stacks call it, and of all local modules as they were compiled last. */
export function collectSources(moduleName: string | undefined): SentSources {
  const origins = new Map<string, string>();
  for (const [file, packed] of newestOf(packedSources(), moduleName)) origins.set(file, packed);
  const texts = new Map<string, string>();
  for (const packed of origins.values())
    for (const place of placesIn(packed)) {
      const text = texts.has(place) ? undefined : readText(place);
      if (text !== undefined) texts.set(place, text);
    }
  return { origins, texts };
}

export function adoptSources({ origins, texts }: SentSources): void {
  for (const [file, packed] of origins) registerPackedSource(file, packed);
  for (const [place, text] of texts) registerText(place, () => text);
}

/** Of a local module that was edited, what was compiled last. */
function newestOf(
  sources: ReadonlyMap<string, string>,
  moduleName: string | undefined,
): Iterable<readonly [file: string, packed: string]> {
  const newest = new Map<string, readonly [string, string]>();
  for (const [file, packed] of sources) {
    const [, name] = compiled.exec(file) ?? [];
    if (name !== undefined) newest.set(name, [file, packed]);
    else if (file === moduleName) newest.set(file, [file, packed]);
  }
  return newest.values();
}
