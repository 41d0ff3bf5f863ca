import { randomUUID } from "node:crypto";
import { findHost } from "./host.ts";

/** What `display` has shown: it can be shown anew in its place. */
export class Displayed {
  readonly #id: string;

  constructor(id: string) {
    this.#id = id;
  }

  /** Shows another value where this one stands, in every copy on the page. */
  async update(value: unknown): Promise<void> {
    await findHost()?.display(value, { id: this.#id, isUpdate: true });
  }
}

/** Shows values under the running cell, before it has ended. */
export interface Display {
  /**
   * Shows any value as a cell's last value would be shown. Resolves when it stands on the page;
   * displays that nobody awaits appear in their order, before the cell ends. Outside a notebook
   * the value is printed.
   */
  (value: unknown): Promise<Displayed>;
  /** Shows HTML. Untrusted notebooks lose its scripts and styles. */
  html(html: string): Promise<Displayed>;
  /** Shows Markdown, with its formulas. */
  markdown(markdown: string): Promise<Displayed>;
  /** Shows a MIME bundle: MIME type → text, or JSON for JSON types. */
  mime(bundle: Readonly<Record<string, unknown>>): Promise<Displayed>;
}

/** Shows any value now, under the running cell: `display(frame)`, `display.html("<b>…</b>")`. */
export const display: Display = Object.assign(show, {
  html: (html: string) => show(new MimeContent({ "text/html": html, "text/plain": html })),
  markdown: (markdown: string) =>
    show(new MimeContent({ "text/markdown": markdown, "text/plain": markdown })),
  mime: (bundle: Readonly<Record<string, unknown>>) => show(new MimeContent(bundle)),
});

/**
 * Removes what the running cell has shown and printed so far. With `wait` it stays until the next
 * output comes, so that a picture which is drawn again and again does not flicker. Outside a
 * notebook it does nothing.
 */
export function clearOutput({ wait = false }: { readonly wait?: boolean } = {}): void {
  findHost()?.clearOutput(wait);
}

async function show(value: unknown): Promise<Displayed> {
  const id = randomUUID();
  const host = findHost();
  if (host === undefined) console.log(value instanceof MimeContent ? value.text : value);
  else await host.display(value, { id, isUpdate: false });
  return new Displayed(id);
}

/** Data that is shown as it is. */
class MimeContent {
  readonly #bundle: Readonly<Record<string, unknown>>;

  constructor(bundle: Readonly<Record<string, unknown>>) {
    this.#bundle = bundle;
  }

  get text(): unknown {
    return this.#bundle["text/plain"] ?? this.#bundle;
  }

  [Symbol.for("Jupyter.display")](): Readonly<Record<string, unknown>> {
    return this.#bundle;
  }
}
