/** What a module exports, by name. */
export type Namespace = Readonly<Record<string, unknown>>;
