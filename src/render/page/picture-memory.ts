/** What a person has done to a picture; a picture that is drawn anew takes it over. */
export interface PictureMemory {
  scale: number;
  left: number;
  top: number;
  search: string;
  /** The family that is drawn task by task. */
  open: string | undefined;
  /** The page has seen the run going on. */
  isLive: boolean;
  /** The lists under the picture that are open. */
  readonly lists: Set<string>;
  /** What has the keyboard: the search field, a tool by its name, or a task by its id. */
  focus: { readonly kind: "search" | "tool" | "task"; readonly id: string } | undefined;
}

const pictures = Symbol.for("cauce.pictures");

type Remembering = typeof globalThis & { [pictures]?: Map<string, PictureMemory> };

/** The memory of the picture with this key; on the page's own object, because each output brings its own script. */
export function memoryOf(key: string): PictureMemory {
  const page: Remembering = globalThis;
  page[pictures] ??= new Map();
  const known = page[pictures].get(key);
  if (known !== undefined) return known;
  const made: PictureMemory = {
    scale: 1,
    left: 0,
    top: 0,
    search: "",
    isLive: false,
    open: undefined,
    lists: new Set(),
    focus: undefined,
  };
  page[pictures].set(key, made);
  return made;
}
